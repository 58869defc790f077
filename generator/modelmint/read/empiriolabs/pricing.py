"""Prices, in each shape that they come in: rows of a table, token tiers, or a text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from modelmint.ir.pricing import Price
from modelmint.read.empiriolabs.price_rows import HINT, amount_of, read_row, read_words
from modelmint.read.money import Counted
from modelmint.read.node import Node

_KEYS: Final = {
    "prompt": Counted("token", meter="input"),
    "completion": Counted("token", meter="output"),
    "input_cache_read": Counted("token", meter="cache-read"),
    "input_cache_write": Counted("token", meter="cache-write"),
    "internal_reasoning": Counted("token", meter="reasoning"),
    "image": Counted("image"),
    "request": Counted("request"),
    "web_search": Counted("search"),
}
"""What each key of a tier counts; its amount is for one."""


def read_prices(document: Node) -> tuple[Price, ...]:
    """Every price of the document, in order; one that both keys state, in their own spelling, counts once."""
    rows = tuple(_prices(document["pricing_rows"]))
    others = _prices(document["pricing"])
    return rows + tuple(price for price in others if not any(_same(price, row) for row in rows))


def _same(price: Price, row: Price) -> bool:
    """Whether both are the only rate of one flow. Prices without a flow may be for different things."""
    return price.meter is not None and _meaning(price) == _meaning(row)


def _meaning(price: Price) -> tuple[object, ...]:
    from fractions import Fraction  # few documents state a rate of a flow in two ways

    rate = Fraction(price.amount) / Fraction(price.per)
    return rate, price.currency, price.unit, price.meter, price.min_context, price.qualifier


def _prices(node: Node) -> Iterator[Price]:
    if isinstance(node.value, str):
        yield from read_words(node)
    elif isinstance(node.value, list):
        for item in node.items():
            yield from _prices(item)
    elif node.given and node.object():
        yield from read_row(node) if node["rate"].present or node["charge"].present else _tier(node)


def _tier(node: Node) -> Iterator[Price]:
    """An object with one amount for each thing that is counted, in US dollars where it names no currency."""
    amounts = [(key, amount) for key in _KEYS if (amount := _amount(node[key])) is not None]
    if not amounts:
        return
    least = node["min_context"].whole()
    currency = node["currency"].text() or "USD"
    for key, amount in amounts:
        what = _KEYS[key]
        yield Price(key, amount, currency, what.unit, node[key].origin, meter=what.meter, min_context=least)


def _amount(node: Node) -> Decimal | None:
    amount = amount_of(node.raw())
    if amount is None and node.given:
        node.report("price-not-understood", f"{node.name()} is {node.quote()}, which is no amount; not used", HINT)
    return amount
