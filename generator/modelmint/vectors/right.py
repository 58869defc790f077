"""Right values of a type: every listed one, both ends of every range, and the same for what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from modelmint.ir.counts import counted
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
from modelmint.ir.value import Json
from modelmint.validate.quote import member, quote
from modelmint.validate.words import most_items
from modelmint.vectors.case import Case
from modelmint.vectors.numbers import right_numbers
from modelmint.vectors.samples import of_kind
from modelmint.vectors.simple import fewest, items_of, json, simple, simple_record, typed_places
from modelmint.vectors.texts import right_texts

MOST_VALUES = 40
"""How many values of a long enumeration are tried: the first and the last of them, and others between."""

MOST_ITEMS = 1000
"""How long an array is made to try its greatest length."""

DEEPEST = 6
"""How deep types are followed that hold others."""

FREE: Final[tuple[object, ...]] = ("", 0.5, True, None, [{}], {"a": [None]})


def right(type_: Type, path: str, depth: int = 0) -> Iterator[Case]:
    """Values that the type takes, each with what is special about it; not all of them need be right."""
    if depth > DEEPEST:
        return
    match type_:
        case String():
            yield from right_texts(type_, path)
        case Integer() | Number():
            yield from right_numbers(type_, path)
        case Boolean():
            yield from (Case(value, quote(value), path) for value in (True, False))
        case Enum():
            yield from _listed(type_, path)
        case Const():
            yield Case(json(type_.value), "the only value", path)
        case Nullable():
            yield Case(None, "null", path)
            yield from right(type_.inner, path, depth)
        case UnionOf():
            for one in type_.members:
                yield from right(one, path, depth + 1)
        case Any():
            yield from (Case(value, f"free, {quote(value)}", path) for value in FREE)
        case Array():
            yield from _arrays(type_, path, depth)
        case Record() | Map():
            yield from _objects(type_, path, depth)
        case Nothing():
            return
        case _:
            assert_never(type_)


def spread(values: Sequence[Json], most: int) -> list[Json]:
    """The values; of many, as many as said, evenly spread, the first and the last among them."""
    if len(values) <= most:
        return list(values)
    return [values[place * (len(values) - 1) // (most - 1)] for place in range(most)]


def _listed(type_: Enum, path: str) -> Iterator[Case]:
    for value in spread(type_.values, MOST_VALUES):
        yield Case(json(value), quote(value), path)
        if isinstance(value, int) and not isinstance(value, bool):
            yield Case(float(value), f"{value} with a point", path) if abs(value) < 2**53 else Case(value, "", path)
    if type_.open:
        yield Case("a value of one's own", "a value that is not listed", path)


def _arrays(type_: Array, path: str, depth: int) -> Iterator[Case]:
    most = most_items(type_)
    for length, label in ((fewest(type_), "the fewest items"), (most, "the most items")):
        if length is not None and length <= MOST_ITEMS and (items := items_of(type_, length)) is not None:
            yield Case(items, label, path)
    for place, inner in typed_places(type_):
        start = items_of(type_, fewest(type_, place))
        for case in right(inner, f"{path}[{place}]", depth + 1) if start else ():
            assert start is not None
            yield case.within([*start[:place], case.value, *start[place + 1 :]])
    for asked in type_.contains:
        count = max(asked.least, 1) + 1 if asked.most is None else asked.most
        items = [json(value) for value in of_kind(type_, asked, count)] if count <= MOST_ITEMS else []
        yield Case([*(items_of(type_, len(type_.prefix)) or []), *items], f"{counted(count, 'item')} of a kind", path)


def _objects(type_: Record | Map, path: str, depth: int) -> Iterator[Case]:
    if isinstance(type_, Map):
        yield from _maps(type_, path, depth)
        return
    for every, label in ((False, "the fewest fields"), (True, "every field")):
        base = simple_record(type_, every=every)
        if base is not None:
            yield Case(base, label, path)
    base = simple_record(type_)
    for field in type_.fields if base is not None else ():
        for case in right(field.type, member(path, field.name), depth + 1):
            yield case.within({**(base or {}), field.name: case.value})
    if type_.additional is not None and base is not None:
        yield Case({**base, "a name of one's own": simple(type_.additional, "")}, "another field", path)


def _maps(type_: Map, path: str, depth: int) -> Iterator[Case]:
    for count, label in ((type_.min_entries or 0, "the fewest members"), (type_.max_entries, "the most members")):
        if count is not None and count <= MOST_ITEMS:
            yield Case({f"key{place}": simple(type_.values, "") for place in range(count)}, label, path)
    for case in right(type_.values, member(path, "key0"), depth + 1):
        rest = {f"key{place}": simple(type_.values, "") for place in range(1, type_.min_entries or 0)}
        yield case.within({"key0": case.value, **rest})
