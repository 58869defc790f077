"""The only reader and writer of the schemas folder and its lock."""
