"""The rules of lint, one in each file."""
