"""Whether every value of one schema is a value of another: proved, or refuted by a value that is checked."""
