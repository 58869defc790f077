"""Documents of each dialect -> Model, and what was not understood as findings."""
