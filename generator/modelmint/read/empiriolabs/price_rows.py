"""Rows of a price table: a charge, what it is counted by, and a rate, which may be words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.pricing import Price
from modelmint.ir.value import Json
from modelmint.read.money import Counted, Money, counted, meter_of, money
from modelmint.read.node import Node
from modelmint.read.spelling import to_number

HINT: Final = "add the price to the model's overlay, or report the words so that the reader learns them"
_PART: Final = r"(?P<word>[A-Za-z]+):?\s+(?P<money>[^/]+?)"
_LARGEST: Final = Decimal(10) ** 9
_PLACES: Final = 30
"""What is dearer, or has more places, is a mistake, and would make exact arithmetic slow."""


@frozen
class _Rate:
    """An amount, and what it is for where the rate itself says so."""

    money: Money
    counted: Counted | None = None
    meter: str | None = None


def amount_of(value: Json) -> Decimal | None:
    """A bare amount: a number, or its text, which keeps it from being rounded on its way."""
    number = to_number(value) if isinstance(value, str) else value
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return None
    amount = Decimal(number)
    return amount if 0 <= amount < _LARGEST and amount.adjusted() > -_PLACES else None


def read_words(node: Node) -> Iterator[Price]:
    """The prices of a document that has only a text for them, by request where that names no unit."""
    rates = _rates(node.text())
    if not rates:
        node.report("price-not-understood", f"{node.quote()} is no amount; not used", HINT)
    for rate in rates:
        yield _price(node, "", rate, rate.counted or Counted("request"))


def read_row(row: Node) -> Iterator[Price]:
    """The prices of one row; a row of which the rate is not understood is a finding as a whole."""
    rates = _numeric(row) if amount_of(row["rate"].value_or_null) is not None else _rates(row["rate"].value_or_null)
    if not rates:
        row.raw()
        given = row["rate"].quote() if row["rate"].present else "missing"
        row.report(
            "price-not-understood", f"the rate is {given}, which is no amount; the row {row.quote()} is not used", HINT
        )
        return
    row["rate"].raw()
    label, spec = row["charge"].text(), _spec(row["spec"])
    was = _was(row["was"], rates[0].money)
    for rate in rates:
        yield replace(_price(row, label, rate, _agreed(row, rate, spec, label)), was=was)


def _numeric(row: Node) -> list[_Rate]:
    """A rate that is a bare amount, in US dollars where the row names no currency."""
    amount = amount_of(row["rate"].value_or_null)
    return [] if amount is None else [_Rate(Money(amount, row["currency"].text() or "USD"))]


def _spec(node: Node) -> Counted | None:
    """What a row is counted by. Words that name no unit limit the rate, as far as anyone can tell."""
    text = node.text()
    what = counted(text) if text else None
    if text and what is None:
        node.report(
            "price-not-understood", f"{node.quote()} names no unit; taken as a limit on a price by request", HINT
        )
        return Counted("request", rest=text)
    return what


def _agreed(row: Node, rate: _Rate, spec: Counted | None, label: str) -> Counted:
    """What a rate is for: what it says itself, what its row says, and the flow that its label names."""
    what = rate.counted or spec or Counted("request")
    if rate.counted and spec and rate.counted != spec:
        row["spec"].report(
            "said-twice", f"{row['spec'].quote()} beside the rate {row['rate'].quote()}; the rate counts"
        )
    meter = rate.meter or what.meter
    if meter is None and what.unit == "token" and label.split():
        meter = meter_of(label.split()[0])
    return replace(what, meter=meter)


def _was(node: Node, now: Money) -> Decimal | None:
    """The earlier amount that is shown struck, in the same currency."""
    value = node.raw()
    earlier = money(value) if isinstance(value, str) else None
    amount = amount_of(value) if earlier is None else earlier.amount
    if node.given and (amount is None or (earlier and earlier.currency != now.currency)):
        node.report(
            "price-not-understood", f"the earlier rate is {node.quote()}, which is no amount in {now.currency}", HINT
        )
        return None
    return amount


def _rates(value: Json) -> list[_Rate]:
    """The rates in a text: an amount, an amount per unit, or one amount for each flow; none if it is anything else."""
    text = value if isinstance(value, str) else ""
    whole = money(text)
    if whole is not None:
        return [_Rate(whole)]
    amount, said, unit = text.partition("/") if "/" in text else text.partition(" per ")
    first, what = money(amount), counted(f"per {unit}") if said else None
    return [_Rate(first, what)] if first and what else _flows(text)


def _flows(text: str) -> list[_Rate]:
    """`In $0.012 / Out $0.058`: all parts must be understood, or none is."""
    found = []
    for part in text.split("/"):
        match = re.fullmatch(_PART, part.strip())
        amount = money(match["money"]) if match else None
        meter = meter_of(match["word"]) if match else None
        if amount is None or meter is None:
            return []
        found.append(_Rate(amount, meter=meter))
    return found


def _price(node: Node, label: str, rate: _Rate, what: Counted) -> Price:
    return Price(
        label=label,
        amount=rate.money.amount,
        currency=rate.money.currency,
        unit=what.unit,
        origin=node.origin,
        per=what.per,
        meter=rate.meter or what.meter,
        qualifier=what.rest,
    )
