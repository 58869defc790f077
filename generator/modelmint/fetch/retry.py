"""Which failures may pass by themselves, and how long to wait. All requests are GETs, so repeating is safe."""

from __future__ import annotations

import random
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from modelmint.fetch.limits import Limits

LIMITED = 429
PASSING = (408, 425, LIMITED, 500, 502, 503, 504)
"""Statuses that a later attempt may not meet."""

_LONGEST = 30.0


def pause(limits: Limits, attempt: int) -> float:
    """How long to wait after this attempt, counted from 0: doubling, with some chance so that clients spread out."""
    doubled: float = limits.pause * 2 ** min(attempt, 10)
    return min(doubled, _LONGEST) * random.uniform(0.75, 1.25)


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds that `Retry-After` asks for; a date counts from the answer's own. None if it asks for nothing."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(headers["date"])).total_seconds())
    except (ValueError, TypeError, KeyError):
        return None
