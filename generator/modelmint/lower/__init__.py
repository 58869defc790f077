"""Model -> ModelView: every decision about a target's spelling and order, so that templates make none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modelmint.lower.views import lower, lower_lazily, source_view

__all__ = ["lower", "lower_lazily", "source_view"]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: to read a pack, or to write what is remembered, nothing is lowered."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from modelmint.lower import views

    return getattr(views, name)
