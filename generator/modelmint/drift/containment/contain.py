"""Containment of one JSON Schema in another."""

from __future__ import annotations

from modelmint.drift.containment.evaluate import UnsureError, holds
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.read_schema import read_schema
from modelmint.drift.containment.schema import Schema
from modelmint.drift.containment.search import Search
from modelmint.drift.containment.value import Found, Nothing


def find_escape(narrow: Schema, wide: Schema) -> Found:
    """A value that the first schema accepts and the second refuses; `EMPTY` proves that there is none."""
    pool = Pool()
    try:
        return escape(pool, read_schema(pool, narrow, "narrow"), read_schema(pool, wide, "wide"))
    except RecursionError:
        return Nothing.UNKNOWN


def escape(pool: Pool, narrow: Formula, wide: Formula) -> Found:
    """A value of the first formula that is none of the second, checked by plain evaluation."""
    found = Search(pool).find((narrow, -wide))
    if isinstance(found, Nothing):
        return found
    try:
        good = holds(pool, narrow, found) and not holds(pool, wide, found)
    except UnsureError:
        return Nothing.UNKNOWN
    if not good:
        raise AssertionError(f"{found!r} is no witness")
    return found
