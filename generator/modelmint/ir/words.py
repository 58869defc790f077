"""Numbers, ranges, choices, conditions and rates in words: said here once, for messages, pages and tables.

How a value or a name is set apart from the words around it differs with where they stand, and is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, assert_never

from modelmint.ir.counts import listing
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Is, Present, Test
from modelmint.ir.types import Range
from modelmint.ir.value import Json

LENGTH: Final = 80
"""The most characters of a value that a message quotes."""

_WRITTEN_OUT: Final = 30
"""Numbers with a higher power of ten are told as they came, with an exponent if they had one."""


def numeral(amount: int | Decimal) -> str:
    """A number as it could stand in a request, the same for `1`, `1.0` and `1e0`; what is very long is described."""
    exact = Decimal(amount)
    if exact.is_nan():
        return "NaN"
    if exact.is_infinite():
        return "Infinity" if exact > 0 else "-Infinity"
    size = exact.adjusted()
    if exact and size >= LENGTH:
        return f"a number of {size + 1} digits"
    return _digits(exact, LENGTH)


def _digits(exact: Decimal, most: int | None = None) -> str:
    """The digits of a finite number, without idle zeros; only the first `most` of them."""
    if not exact:
        return "0"
    sign, digits, _ = exact.as_tuple()
    text = "".join(map(str, digits)).rstrip("0")[:most]
    return "-" * sign + _placed(text, exact.adjusted())


def _placed(text: str, size: int) -> str:
    """Digits with the point where it belongs; `size` is the power of ten of the first digit."""
    if size < -7:
        return text[0] + ("." + text[1:] if text[1:] else "") + f"e{size}"
    if size < 0:
        return "0." + "0" * (-size - 1) + text
    whole, fraction = text[: size + 1].ljust(size + 1, "0"), text[size + 1 :]
    return f"{whole}.{fraction}" if fraction else whole


def compact(json: Json) -> str:
    """A value as JSON on one line, with room between its parts and its numbers exact."""
    match json:
        case str():
            return _quoted(json)
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[json]
        case int() | Decimal():
            return str(json) if abs(Decimal(json).adjusted()) > _WRITTEN_OUT else _digits(Decimal(json))
        case list():
            return f"[{', '.join(map(compact, json))}]"
        case dict():
            return "{" + ", ".join(f"{_quoted(key)}: {compact(item)}" for key, item in json.items()) + "}"
    assert_never(json)


def _quoted(text: str) -> str:
    from json import dumps

    return dumps(text, ensure_ascii=False)


def least(range_: Range) -> str:
    """The lower limit: `at least 1`, or `more than 0` where the limit itself is refused."""
    return ("more than " if range_.exclusive_minimum else "at least ") + numeral(range_.minimum or 0)


def greatest(range_: Range) -> str:
    """The upper limit: `at most 10`, or `less than 1`."""
    return ("less than " if range_.exclusive_maximum else "at most ") + numeral(range_.maximum or 0)


def span(range_: Range) -> str:
    """A range: `1 to 5`, `at least 0`, `more than 0 and less than 1`; empty if it limits nothing."""
    low, high = range_.minimum, range_.maximum
    if low is not None and high is not None and not (range_.exclusive_minimum or range_.exclusive_maximum):
        return numeral(low) if low == high else f"{numeral(low)} to {numeral(high)}"
    ends = (least(range_) if low is not None else "", greatest(range_) if high is not None else "")
    return " and ".join(filter(None, ends))


def multiple(step: Decimal) -> str:
    """A step."""
    return f"a multiple of {numeral(step)}"


def several(values: Sequence[Json], spell: Callable[[Json], str], shown: int) -> str:
    """Values one after the other: the first few of many, and how many there are in all."""
    more = f", … ({len(values)} in all)" if len(values) > shown else ""
    return ", ".join(map(spell, values[:shown])) + more


def choice(values: Sequence[Json], spell: Callable[[Json], str], shown: int) -> str:
    """What there is to choose from: `one of 1, 2`, or the only value there is."""
    return several(values, spell, shown) if len(values) == 1 else f"one of {several(values, spell, shown)}"


def clause(test: Test, name: str, spell: Callable[[Json], str]) -> str:
    """A condition on a parameter of this name: `size is 1 or 2`, `mask is not given`."""
    match test:
        case Is():
            return f"{name} is {listing([spell(value) for value in test.values], 'or')}"
        case Present():
            return f"{name} is given"
        case Absent():
            return f"{name} is not given"
    assert_never(test)


def rate(price: Price, amount: Decimal | None = None) -> str:
    """What a unit costs, as it is published: `0.12 USD per image`, `0.28 USD per 1,000,000 output tokens`.

    `amount` is another amount than that of the price, such as the one before.
    """
    money = f"{price.amount if amount is None else amount:f} {price.currency}"
    flow = f"{price.meter} " if price.meter else ""
    return f"{money} per {flow}{price.unit}" if price.per == 1 else f"{money} per {price.per:,f} {flow}{price.unit}s"
