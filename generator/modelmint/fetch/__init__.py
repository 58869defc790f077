"""The only network code."""
