"""What descriptions claim about a parameter: a claim that is not there is worse than one that is missed."""
