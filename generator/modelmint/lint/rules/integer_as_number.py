"""A whole number that is typed as any number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import Number
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.lint.place import Place, places
from modelmint.lint.row import Found, Row

_NAME = re.compile(
    r"n|(?:.+_)?seed|(?:num|number_of|n)_.+|(?:.+_)?count|(?:.+_)?steps|(?:max_|min_)?(?:.+_)?tokens|top_k|batch_size"
    r"|dimensions|(?:.+_)?index|(?:.+_)?epochs|(?:.+_)?frames"
)
_SIDE = re.compile(r"(?:.+_)?(?:width|height)")
_COUNTED = re.compile(r"^(?:the )?(?:how many|(?:maximum |minimum |total |target )?number of)\b", re.IGNORECASE)
_MEASURED = re.compile(
    r"\b(?:fraction\w*|ratio|decimal|percent\w*|normali[sz]ed|seconds?|minutes?|hours?|weight|strength|average|scale)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:an integer|integer (?:value|number)|whole number|must be integer)\b", re.IGNORECASE)


def check(model: Model) -> Iterator[Found]:
    """Look for numbers that count something and never show a fraction."""
    for place in places(model):
        if isinstance(place.type, Number) and _integral(place, place.type) and _counts(place):
            yield Found(
                place.parameter.origin.child("type"),
                "typed as a number, so that 1.5 is allowed, for what can only be whole",
                f'[[correct]] at = "{place.path}.type" in the overlay, as an integer',
                place.path,
            )


def _integral(place: Place, type_: Number) -> bool:
    """Whether nothing that is written down has a fraction, and no step says it already."""
    shown = (place.parameter.default, *place.parameter.examples, type_.range.minimum, type_.range.maximum)
    stepped = type_.multiple_of is not None
    return not stepped and all(_is_whole(value) for value in shown)


def _is_whole(value: Json | Unset) -> bool:
    if value is None or value is UNSET:
        return True
    return isinstance(value, int) or (isinstance(value, Decimal) and value == value.to_integral_value())


def _counts(place: Place) -> bool:
    if _WHOLE.search(place.doc):
        return True
    if _MEASURED.search(place.doc):
        return False
    if _SIDE.fullmatch(place.name):
        return "pixel" in place.doc.lower()
    return bool(_NAME.fullmatch(place.name) or _COUNTED.search(place.doc))


RULE = Row(
    "integer-as-number",
    Severity.WARNING,
    "A count or a seed is typed as any number, so that generated types accept fractions of it.",
    check,
)
