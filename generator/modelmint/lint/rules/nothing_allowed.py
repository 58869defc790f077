"""A constraint that no value can meet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import Array, Enum, Integer, Map, Number, String, Type
from modelmint.ir.walk import all_types
from modelmint.ir.words import numeral
from modelmint.lint.place import places
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for a lower limit above the upper one, and for lists of values with nothing in them."""
    for place in places(model):
        for type_ in all_types(place.type):
            reason = _impossible(type_)
            if reason:
                yield Found(
                    place.parameter.origin,
                    f"no value is allowed: {reason}",
                    f'[[correct]] at = "{place.path}.type" in the overlay',
                    place.path,
                )
                break


def _impossible(type_: Type) -> str:
    if isinstance(type_, Enum):
        return "" if type_.values or type_.open else "the list of values is empty"
    low, high = _limits(type_)
    return (
        f"at least {numeral(low)} and at most {numeral(high)}"
        if low is not None and high is not None and low > high
        else ""
    )


def _limits(type_: Type) -> tuple[Decimal | int | None, Decimal | int | None]:
    if isinstance(type_, Integer | Number):
        return type_.range.minimum, type_.range.maximum
    if isinstance(type_, String):
        return type_.min_length, type_.max_length
    if isinstance(type_, Array):
        return type_.min_items, type_.max_items
    return (type_.min_entries, type_.max_entries) if isinstance(type_, Map) else (None, None)


RULE = Row(
    "nothing-allowed", Severity.ERROR, "The constraint contradicts itself, so that every value is refused.", check
)
