"""The schema against itself and its own prose: one rule a file."""
