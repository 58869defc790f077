"""The kinds of JSON value, and which of them a type takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Enum,
    Integer,
    Map,
    Nothing,
    Nullable,
    Number,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.validate.number import exact

ALL = frozenset({"null", "boolean", "number", "string", "array", "object"})
"""Every kind of JSON value."""

DEPTH = 64
"""How deep a free value may be nested."""

SIZE = 1_000_000
"""How many members and items, at every depth, a free value may hold."""


def kind_of(value: object) -> str:
    """The kind of a value; empty for what JSON has not."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if exact(value) is not None:
        return "number"
    kinds: dict[type, str] = {str: "string", list: "array", dict: "object"}
    return next((kind for type_, kind in kinds.items() if isinstance(value, type_)), "")


def kinds(type_: Type) -> frozenset[str]:
    """The kinds of value that a type may take."""
    match type_:
        case Integer() | Number():
            return frozenset({"number"})
        case String() | Boolean() | Array():
            return frozenset({type_.kind})
        case Record() | Map():
            return frozenset({"object"})
        case Enum():
            return frozenset(map(kind_of, type_.values))
        case Const():
            return frozenset({kind_of(type_.value)})
        case UnionOf():
            return frozenset().union(*map(kinds, type_.members))
        case Nullable():
            return kinds(type_.inner) | {"null"}
        case Any():
            return ALL
        case Nothing():
            return frozenset()
        case _:
            assert_never(type_)


def flaw(value: object) -> str:
    """The code of what keeps a free value from being JSON; empty if it is JSON.

    It goes level by level, so neither depth nor cycles take its time, and it stops at the limits.
    """
    level, size = [value], 1
    for _ in range(DEPTH):
        codes = (_own_flaw(item) for item in level)
        found = next(filter(None, codes), "")
        level = [inner for item in level for inner in _members(item)][: SIZE + 1]
        size += len(level)
        if found or not level:
            return found
        if size > SIZE:
            break
    return "too-deep"


def _own_flaw(value: object) -> str:
    kind = kind_of(value)
    if kind == "number":
        number = exact(value)
        return "" if number is None or number.is_finite() else "not-finite"
    names_are_text = not isinstance(value, dict) or all(isinstance(name, str) for name in value)
    return "" if kind and names_are_text else "wrong-type"


def _members(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
