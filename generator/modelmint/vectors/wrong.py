"""Wrong values of a type, each wrong in one way: the place and the code of the problem that it must have."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from modelmint.ir.types import (
    Any,
    Array,
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
from modelmint.validate.kind import DEPTH, kinds
from modelmint.vectors.case import Case, distinct
from modelmint.vectors.listed import wrong_listed
from modelmint.vectors.numbers import wrong_numbers
from modelmint.vectors.right import DEEPEST
from modelmint.vectors.texts import wrong_texts
from modelmint.vectors.wrong_inside import Inner, wrong_arrays, wrong_maps, wrong_records
from modelmint.vectors.wrong_unions import wrong_unions

KINDS: Final[dict[str, tuple[object, str]]] = {
    "string": ("1", "text"),
    "number": (1, "a number"),
    "boolean": (True, "a boolean"),
    "array": ([], "an empty array"),
    "object": ({"a": 1}, "an object"),
}
"""A value of each kind, but null, which has a code of its own."""

MISTAKEN: Final[dict[str, tuple[str, ...]]] = {
    "string": ("number", "array"),
    "number": ("string", "boolean"),
    "boolean": ("string", "number"),
    "array": ("string", "object"),
    "object": ("string", "array"),
}
"""What people send instead of a value of a kind."""


def wrong(type_: Type, path: str, depth: int = 0) -> Iterator[Case]:
    """Wrong values, those of another kind last; below the top, two for each place and code are enough."""
    if depth <= DEEPEST:
        yield from distinct(_wrong(type_, path, depth), 2 if depth else 8)


def _wrong(type_: Type, path: str, depth: int) -> Iterator[Case]:
    if isinstance(type_, Nullable):
        yield from (case for case in _wrong(type_.inner, path, depth) if case.value is not None)
        return
    match type_:
        case Nothing():
            yield from _none_right(path)
            return
        case Integer() | Number():
            yield from wrong_numbers(type_, path)
        case String():
            yield from wrong_texts(type_, path)
        case Enum() | Const():
            yield from wrong_listed(type_, path)
        case Any():
            yield from _free(path)
        case Array():
            yield from wrong_arrays(type_, path, _inside(depth))
        case Record():
            yield from wrong_records(type_, path, _inside(depth))
        case Map():
            yield from wrong_maps(type_, path, _inside(depth))
        case UnionOf():
            yield from wrong_unions(type_, path, _inside(depth))
    yield from _of_another_kind(type_, path)


def _of_another_kind(type_: Type, path: str) -> Iterator[Case]:
    taken = kinds(type_)
    listed = isinstance(type_, Const) or (isinstance(type_, Enum) and not type_.open)
    code = "not-allowed" if listed else "no-member" if isinstance(type_, UnionOf) else "wrong-type"
    tried = dict.fromkeys(other for kind in KINDS if kind in taken for other in MISTAKEN[kind])
    for value, label in (KINDS[kind] for kind in tried if kind not in taken):
        yield Case(value, label, path, code)
    if "null" not in taken:
        yield Case(None, "null", path, "null")


def _none_right(path: str) -> Iterator[Case]:
    for value, label in (*KINDS.values(), (None, "null")):
        yield Case(value, label, path, "forbidden")


def _inside(depth: int) -> Inner:
    return lambda type_, path: wrong(type_, path, depth + 1)


def _free(path: str) -> Iterator[Case]:
    """What a free value must not be: no JSON, or without end."""
    yield Case(math.nan, "NaN", path, "not-finite")
    yield Case([math.inf], "infinity in an array", path, "not-finite")
    deep: object = "deep"
    for _ in range(DEPTH + 1):
        deep = [deep]
    yield Case(deep, f"{DEPTH + 1} levels deep", path, "too-deep")
