"""A change: one difference of meaning between two models, for whom it breaks, and the proof."""

from __future__ import annotations

from datetime import date
from enum import Enum, IntEnum

from modelmint.drift.place import Place
from modelmint.ir.frozen import frozen
from modelmint.ir.value import UNSET, Json, Unset


class Level(IntEnum):
    """For whom a change matters: nobody, some callers in some way, or callers whose code stops working."""

    SAFE = 0
    RISKY = 1
    BREAKING = 2

    @property
    def word(self) -> str:
        """The level as it is printed."""
        return self.name.lower()


class Bump(Enum):
    """Which part of a client's version number the change should raise."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"


BUMPS: tuple[Bump, ...] = tuple(Bump)
"""From the smallest to the largest."""


@frozen
class Change:
    """One change. `code` is a row of `RULES`; `old` and `new` are in words, empty where there is nothing.

    `hint` is what to do, with the evidence where the change is a guess. `witness` is a request (for a
    response, an answer) that was valid before and is not now. `effective` is the day from which it holds,
    where that lies apart from the day it was announced. `expected` marks what was announced before:
    gates let it pass.
    """

    code: str
    place: Place
    level: Level
    bump: Bump
    message: str
    old: str = ""
    new: str = ""
    hint: str = ""
    witness: Json | Unset = UNSET
    effective: date | None = None
    expected: bool = False

    @property
    def subject(self) -> str:
        """The model, as `SOURCE:MODEL`."""
        return self.place.subject

    @property
    def path(self) -> str:
        """What changed, in wire names."""
        return self.place.path


def verdict(changes: tuple[Change, ...]) -> tuple[Level, Bump]:
    """The highest level and the largest bump among the changes."""
    level = max((change.level for change in changes), default=Level.SAFE)
    bump = max((BUMPS.index(change.bump) for change in changes), default=0)
    return level, BUMPS[bump]
