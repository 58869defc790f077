"""Numbers at the edges of a range and just beyond them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Context, Decimal

from modelmint.ir.types import Integer, Number
from modelmint.validate.number import is_multiple, is_whole
from modelmint.vectors.case import Case

HUGE = 10**30
"""A whole number that neither 64 bits nor floating point hold exactly."""

_EXACT = Context(prec=800)


def sent(number: Decimal) -> int | float:
    """A number as a request carries it: whole ones as `int`, others as the nearest float."""
    return int(number) if number.adjusted() < 400 and is_whole(number) else float(number)


def right_numbers(type_: Integer | Number, path: str) -> Iterator[Case]:
    """Both ends, and other spellings of what is allowed."""
    low, high = least(type_), greatest(type_)
    if low is not None:
        yield Case(sent(low), "the least", path)
    if high is not None and high != low:
        yield Case(sent(high), "the greatest", path)
    for end in (low, high, type_.multiple_of or Decimal(1)):
        if end is not None and is_whole(end) and end in type_.range and abs(end) < 2**53:
            yield Case(float(end), "a whole number with a point", path)
            break
    if low is None and high is None:
        yield Case(-1, "below zero", path)
    if type_.range.maximum is None and type_.multiple_of is None:
        yield Case(HUGE, "a huge number", path)
    if isinstance(type_, Number) and type_.multiple_of is not None:
        yield Case(sent(_EXACT.multiply(type_.multiple_of, Decimal(3))), "three steps", path)


def wrong_numbers(type_: Integer | Number, path: str) -> Iterator[Case]:
    """Just beyond each end, between steps, and what is no finite number."""
    low, high = least(type_), greatest(type_)
    if low is not None:
        yield Case(sent(_EXACT.subtract(low, _step(type_, type_.range.minimum))), "just below", path, "below")
    if type_.range.minimum is not None:
        yield Case(-HUGE, "a huge number below zero", path, "below")
    if high is not None:
        yield Case(sent(_EXACT.add(high, _step(type_, type_.range.maximum))), "just above", path, "above")
    if type_.range.maximum is not None:
        yield Case(HUGE, "a huge number", path, "above")
    if isinstance(type_, Integer):
        yield Case(sent(_EXACT.add(low or high or Decimal(0), Decimal("0.5"))), "a fraction", path, "wrong-type")
    if type_.multiple_of is not None:
        yield from _between(type_, type_.multiple_of, low, path)
    for number in (math.nan, math.inf, -math.inf):
        yield Case(
            number, {"nan": "NaN", "inf": "infinity"}.get(repr(number), "infinity below zero"), path, "not-finite"
        )


def _between(type_: Integer | Number, step: Decimal, low: Decimal | None, path: str) -> Iterator[Case]:
    part = Decimal(1) if isinstance(type_, Integer) else _EXACT.multiply(step, Decimal("0.5"))
    yield Case(sent(_EXACT.add(low or Decimal(0), part)), "between steps", path, "not-multiple")


def _step(type_: Integer | Number, limit: Decimal | None) -> Decimal:
    """How far the next number is that people would write: one further, or one more of the limit's last digit."""
    if type_.multiple_of is not None:
        return type_.multiple_of
    if isinstance(type_, Integer) or limit is None or abs(limit) >= 2**40:
        return Decimal(1)
    return Decimal("0.1") if is_whole(limit) else Decimal((0, (1,), int(limit.as_tuple().exponent)))


def least(type_: Integer | Number) -> Decimal | None:
    """The smallest number that is allowed, as far as one can be written."""
    range_ = type_.range
    return None if range_.minimum is None else _inside(type_, range_.minimum, range_.exclusive_minimum, 1)


def greatest(type_: Integer | Number) -> Decimal | None:
    """The largest number that is allowed."""
    range_ = type_.range
    return None if range_.maximum is None else _inside(type_, range_.maximum, range_.exclusive_maximum, -1)


def _inside(type_: Integer | Number, limit: Decimal, exclusive: bool, towards: int) -> Decimal:
    """The first number from a limit on, in a direction, that the limit, the step and the kind allow."""
    step = type_.multiple_of or (Decimal(1) if isinstance(type_, Integer) else None)
    if step is not None and abs(limit.adjusted() - step.adjusted()) < 300 and not is_multiple(limit, step):
        whole = _EXACT.divide_int(limit, step)
        down = _EXACT.subtract(whole, Decimal(1)) if limit < 0 else whole
        return _EXACT.multiply(down if towards < 0 else _EXACT.add(down, Decimal(1)), step)
    return _EXACT.add(limit, towards * (step or _step(type_, limit))) if exclusive else limit
