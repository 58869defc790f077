"""Dates as APIs write them: ISO 8601 days and times, and Unix times, all as days in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from modelmint.ir.value import Json
from modelmint.read.node import Node

_MILLISECONDS_FROM = 100_000_000_000
_FIRST = 1_000_000_000
_LAST = 100_000_000_000
"""Seconds from 2001 up to the year 5138: any other time is a mistake."""


def day(node: Node) -> date | None:
    """The day in UTC that the value names; what is no date is a finding."""
    value = node.raw()
    if not node.given or value == "":
        return None
    found = _from_text(value) if isinstance(value, str) else _from_unix(value)
    if found is None:
        node.report(
            "date-not-understood",
            f"{node.name()} is {node.quote()}, where a date such as 2026-09-30 was expected; not used",
            'give the date in the model\'s overlay: [[correct]] at = "lifecycle.retires_on"',
        )
    return found


def _from_text(text: str) -> date | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None


def _from_unix(value: Json) -> date | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    moment = Decimal(value)
    seconds = moment / 1000 if moment >= _MILLISECONDS_FROM else moment
    return datetime.fromtimestamp(int(seconds), UTC).date() if _FIRST <= seconds < _LAST else None
