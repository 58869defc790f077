"""The shapes of files that people write: one description, from which a reader and a published JSON Schema are made."""
