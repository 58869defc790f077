"""A list of values that only the description gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import Integer, Number, String
from modelmint.lint.place import Place, places
from modelmint.lint.prose.values import Listing, listing
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for a closed list in the description of a text or number that may be anything."""
    for place in places(model):
        listed = listing(place.doc) if isinstance(place.type, String | Integer | Number) else None
        if listed and listed.closed and _fits(place, listed):
            yield Found(
                place.parameter.origin.child("description"),
                f'the description lists "{listed.quote}", and any {place.type.kind} is allowed',
                f'if no other is taken, [[correct]] at = "{place.path}.options" in the overlay',
                place.path,
            )


def _fits(place: Place, listed: Listing) -> bool:
    """Whether the words are values of the type: numbers for a number, no media or pattern for a text."""
    if isinstance(place.type, String):
        return place.type.media is None and place.type.pattern is None and place.type.format is None
    return all(_is_number(value) for value in listed.values)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except ArithmeticError:
        return False


RULE = Row(
    "values-only-in-prose",
    Severity.NOTE,
    "The description lists the values to choose from and the constraint allows any, so that no client can check it.",
    check,
)
