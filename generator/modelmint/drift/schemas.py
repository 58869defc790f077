"""Two plain JSON Schemas of an object: does the change break callers, risk something, or neither?"""

from __future__ import annotations

from typing import Any

from modelmint.drift.change import Level
from modelmint.drift.containment.contain import escape
from modelmint.drift.containment.pool import Pool
from modelmint.drift.containment.read_schema import read_schema
from modelmint.drift.containment.value import Nothing
from modelmint.drift.outline import Moves, compare
from modelmint.drift.place import Direction


def classify(old: Any, new: Any, direction: Direction) -> str:
    """Class a change of the schema of a request's or a response's body: "breaking", "risky" or "safe".

    What callers send must still be accepted; what they receive must be what they know. So a request breaks
    if the old schema accepts a value that the new one refuses, and a response in the reverse. On top of
    this proof, since callers use declared names and no others:

    - a declared property that went breaks, even where the object takes unnamed keys;
    - an optional property that came is safe, even where the object took that key with any value;
    - a default or a format that changed is risky.

    What can be neither proved nor refuted is risky.
    """
    return decide(old, new, direction).word


def decide(old: Any, new: Any, direction: Direction) -> Level:
    """As `classify`, the class as a `Level`."""
    if old == new:
        return Level.SAFE
    moves = compare(old, new)
    found = _escape(old, new, direction, Moves())
    if not isinstance(found, Nothing) and moves.added and direction == "request":
        found = _escape(old, new, direction, moves)
    if not isinstance(found, Nothing) or moves.removed:
        return Level.BREAKING
    return Level.RISKY if moves.noted or found is Nothing.UNKNOWN else Level.SAFE


def _escape(old: Any, new: Any, direction: Direction, moves: Moves) -> Any:
    pool = Pool()
    before, after = read_schema(pool, old, "old", moves.added), read_schema(pool, new, "new")
    return escape(pool, after, before) if direction == "response" else escape(pool, before, after)
