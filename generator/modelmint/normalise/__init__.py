"""Model -> Model: one pass a file, in order."""
