"""What changed between two types, at every depth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.limits import compare_lists, compare_numbers, compare_texts
from modelmint.drift.place import Items, Place, Values
from modelmint.drift.plain import split
from modelmint.drift.prose import compare_prose
from modelmint.drift.relation import Relation, relate
from modelmint.drift.rules import made
from modelmint.drift.unions import compare_told, compare_unions
from modelmint.drift.values import compare_values, free_or_listed
from modelmint.ir.frozen import replace
from modelmint.ir.refusals import understood, unread
from modelmint.ir.types import Any, Array, Enum, Integer, Map, Number, Record, String, Type, UnionOf

_CODES = {
    Relation.WIDER: "type-widened",
    Relation.NARROWER: "type-narrowed",
    Relation.OTHER: "type-changed",
    Relation.UNKNOWN: "type-changed",
}
_PATTERNS = {
    Relation.WIDER: "pattern-widened",
    Relation.NARROWER: "pattern-narrowed",
    Relation.OTHER: "pattern-narrowed",
    Relation.UNKNOWN: "pattern-changed",
}

_CONTAINS = {
    Relation.WIDER: "contains-widened",
    Relation.NARROWER: "contains-narrowed",
    Relation.OTHER: "contains-narrowed",
    Relation.UNKNOWN: "contains-changed",
}


def compare_types(place: Place, old: Type, new: Type) -> Iterator[Change]:
    """The changes from one type to another; none for types that mean the same."""
    if any(unread(old)) and any(unread(new)):
        old, new = understood(old), understood(new)
    if old == new:
        return
    place = place.between(old, new)
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
            yield from _compare_patterns(place.at("pattern"), old, new)
        case (Enum(), Enum()):
            yield from compare_values(place, old, new)
        case (Array(), Array()):
            yield from compare_lists(place, old, new)
            yield from _compare_contains(place.at("contains"), old, new)
            yield from _compare_items(place, old, new)
        case (Map(), Map()):
            yield from compare_types(place.down(Values(), "*"), old.values, new.values)
            yield from _compare_keys(place, old, new)
        case (Record(), Record()):
            yield from _compare_records(place, old, new)
        case (UnionOf(), _) | (_, UnionOf()):
            yield from _compare_unions(place, old, new)
        case _:
            yield from _compare_kinds(place, old, new)


def _compare_patterns(place: Place, old: String, new: String) -> Iterator[Change]:
    if old.pattern == new.pattern:
        return
    shown = old.pattern or "any", new.pattern or "any"
    if not old.pattern or not new.pattern:
        yield made("pattern-added" if new.pattern else "pattern-removed", place, *shown)
        return
    relation = relate(String(pattern=old.pattern), String(pattern=new.pattern))
    if relation is Relation.OTHER and place.direction == "response":
        relation = Relation.WIDER
    if relation is not Relation.SAME:
        yield made(_PATTERNS[relation], place, *shown)


def _compare_records(place: Place, old: Record, new: Record) -> Iterator[Change]:
    from modelmint.drift.parameters import compare_additional, compare_parameters

    yield from compare_prose(place, old.doc, new.doc)
    yield from compare_parameters(place, old.fields, new.fields)
    yield from compare_additional(place, old.additional, new.additional)


def _compare_items(place: Place, old: Array, new: Array) -> Iterator[Change]:
    if old.items is not None and new.items is not None:
        yield from compare_types(place.down(Items(), "items"), old.items, new.items)
    elif (old.items is None) != (new.items is None):
        yield made("unknown-refused" if new.items is None else "unknown-accepted", place.at("items"))
    for index, (before, after) in enumerate(zip_longest(old.prefix, new.prefix)):
        then, now = before or old.items, after or new.items
        if then is not None and now is not None:
            yield from compare_types(place.down(Items(index), str(index)), then, now)


def _compare_contains(place: Place, old: Array, new: Array) -> Iterator[Change]:
    if old.contains == new.contains:
        return
    shown = words.contains(old), words.contains(new)
    if not old.contains or not new.contains:
        yield made("contains-added" if new.contains else "contains-removed", place, *shown)
        return
    relation = relate(Array(Any(), contains=old.contains), Array(Any(), contains=new.contains))
    if relation is Relation.OTHER and place.direction == "response":
        relation = Relation.WIDER
    if relation is not Relation.SAME:
        yield made(_CONTAINS[relation], place, *shown)


def _compare_keys(place: Place, old: Map, new: Map) -> Iterator[Change]:
    """Names and number of the entries."""
    bare_old, bare_new = replace(old, values=Any()), replace(new, values=Any())
    if bare_old != bare_new:
        relation = relate(bare_old, bare_new)
        if relation is not Relation.SAME:
            yield made(_CODES[relation], place.at("keys"), words.keys(old), words.keys(new))


def _compare_unions(place: Place, old: Type, new: Type) -> Iterator[Change]:
    """Member by member, a type that is no union being one of one; of the same values, only what is said of them."""
    compare = compare_told if relate(old, new) is Relation.SAME else compare_unions
    yield from compare(place, _as_union(old), _as_union(new), compare_types)


def _as_union(type_: Type) -> UnionOf:
    return type_ if isinstance(type_, UnionOf) else UnionOf((type_,))


def _compare_kinds(place: Place, old: Type, new: Type) -> Iterator[Change]:
    relation = relate(old, new)
    if relation is Relation.SAME:
        return
    code = free_or_listed(old, new) or _CODES[relation]
    if code == "values-freed" and relation is not Relation.WIDER:
        code = _CODES[relation]
    facet = "values" if code in {"values-freed", "values-listed"} else "type"
    yield made(code, place.at(facet), words.type_(old), words.type_(new))
