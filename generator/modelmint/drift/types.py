"""What changed between two types, at every depth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from modelmint.drift import words
from modelmint.drift.change import Change, Place
from modelmint.drift.limits import compare_lists, compare_numbers, compare_texts
from modelmint.drift.plain import split
from modelmint.drift.rules import made
from modelmint.drift.unions import compare_unions
from modelmint.drift.values import compare_values, free_or_listed
from modelmint.ir.types import Any, Array, Enum, Integer, Map, Number, Record, String, Type, UnionOf


def compare_types(place: Place, old: Type, new: Type) -> Iterator[Change]:
    """The changes from one type to another; none for types that mean the same."""
    if old == new:
        return
    before, null_before = split(old)
    after, null_after = split(new)
    if null_before != null_after and not isinstance(before, Any) and not isinstance(after, Any):
        yield made("null-added" if null_after else "null-removed", place.at("null"))
    if before != after:
        yield from _compare_plain(place, before, after)


def _compare_plain(place: Place, old: Type, new: Type) -> Iterator[Change]:
    match (old, new):
        case (Integer() | Number(), Integer() | Number()):
            yield from compare_numbers(place, old, new)
        case (String(), String()):
            yield from compare_texts(place, old, new)
        case (Enum(), Enum()):
            yield from compare_values(place, old, new)
        case (Array(), Array()):
            yield from compare_lists(place, old, new)
            yield from _compare_items(place, old, new)
        case (Map(), Map()):
            yield from compare_types(place.at("values"), old.values, new.values)
        case (Record(), Record()):
            yield from _compare_records(place, old, new)
        case (UnionOf(), UnionOf()):
            yield from compare_unions(place, old, new, compare_types)
        case _:
            yield from _compare_kinds(place, old, new)


def _compare_records(place: Place, old: Record, new: Record) -> Iterator[Change]:
    from modelmint.drift.parameters import compare_additional, compare_parameters

    yield from compare_parameters(place, old.fields, new.fields)
    yield from compare_additional(place, old.additional, new.additional)


def _compare_items(place: Place, old: Array, new: Array) -> Iterator[Change]:
    if old.items is not None and new.items is not None:
        yield from compare_types(place.at("items"), old.items, new.items)
    elif (old.items is None) != (new.items is None):
        yield made("unknown-refused" if new.items is None else "unknown-accepted", place.at("items"))
    for index, (before, after) in enumerate(zip_longest(old.prefix, new.prefix)):
        if before is not None and after is not None:
            yield from compare_types(place.at(str(index)), before, after)
        else:
            yield made("type-changed", place.at(str(index)), _type(before), _type(after))


def _type(given: Type | None) -> str:
    return "nothing" if given is None else words.type_(given)


def _compare_kinds(place: Place, old: Type, new: Type) -> Iterator[Change]:
    code = free_or_listed(old, new) or _relation(old, new)
    facet = "values" if code in {"values-freed", "values-listed"} else "type"
    yield made(code, place.at(facet), words.type_(old), words.type_(new))


def _relation(old: Type, new: Type) -> str:
    """Which of two types of different kinds takes more values."""
    if _covers(new, old):
        return "type-widened"
    return "type-narrowed" if _covers(old, new) else "type-changed"


def _covers(wide: Type, narrow: Type) -> bool:
    if isinstance(wide, Any) or wide == narrow:
        return True
    return isinstance(wide, UnionOf) and any(_covers(member, narrow) for member in wide.members)
