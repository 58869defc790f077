"""Model -> ModelView: every decision about a target's spelling and order, so that templates make none."""

from modelmint.lower.views import lower, source_view

__all__ = ["lower", "source_view"]
