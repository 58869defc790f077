"""Our corrections, each with what was, what is now, why and from where."""
