"""What a parameter is for, in the sentences that stand beside it in an editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modelmint.ir.value import Json, Unset
from modelmint.lower.words import value

if TYPE_CHECKING:
    from modelmint.lower.type_view import ParameterView
    from modelmint.lower.view import PriceView


def help_text(parameter: ParameterView, allowed: str, prices: Iterable[PriceView]) -> str:
    """The provider's text, what is allowed, the default, and what the parameter does to the price."""
    doc = parameter.doc.strip()
    sentences = (
        f"{doc}." if doc and doc[-1].isalnum() else doc,
        f"Allowed: {allowed}." if allowed else "",
        "" if isinstance(parameter.default, Unset) else f"Default: {_default(parameter.default)}.",
        price_effect(parameter, prices),
        "Deprecated." if parameter.deprecated else "",
    )
    return " ".join(filter(None, sentences))


def _default(default: Json) -> str:
    return "empty" if default == "" else value(default)


def price_effect(parameter: ParameterView, prices: Iterable[PriceView]) -> str:
    """What the parameter does to the price, in a sentence; empty if nothing is known to."""
    rates = [each.price for each in prices]
    if any(price.count == parameter.wire for price in rates):
        return "The price grows with it."
    if any(test.parameter == parameter.wire for price in rates for test in price.when):
        return "The price depends on it."
    return ""
