"""A number that satisfies all of some atoms and none of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from math import ceil, floor, gcd, lcm
from typing import TypeAlias

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.value import Found, Nothing, number

Number: TypeAlias = int | Fraction

_MOST_STEPS = 20_000


@dataclass(slots=True)
class _Limits:
    """Ends as (number, exclusive); None is no end. `off` are steps that the number must not be on."""

    low: tuple[Number, bool] | None = None
    high: tuple[Number, bool] | None = None
    step: Number | None = None
    off: list[Number] = field(default_factory=list)

    def at_least(self, limit: Number, exclusive: bool) -> None:
        if self.low is None or (limit, exclusive) > self.low:
            self.low = limit, exclusive

    def at_most(self, limit: Number, exclusive: bool) -> None:
        if self.high is None or (limit, not exclusive) < (self.high[0], not self.high[1]):
            self.high = limit, exclusive

    def on(self, step: Number) -> None:
        self.step = step if self.step is None else common(self.step, step)


def common(left: Number, right: Number) -> Number:
    """The smallest number that is a multiple of both."""
    a, b = Fraction(left), Fraction(right)
    return number(Fraction(lcm(a.numerator, b.numerator), gcd(a.denominator, b.denominator)))


def find_number(pool: Pool, atoms: list[Formula], accepts: Callable[[Number], bool]) -> Found:
    """A number within the atoms that `accepts`, which also knows of single values that are ruled out."""
    limits = _Limits()
    for atom in atoms:
        _apply(limits, pool.op[abs(atom)], pool.args[abs(atom)], positive=atom > 0)
    low, high = limits.low, limits.high
    if low and high and (low[0] > high[0] or (low[0] == high[0] and (low[1] or high[1]))):
        return Nothing.EMPTY
    return _on_steps(limits, limits.step, accepts) if limits.step else _between(limits, accepts)


def _apply(limits: _Limits, op: str, args: tuple[Number, ...], *, positive: bool) -> None:
    if op == ops.STEP:
        limits.on(args[0]) if positive else limits.off.append(args[0])
    elif op in (ops.LEAST, ops.MOST):
        above = (op == ops.LEAST) == positive
        exclusive = bool(args[1]) == positive
        (limits.at_least if above else limits.at_most)(args[0], exclusive)


def _on_steps(limits: _Limits, step: Number, accepts: Callable[[Number], bool]) -> Found:
    """Multiples, one after the other from the end that there is, or from zero outwards."""
    if any(common(step, off) == step for off in limits.off):
        return Nothing.EMPTY
    first = None if limits.low is None else _first(limits.low, step)
    last = None if limits.high is None else -_first((-limits.high[0], limits.high[1]), step)
    for tried, factor in enumerate(_factors(first, last)):
        if tried > _MOST_STEPS:
            return Nothing.UNKNOWN
        candidate = number(Fraction(factor * step))
        if not any(candidate % off == 0 for off in limits.off) and accepts(candidate):
            return candidate
    return Nothing.EMPTY


def _first(low: tuple[Number, bool], step: Number) -> int:
    """The smallest factor whose multiple is not below the end."""
    factor = ceil(Fraction(low[0]) / step)
    return factor + 1 if low[1] and factor * step == low[0] else factor


def _factors(first: int | None, last: int | None) -> Iterator[int]:
    if first is not None:
        return iter(range(first, last + 1)) if last is not None else count(first)
    if last is not None:
        return count(last, -1)
    return (-(n // 2) if n % 2 else n // 2 for n in count(0))


def _between(limits: _Limits, accepts: Callable[[Number], bool]) -> Found:
    """Any number between the ends: there are always others, unless the ends are one."""
    if limits.low and limits.high and limits.low[0] == limits.high[0]:
        only = limits.low[0]
        good = not any(only % off == 0 for off in limits.off) and accepts(only)
        return only if good else Nothing.EMPTY
    for tried, candidate in enumerate(_candidates(limits)):
        if tried > _MOST_STEPS:
            return Nothing.UNKNOWN
        if _within(limits, candidate) and not any(candidate % off == 0 for off in limits.off) and accepts(candidate):
            return candidate
    return Nothing.UNKNOWN


def _within(limits: _Limits, value: Number) -> bool:
    low, high = limits.low, limits.high
    return (low is None or value > low[0] or (value == low[0] and not low[1])) and (
        high is None or value < high[0] or (value == high[0] and not high[1])
    )


def _candidates(limits: _Limits) -> Iterator[Number]:
    """Numbers that read well first, then ever finer ones near the middle."""
    low = limits.low[0] if limits.low else None
    high = limits.high[0] if limits.high else None
    start = low if low is not None else high if high is not None else 0
    way = -1 if low is None and high is not None else 1
    width = high - low if low is not None and high is not None else None
    yield start
    whole = floor(start)
    yield from (whole + way * n for n in range(4))
    for digits in count(1):
        for part in (5, 3, 1, 7):
            share = Fraction(part, 10**digits)
            yield number(start + way * (share if width is None else share * width))
