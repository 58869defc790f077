"""Two plain JSON Schemas of an object: does the change break callers, risk something, or neither?"""

from __future__ import annotations

from typing import Any

from modelmint.drift.change import Level
from modelmint.drift.containment.contain import escape
from modelmint.drift.containment.pool import Pool
from modelmint.drift.containment.read_schema import read_schema
from modelmint.drift.containment.value import Found, Nothing, plain
from modelmint.drift.outline import Moves, compare
from modelmint.drift.place import Direction
from modelmint.ir.frozen import frozen
from modelmint.ir.value import UNSET, Json, Unset


@frozen
class Decision:
    """The class of a change with what speaks for it.

    `witness` is a value that was accepted and is refused now; for what callers receive, one that is possible
    now and was not before.
    """

    level: Level
    reasons: tuple[str, ...] = ()
    witness: Json | Unset = UNSET


def classify(old: Any, new: Any, direction: Direction) -> str:
    """Class a change of the schema of a request's or a response's body: "breaking", "risky" or "safe".

    What callers send must still be accepted; what they receive must be what they know. So a request breaks
    if the old schema accepts a value that the new one refuses, and a response in the reverse. On top of
    this proof, since callers use declared names and no others:

    - a declared property that went breaks, even where the object takes unnamed keys;
    - an optional property that came is safe, even where the object took that key with any value;
    - a default or a format that changed is risky.

    What can be neither proved nor refuted is risky: what depends on another document, for one.
    """
    return decide(old, new, direction).level.word


def decide(old: Any, new: Any, direction: Direction) -> Decision:
    """As `classify`, with the reasons."""
    if old == new:
        return Decision(Level.SAFE)
    try:
        return _decided(old, new, direction)
    except RecursionError:
        return Decision(Level.RISKY, ("the schemas are nested too deeply to be compared",))


def _decided(old: Any, new: Any, direction: Direction) -> Decision:
    moves = compare(old, new)
    found, unclear = _escape(old, new, direction, Moves())
    if not isinstance(found, Nothing) and moves.added and direction == "request":
        found, unclear = _escape(old, new, direction, moves)
    removed = tuple(f"{path} is not declared any more" for path in moves.removed)
    if not isinstance(found, Nothing):
        return Decision(Level.BREAKING, removed, plain(found))
    if removed:
        return Decision(Level.BREAKING, removed)
    noted = tuple(f"{path} changed" for path in moves.noted)
    if found is Nothing.UNKNOWN:
        return Decision(Level.RISKY, (*noted, *(f"cannot be told: {reason}" for reason in unclear)))
    return Decision(Level.RISKY if noted else Level.SAFE, noted)


def _escape(old: Any, new: Any, direction: Direction, moves: Moves) -> tuple[Found, list[str]]:
    """A value that breaks, and what in the schemas cannot be looked into."""
    pool = Pool()
    before, after = read_schema(pool, old, "old", moves.added), read_schema(pool, new, "new")
    found = escape(pool, after, before) if direction == "response" else escape(pool, before, after)
    return found, pool.opaque() or ["there are too many possibilities"]
