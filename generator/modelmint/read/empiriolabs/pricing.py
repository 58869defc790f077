"""Prices: rows of charge, spec and rate; token tiers; or only words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from modelmint.ir.pricing import Price
from modelmint.read.money import Counted, Money, counted, meter_of, money
from modelmint.read.node import Node, to_number

_HINT: Final = "add the price to the model's overlay, or report the words so that the reader learns them"
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
_LARGEST: Final = Decimal(10) ** 9
_PLACES: Final = 30
"""What is dearer, or has more places, is a mistake, and would make exact arithmetic slow."""
_PART = re.compile(r"(?P<word>[A-Za-z]+):?\s+(?P<money>[^/]+?)")


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a row says beside its amount."""

    label: str
    counted: Counted
    was: Decimal | None = None


def read_prices(document: Node) -> tuple[Price, ...]:
    """Every price of the document, from both keys that may hold some, in order."""
    return tuple(price for key in ("pricing_rows", "pricing") for price in _prices(document[key]))


def _prices(node: Node) -> Iterator[Price]:
    if isinstance(node.value, str):
        yield from _words(node, _Terms("", Counted("request")), node)
    elif isinstance(node.value, list):
        for item in node.items():
            yield from _prices(item)
    elif node.given and node.object():
        yield from _row(node) if node["rate"].present or node["charge"].present else _tier(node)


def _tier(node: Node) -> Iterator[Price]:
    """An object with one amount for each thing that is counted, in US dollars where it names no currency."""
    least = node["min_context"].whole()
    currency = node["currency"].text() or "USD"
    for key, what in _KEYS.items():
        amount = _amount(node[key])
        if amount is not None:
            yield Price(key, amount, currency, what.unit, node[key].origin, meter=what.meter, min_context=least)


def _amount(node: Node) -> Decimal | None:
    """A bare amount: a decimal, written as text as a rule, so that none is rounded on its way."""
    number = to_number(node.text()) if isinstance(node.value, str) else node.number()
    if number is not None and 0 <= number < _LARGEST and number.adjusted() > -_PLACES:
        return number
    if node.given:
        _unclear(node)
    return None


def _unclear(node: Node) -> None:
    """Report words that are no amount."""
    node.raw()
    node.report("price-not-understood", f"{node.name()} is {node.quote()}, which is no amount; not used", _HINT)


def _row(node: Node) -> Iterator[Price]:
    label, spec = node["charge"].text(), node["spec"].text()
    what = counted(spec) if spec else None
    if spec and what is None:
        node["spec"].report("price-not-understood", f"spec {node['spec'].quote()} names no unit that is known", _HINT)
    what = what or Counted("request", rest=spec)
    if what.meter is None and what.unit == "token":
        what = replace(what, meter=_meter(label))
    rate = node["rate"]
    if isinstance(rate.value, int | Decimal):
        amount = _amount(rate)
        if amount is not None:
            yield _price(node, Money(amount, node["currency"].text() or "USD"), _terms(node, label, what))
    else:
        yield from _words(rate, _terms(node, label, what), node)


def _terms(node: Node, label: str, what: Counted) -> _Terms:
    return _Terms(label, what, _was(node["was"]))


def _meter(label: str) -> str | None:
    """The flow that the first word of a label names, as in `Input tokens`."""
    return meter_of(label.split()[0]) if label.split() else None


def _was(node: Node) -> Decimal | None:
    if not isinstance(node.value, str):
        return _amount(node)
    earlier = money(node.text())
    if earlier is None:
        _unclear(node)
    return earlier.amount if earlier else None


def _words(rate: Node, terms: _Terms, row: Node) -> Iterator[Price]:
    """The prices in a rate's words: an amount, an amount per unit, or one amount for each flow."""
    text = rate.text()
    found = list(_parse(text, terms))
    if not found:
        if row["charge"].given or text:
            _unclear(rate if rate.present else row)
        return
    for amount, what in found:
        yield _price(row, amount, replace(terms, counted=what))


def _parse(text: str, terms: _Terms) -> Iterator[tuple[Money, Counted]]:
    whole = money(text)
    if whole is not None:
        yield whole, terms.counted
        return
    amount, slash, unit = text.partition("/") if "/" in text else text.partition(" per ")
    first, what = money(amount), counted(f"per {unit}") if slash else None
    if first is not None and what is not None:
        yield first, what
        return
    yield from _flows(text, terms.counted)


def _flows(text: str, what: Counted) -> list[tuple[Money, Counted]]:
    """`In $0.012 / Out $0.058`: all parts must be understood, or none is."""
    found = []
    for part in text.split("/"):
        match = _PART.fullmatch(part.strip())
        amount = money(match["money"]) if match else None
        meter = meter_of(match["word"]) if match else None
        if amount is None or meter is None:
            return []
        found.append((amount, replace(what, meter=meter)))
    return found


def _price(row: Node, amount: Money, terms: _Terms) -> Price:
    what = terms.counted
    return Price(
        label=terms.label,
        amount=amount.amount,
        currency=amount.currency,
        unit=what.unit,
        origin=row.origin,
        per=what.per,
        meter=what.meter,
        was=terms.was,
        qualifier=what.rest,
    )
