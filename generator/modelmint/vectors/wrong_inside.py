"""Arrays and objects that are wrong in one way: their size, one member, or one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from modelmint.ir.types import Array, Contains, Map, Record, String, Type
from modelmint.ir.value import UNSET
from modelmint.validate import accepts
from modelmint.validate.quote import member
from modelmint.validate.words import most_items
from modelmint.vectors.case import Case
from modelmint.vectors.listed import misspelt
from modelmint.vectors.right import MOST_ITEMS
from modelmint.vectors.samples import of_kind
from modelmint.vectors.simple import fewest, items_of, json, other_item, simple, simple_record, typed_places
from modelmint.vectors.texts import wrong_texts

Inner: TypeAlias = Callable[[Type, str], Iterator[Case]]
"""Wrong values of an inner type at a path."""

_MOST_SLIPS = 2


def wrong_arrays(type_: Array, path: str, inner: Inner) -> Iterator[Case]:
    """Too few items, too many, two that are equal, and an item that is wrong."""
    most = most_items(type_)
    if type_.min_items and (few := items_of(type_, type_.min_items - 1)) is not None:
        yield Case(few, "one item too few", path, "too-few")
    if most is not None and most < MOST_ITEMS and (many := _too_many(type_, most)) is not None:
        yield Case(many, "one item too many", path, "too-many")
    if type_.unique:
        yield from _equal(type_, path)
    for asked in type_.contains:
        yield from _of_a_kind(type_, asked, path)
    for place, one in typed_places(type_):
        start = items_of(type_, fewest(type_, place))
        for case in inner(one, f"{path}[{place}]") if start else ():
            yield case.within([*(start or [])[:place], case.value, *(start or [])[place + 1 :]])


def _too_many(type_: Array, most: int) -> list[object] | None:
    items = items_of(type_, most)
    return None if items is None else [*items, *(items[-1:] or ["one"])]


def _equal(type_: Array, path: str) -> Iterator[Case]:
    items = items_of(type_, max(fewest(type_, 1), 2))
    if items is not None and len(type_.prefix) < 2:
        yield Case([items[0], items[0], *items[2:]], "equal items", path, "not-unique")
        if isinstance(items[0], int) and not isinstance(items[0], bool):
            equal = [items[0], float(items[0]), *items[2:]]
            yield Case(equal, "equal items, one with a point", path, "not-unique")


def _of_a_kind(type_: Array, asked: Contains, path: str) -> Iterator[Case]:
    """One item of a kind too few, where others may stand in its place or none, and one too many."""
    start, other = items_of(type_, fewest(type_)) or [], other_item(type_, (asked,))
    fitting = [place for place, item in enumerate(start) if accepts(asked.type, item)]
    if asked.least and fitting:
        lost = fitting[asked.least - 1 :]
        few = [other if place in lost else item for place, item in enumerate(start)]
        if other is not UNSET:
            yield Case(few, "one item of a kind too few", path, "too-few-matching")
        fewer = [item for place, item in enumerate(start) if place not in lost]
        yield Case(fewer, "without an item of a kind", path, "too-few-matching")
    if asked.most is not None and asked.most < MOST_ITEMS:
        many = [*start[: len(type_.prefix)], *map(json, of_kind(type_, asked, asked.most + 1))]
        yield Case(many, "one item of a kind too many", path, "too-many-matching")


def wrong_records(type_: Record, path: str, inner: Inner) -> Iterator[Case]:
    """A field that is missing, one that is not known, and one that is wrong."""
    base = simple_record(type_)
    if base is None:
        return
    for field in type_.fields:
        place = member(path, field.name)
        if field.required:
            rest = {name: value for name, value in base.items() if name != field.name}
            yield Case(rest, "left out", place, "required")
        for case in inner(field.type, place):
            yield case.within({**base, field.name: case.value})
    if type_.additional is None:
        yield from unknown([field.name for field in type_.fields if not field.hidden], base, path)
    else:
        for case in inner(type_.additional, member(path, "another")):
            yield case.within({**base, "another": case.value})


def unknown(names: list[str], base: dict[str, object], path: str) -> Iterator[Case]:
    """Names that are not known: one that is far from all, and a slip in one that is."""
    yield Case({**base, "zzzzzzzzzz": 1}, "a name that is not known", member(path, "zzzzzzzzzz"), "unknown")
    for name in names[:_MOST_SLIPS]:
        slip = misspelt(name)
        if slip and slip not in names:
            yield Case({**base, slip: 1}, f"a slip from {name}", member(path, slip), "unknown", name)


def wrong_maps(type_: Map, path: str, inner: Inner) -> Iterator[Case]:
    """Too few members, too many, a name that is wrong, and a value that is."""
    least, most, one = type_.min_entries or 0, type_.max_entries, simple(type_.values)
    if one is UNSET:
        return
    if least:
        yield Case(_members(one, least - 1), "one member too few", path, "too-few")
    if most is not None and most < MOST_ITEMS:
        yield Case(_members(one, most + 1), "one member too many", path, "too-many")
    for case in inner(type_.values, member(path, "key0")):
        yield case.within({**_members(one, max(least, 1)), "key0": case.value})
    for name in wrong_texts(type_.keys or String(), ""):
        assert isinstance(name.value, str)
        wrong_name = {**_members(one, max(least, 1) - 1), name.value: one}
        yield Case(wrong_name, f"a name: {name.label}", member(path, name.value), name.code)


def _members(value: object, count: int) -> dict[str, object]:
    return {f"key{place}": value for place in range(count)}
