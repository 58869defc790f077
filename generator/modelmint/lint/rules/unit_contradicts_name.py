"""A unit in the description that is not the one in the name or the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import Enum, Integer, Number
from modelmint.lint.place import Place, places
from modelmint.lint.row import Found, Row

_WORDS = {
    "milliseconds": ("ms", "millis", "milliseconds", "msec"),
    "seconds": ("s", "sec", "secs", "seconds"),
    "minutes": ("minutes", "mins"),
    "hours": ("hours",),
    "pixels": ("px", "pixels"),
    "percent": ("percent", "pct"),
    "bytes": ("bytes",),
    "kilobytes": ("kb",),
    "megabytes": ("mb",),
    "hertz": ("hz",),
    "kilohertz": ("khz",),
    "decibels": ("db",),
    "degrees": ("deg", "degrees"),
    "radians": ("rad", "radians"),
}
_UNIT_OF = {word: unit for unit, words in _WORDS.items() for word in words}
_ALSO = {
    "hz": "hertz",
    "khz": "kilohertz",
    "kb": "kilobytes",
    "mb": "megabytes",
    "db": "decibels",
    "ms": "milliseconds",
}
_SAID = re.compile(rf"\bin ({'|'.join((*_WORDS, *_ALSO))})\b", re.IGNORECASE)
_VALUE = re.compile(r"\d+(?:\.\d+)?\s?([a-z]+)")


def check(model: Model) -> Iterator[Found]:
    """Compare the one unit that the description names with that of the name, or of every allowed value."""
    for place in places(model):
        said = {_ALSO.get(word.lower(), word.lower()) for word in _SAID.findall(place.doc)}
        known = _of_name(place) or _of_values(place)
        if len(said) == 1 and known and known not in said:
            unit = next(iter(said))
            yield Found(
                place.parameter.origin.child("description"),
                f"the description counts in {unit}, the name or the values in {known}",
                f'find out which is right, then [[correct]] at = "{place.path}.doc" in the overlay',
                place.path,
            )


def _of_name(place: Place) -> str | None:
    last = place.name.lower().rpartition("_")[2]
    return _UNIT_OF.get(last) if "_" in place.name and isinstance(place.type, Integer | Number) else None


def _of_values(place: Place) -> str | None:
    values = place.type.values if isinstance(place.type, Enum) else ()
    matches = [_VALUE.fullmatch(value.lower()) if isinstance(value, str) else None for value in values]
    units = {_UNIT_OF.get(match[1]) if match else None for match in matches}
    return next(iter(units)) if len(units) == 1 else None


RULE = Row(
    "unit-contradicts-name",
    Severity.WARNING,
    "The description counts in another unit than the name or the values: callers are wrong by a factor.",
    check,
)
