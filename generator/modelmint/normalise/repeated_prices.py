"""A price that the document states twice, in two spellings, is charged once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from modelmint.ir.model import Model
from modelmint.ir.pricing import Price


def drop_repeated_prices(model: Model) -> Model:
    """The model without prices that say what an earlier one says: the same rate for the same flow and condition."""
    kept: list[Price] = []
    for price in model.prices:
        if not any(_same(price, earlier) for earlier in kept):
            kept.append(price)
    return replace(model, prices=tuple(kept))


def _same(price: Price, earlier: Price) -> bool:
    """Whether two prices are one charge. Prices that name no flow may be for different things."""
    return price.meter is not None and _meaning(price) == _meaning(earlier) and _rate(price) == _rate(earlier)


def _meaning(price: Price) -> tuple[object, ...]:
    return price.meter, price.unit, price.currency, price.when, price.min_context, price.qualifier


def _rate(price: Price) -> Fraction:
    return Fraction(price.amount) / Fraction(price.per)
