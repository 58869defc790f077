"""What changed between two models or two sets of files, and for whom it breaks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modelmint.drift.change import Bump, Change, Level, verdict
    from modelmint.drift.life import unreachable
    from modelmint.drift.models import diff
    from modelmint.drift.place import Place
    from modelmint.drift.rules import RULES, ChangeRule
    from modelmint.drift.schemas import classify

__all__ = ["RULES", "Bump", "Change", "ChangeRule", "Level", "Place", "classify", "diff", "unreachable", "verdict"]

_HOMES = {
    "change": ("Bump", "Change", "Level", "verdict"),
    "schemas": ("classify",),
    "life": ("unreachable",),
    "models": ("diff",),
    "place": ("Place",),
    "rules": ("RULES", "ChangeRule"),
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: a look at files needs none of the rules."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"modelmint.drift.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
