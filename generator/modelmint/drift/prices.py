"""What changed in the prices: what it costs, in which unit, for which calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.frozen import replace
from modelmint.ir.pricing import Price
from modelmint.ir.words import rate

_WORDS = re.compile(r"\w+")
_SECONDS = {"second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3600)}


def compare_prices(
    place: Place, old: Sequence[Price], new: Sequence[Price], renamed: Mapping[str, str]
) -> Iterator[Change]:
    """Rates are paired by label, then by what they charge for; the rest came or went.

    `renamed` holds the new names of parameters, so that a rate that counts one is the same under its new name.
    """
    pairs, gone, came = _paired([_under(price, renamed) for price in old], new)
    for before, after in pairs:
        changes = _compare(place.at(_label(after)), before, after)
        yield from (replace(change, effective=after.starts_on) for change in changes)
    for price in gone:
        yield made("price-removed", place.at(_label(price)), rate(price))
    for price in came:
        yield replace(made("price-added", place.at(_label(price)), new=rate(price)), effective=price.starts_on)


def _under(price: Price, renamed: Mapping[str, str]) -> Price:
    when = tuple(replace(test, parameter=renamed.get(test.parameter, test.parameter)) for test in price.when)
    return replace(price, when=when, count=None if price.count is None else renamed.get(price.count, price.count))


def _label(price: Price) -> str:
    return price.label or price.unit


def _tokens(price: Price) -> Hashable:
    return frozenset(_WORDS.findall(price.label.lower()))


def _charge(price: Price) -> Hashable:
    return price.unit, price.meter, price.when, price.count, price.min_context, price.qualifier


_KEYS: tuple[Callable[[Price], Hashable], ...] = (
    lambda price: (price.label, _charge(price)),
    lambda price: (_tokens(price), _charge(price)),
    lambda price: (_tokens(price), price.meter, price.min_context),
    lambda price: (price.unit, price.meter, price.when, price.min_context),
)


def _paired(old: Sequence[Price], new: Sequence[Price]) -> tuple[list[tuple[Price, Price]], list[Price], list[Price]]:
    """Pairs by ever looser keys. The last ignores the label, so it must point at one price on each side."""
    gone, came = list(old), list(new)
    pairs = []
    for loose, key in enumerate(_KEYS):
        for before in list(gone):
            same = [price for price in came if key(price) == key(before)]
            unique = len(same) == 1 and sum(key(price) == key(before) for price in gone) == 1
            if same and (unique or loose < len(_KEYS) - 1):
                pairs.append((before, same[0]))
                gone.remove(before)
                came.remove(same[0])
    return pairs, gone, came


def _compare(place: Place, old: Price, new: Price) -> Iterator[Change]:
    if _applies_otherwise(old, new):
        yield made("price-condition-changed", place, _condition(old), _condition(new))
    if old.currency != new.currency:
        yield made("price-currency-changed", place, rate(old), rate(new))
    elif _scale(old) is None or _scale(new) is None or _scale(old) != _scale(new):
        yield made("price-unit-changed", place, rate(old), rate(new))
    elif _single(old) != _single(new):
        yield _moved(place, old, new)
    if old.label != new.label:
        yield made("price-renamed", place, old.label, new.label)


def _applies_otherwise(old: Price, new: Price) -> bool:
    """Under the same label, a condition that we only read out of one of the two says nothing new."""
    if _tokens(old) == _tokens(new) and bool(old.when) != bool(new.when):
        return False
    if (old.when, old.count) != (new.when, new.count):
        return True
    return _tokens(old) != _tokens(new) and old.qualifier != new.qualifier


def _condition(price: Price) -> str:
    parts = (words.condition(price.when), price.qualifier, f"{price.count} units" if price.count else "")
    return ", ".join(filter(None, parts)) or "always"


def _scale(price: Price) -> str | None:
    """What the unit measures; two units of time can be compared."""
    return "time" if price.unit in _SECONDS else price.unit


def _single(price: Price) -> Decimal:
    """The exact rate for one unit, times in seconds."""
    return price.amount / price.per / _SECONDS.get(price.unit, Decimal(1))


def _moved(place: Place, old: Price, new: Price) -> Change:
    before, after = _single(old), _single(new)
    change = made("price-raised" if after > before else "price-lowered", place, rate(old), rate(new))
    if not before:
        return replace(change, message="it was free")
    share = (after / before - 1) * 100
    return replace(change, message=f"{share:+.1f} %")
