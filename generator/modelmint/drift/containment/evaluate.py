"""Whether a value satisfies a formula: the plain reading, by which every witness is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.value import ARRAY, NUMBER, OBJECT, STRING, Exact, frozen, kind_of
from modelmint.drift.regex import UnreadableError, matches

_KIND_OF: dict[type, int] = {str: STRING, int: NUMBER, Fraction: NUMBER, list: ARRAY, dict: OBJECT}


class UnsureError(Exception):
    """The formula holds a condition that we cannot look into."""


def holds(pool: Pool, formula: Formula, value: Exact) -> bool:
    """Whether the value satisfies the formula.

    Raises:
        UnsureError: that depends on an opaque condition.
    """
    if formula < 0:
        return not holds(pool, -formula, value)
    op, args = pool.op[formula], pool.args[formula]
    about = ops.ABOUT.get(op)
    if about is not None:
        return kind_of(value) != about or _ATOMS[op](pool, value, *args)
    match op:
        case ops.AND:
            return all(holds(pool, part, value) for part in args)
        case ops.ONE:
            return sum(holds(pool, part, value) for part in args) == 1
        case ops.KIND:
            return bool(kind_of(value) & args[0])
        case ops.VALUES:
            return frozen(value) in args[0]
        case ops.REFERENCE:
            return holds(pool, pool.targets[args[0]], value)
    raise UnsureError(args[0])


def _found(pattern: str, value: str) -> bool:
    try:
        return matches(pattern, value)
    except UnreadableError:
        return _searched(pattern, value)


def _searched(pattern: str, value: str) -> bool:
    """By the standard library, for what is no language, such as back references."""
    try:
        return re.search(pattern, value) is not None
    except (re.error, OverflowError, RecursionError):
        raise UnsureError(pattern) from None


def _field(pool: Pool, value: dict[str, Exact], name: str, formula: Formula) -> bool:
    return name not in value or holds(pool, formula, value[name])


def _keys(pool: Pool, value: dict[str, Exact], key: Formula, formula: Formula) -> bool:
    return all(holds(pool, formula, item) for name, item in value.items() if holds(pool, key, name))


def _satisfying(pool: Pool, value: Sequence[Exact], start: int, formula: Formula) -> int:
    return sum(holds(pool, formula, item) for item in value[start:])


def _unique(pool: Pool, value: Sequence[Exact]) -> bool:
    return len(set(map(frozen, value))) == len(value)


_ATOMS: dict[str, Callable[..., Any]] = {
    ops.LEAST: lambda pool, value, limit, exclusive: value > limit or (value == limit and not exclusive),
    ops.MOST: lambda pool, value, limit, exclusive: value < limit or (value == limit and not exclusive),
    ops.STEP: lambda pool, value, step: value % step == 0,
    ops.LONG: lambda pool, value, least: len(value) >= least,
    ops.SHORT: lambda pool, value, most: len(value) <= most,
    ops.PATTERN: lambda pool, value, pattern: _found(pattern, value),
    ops.AT_LEAST: lambda pool, value, least: len(value) >= least,
    ops.AT_MOST: lambda pool, value, most: len(value) <= most,
    ops.ITEM: lambda pool, value, index, part: index >= len(value) or holds(pool, part, value[index]),
    ops.REST: lambda pool, value, start, part: all(holds(pool, part, item) for item in value[start:]),
    ops.MANY: lambda pool, value, start, part, least: _satisfying(pool, value, start, part) >= least,
    ops.FEW: lambda pool, value, start, part, most: _satisfying(pool, value, start, part) <= most,
    ops.UNIQUE: _unique,
    ops.LARGE: lambda pool, value, least: len(value) >= least,
    ops.SMALL: lambda pool, value, most: len(value) <= most,
    ops.FIELD: _field,
    ops.REQUIRED: lambda pool, value, name: name in value,
    ops.KEYS: _keys,
}
