"""A price that no parameter chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.pricing import Price
from modelmint.ir.types import Enum
from modelmint.lint.place import solid
from modelmint.lint.row import Found, Row

_WORD = re.compile(r"[^\s/+,()_-]+")


def check(model: Model) -> Iterator[Found]:
    """Look for one of several prices for the same thing whose label names no parameter and no value of one."""
    known = set(_vocabulary(model))
    for price in model.prices:
        missing = [test.parameter for test in price.when if model.parameter(test.parameter) is None]
        lost = (
            not price.when
            and _has_rivals(price, model)
            and price.min_context is None
            and not _words(price.label) & known
        )
        if missing or lost:
            named = f"depends on {', '.join(missing)}" if missing else "applies to some requests"
            yield Found(
                price.origin,
                f'the price "{price.label}" {named}, and no parameter says to which',
                "say when it applies: [[correct]] the price's condition in the overlay",
            )


def _has_rivals(price: Price, model: Model) -> bool:
    """Whether another amount is charged for the same thing from the same day on."""
    thing = price.unit, price.meter, price.starts_on
    same = [other for other in model.prices if (other.unit, other.meter, other.starts_on) == thing]
    return len({other.amount for other in same}) > 1


def _vocabulary(model: Model) -> Iterator[str]:
    """Every word of a parameter's name and of an allowed value."""
    for parameter in model.parameters:
        yield from _words(parameter.name)
        type_ = solid(parameter.type)
        for value in type_.values if isinstance(type_, Enum) else ():
            yield from _words(str(value))


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


RULE = Row(
    "price-without-parameter",
    Severity.WARNING,
    "Several prices for the same thing, and no parameter that chooses between them: the cost cannot be foretold.",
    check,
)
