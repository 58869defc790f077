"""Model -> ModelView: every decision about a target's spelling and order, so that templates make none."""
