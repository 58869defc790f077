"""What a request will cost, from the published prices: an exact amount, or a range and the reason for it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from . import lifecycle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .model import Model, Price

COUNTED_ONCE = frozenset({"image", "request", "call", "video", "generation", "fixed"})
"""Units of which a request that does not say otherwise asks for one."""


class Cost(Decimal):
    """An exact amount of money. It is a Decimal that prints with its currency."""

    currency: str = ""

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Cost:
        """So much of a currency."""
        cost = cls(amount)
        cost.currency = currency
        return cost

    def __str__(self) -> str:
        return f"{Decimal(self):f} {self.currency}"

    def __format__(self, spec: str, /, *_: object) -> str:
        return super().__format__(spec) if spec else str(self)

    def __repr__(self) -> str:
        return f"Cost({Decimal(self):f} {self.currency})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Cost.of, (Decimal(self), self.currency)


class CostRange(NamedTuple):
    """The bounds of a cost that is not known exactly, and why not. `high` is None where there is no bound."""

    low: Decimal
    high: Decimal | None
    currency: str
    reason: str

    def __str__(self) -> str:
        money = f"{self.low:f} {self.currency}".rstrip()
        bounds = f"{money} to no known limit" if self.high is None else f"{self.low:f} to {self.high:f} {self.currency}"
        return f"{bounds}: {self.reason}"


def amount(value: object) -> Decimal:
    """A limit as a Decimal; a float means the decimal that it is written as.

    Raises:
        ValueError: it is no amount.
    """
    try:
        limit = Decimal(str(value) if not isinstance(value, Decimal) else value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is no amount of money; write it as '0.20'") from None
    if not limit.is_finite() or limit < 0:
        raise ValueError(f"{value!r} is no amount of money; write it as '0.20'")
    return limit


def estimate(model: Model, params: Mapping[str, Any]) -> Cost | CostRange:
    """What a request with these parameters (names as on the wire) costs today; absent ones take their defaults."""
    values = {**model.defaults, **params}
    current = charged(model.prices)
    prices = [(price, held) for price in current if (held := _holds(price, values, params)) is not False]
    currency = model.prices[0].currency if model.prices else ""
    if not prices:
        reason = "no published price fits these parameters" if model.prices else "no price is published"
        return CostRange(Decimal(0), None, currency, reason)
    meters = [_meter(list(group), values) for _, group in groupby(sorted(prices, key=_flow), _flow)]
    if len({price.currency for price, _ in prices}) > 1:
        return CostRange(Decimal(0), None, currency, "the prices are in several currencies")
    return _total(meters, currency)


def charged(prices: Sequence[Price]) -> list[Price]:
    """The prices of today: of those for the same, the one whose day came last.

    Where none has come yet, the first to come stands for them, at the amount before where that is known.
    """
    if not any(price.starts_on for price in prices):
        return list(prices)
    today = lifecycle.today().isoformat()
    return [_until_then(price, today) for price in prices if _is_current(price, prices, today)]


def _is_current(price: Price, prices: Sequence[Price], today: str) -> bool:
    days = [other.starts_on or "" for other in prices if _is_for_the_same(price, other)]
    return (price.starts_on or "") == max((day for day in days if day <= today), default=min(days))


def _is_for_the_same(price: Price, other: Price) -> bool:
    """Whether two prices differ in amount and day only."""
    return price == other._replace(amount=price.amount, was=price.was, starts_on=price.starts_on)


def _until_then(price: Price, today: str) -> Price:
    """The price as it is charged today, where its own day lies ahead."""
    ahead = price.starts_on is not None and price.starts_on > today
    return price._replace(amount=price.was, starts_on=None) if ahead and price.was is not None else price


def _flow(priced: tuple[Price, bool | None]) -> tuple[str, str]:
    return priced[0].unit, priced[0].meter


def _holds(price: Price, values: Mapping[str, Any], params: Mapping[str, Any]) -> bool | None:
    """Whether all tests hold; None if that depends on a parameter that is not given, or on what none tells."""
    unsure = bool(price.qualifier)
    for name, kind, allowed in price.when:
        if kind != "is":
            if (name in params) is not (kind == "present"):
                return False
        elif name not in values:
            unsure = True
        elif values[name] not in allowed:
            return False
    return None if unsure else True


class _Meter(NamedTuple):
    low: Decimal
    high: Decimal | None
    reason: str


def _meter(prices: list[tuple[Price, bool | None]], values: Mapping[str, Any]) -> _Meter:
    """The cost of one flow of units: each price that may apply gives a possible amount."""
    possible = [_one(price, values) for price, _ in prices]
    sure = len(prices) == 1 and prices[0][1] is True
    low = min(option.low for option in possible)
    high = max((option.high for option in possible if option.high is not None), default=None)
    if any(option.high is None for option in possible):
        high = None
    if sure or (low == high and all(held for _, held in prices)):
        return _Meter(low, high, possible[0].reason)
    labels = " or ".join(f"{price.label} {price.qualifier}".rstrip() for price, _ in prices)
    return _Meter(low if len(prices) > 1 else Decimal(0), high, f"it may be charged as {labels}")


def _one(price: Price, values: Mapping[str, Any]) -> _Meter:
    if price.starts_on and price.starts_on > lifecycle.today().isoformat():
        return _Meter(Decimal(0), None, f"{price.label} has a price from {price.starts_on} on, and none is known before")
    each = price.amount / price.per
    count = values.get(price.counted_by) if price.counted_by else 1 if price.unit in COUNTED_ONCE else None
    if isinstance(count, int | float | Decimal) and not isinstance(count, bool):
        exact = _plain(each * Decimal(str(count)))
        return _Meter(exact, exact, "")
    unit = price.unit if price.per == 1 else f"{price.per:,f} {price.unit}s"
    rate = f"{price.amount:f} {price.currency} per {unit}"
    return _Meter(Decimal(0), None, f"{price.label} at {rate}, and how many is not known beforehand")


def _total(meters: list[_Meter], currency: str) -> Cost | CostRange:
    low = sum((meter.low for meter in meters), Decimal(0))
    highs = [meter.high for meter in meters]
    reasons = "; ".join(meter.reason for meter in meters if meter.reason)
    if any(high is None for high in highs):
        return CostRange(low, None, currency, reasons)
    high = sum((high for high in highs if high is not None), Decimal(0))
    return Cost.of(low, currency) if low == high else CostRange(low, high, currency, reasons)


def _plain(number: Decimal) -> Decimal:
    """The number with two decimals, or as many more as it needs."""
    cents = number.quantize(Decimal("0.01"))
    return cents if cents == number else number.normalize()
