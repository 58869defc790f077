"""Containment of one formula in another."""

from __future__ import annotations

from modelmint.drift.containment.evaluate import UnsureError, holds
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.search import Search
from modelmint.drift.containment.value import Found, Nothing


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
