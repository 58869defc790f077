"""One value against one type: which problems it has, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from modelmint.ir.counts import at_least, at_most, counted
from modelmint.ir.model import Parameter
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
from modelmint.validate import words
from modelmint.validate.equal import equal, first_repeat, is_one_of
from modelmint.validate.kind import DEPTH, flaw, kind_of, kinds
from modelmint.validate.nearest import Nearest
from modelmint.validate.problem import Problem
from modelmint.validate.quote import member, quote
from modelmint.validate.scalar import enum, not_allowed, number, string, wrong_type
from modelmint.validate.union import tags


def check(type_: Type, value: object, path: str) -> Iterator[Problem]:
    """The problems of a value at a path, in the order in which every validator lists them."""
    if isinstance(type_, Nothing):
        yield Problem(path, "forbidden", "nothing" + words.refusal(type_), quote(value, path))
        return
    if value is None and "null" not in kinds(type_):
        yield Problem(path, "null", words.expected(type_)["wrong-type"], "null")
        return
    match type_:
        case String():
            yield from string(type_, value, path)
        case Integer() | Number():
            yield from number(type_, value, path)
        case Boolean():
            if not isinstance(value, bool):
                yield wrong_type("true or false", value, path)
        case Enum():
            yield from enum(type_, value, path)
        case Const():
            if not equal(value, type_.value):
                yield not_allowed(words.describe(type_), value, path, (type_.value,))
        case Array() | Record() | Map():
            yield from _container(type_, value, path)
        case UnionOf():
            yield from _union(type_, value, path)
        case Nullable():
            yield from () if value is None else check(type_.inner, value, path)
        case Any():
            yield from _any(value, path)
        case _:
            assert_never(type_)


def accepts(type_: Type, value: object) -> bool:
    """Whether a type takes a value."""
    return next(check(type_, value, ""), None) is None


def _container(type_: Array | Record | Map, value: object, path: str) -> Iterator[Problem]:
    if isinstance(type_, Array):
        yield from _array(type_, value, path) if isinstance(value, list) else [wrong_type("an array", value, path)]
    elif not isinstance(value, dict):
        yield wrong_type("an object", value, path)
    elif isinstance(type_, Map):
        yield from _map(type_, value, path)
    else:
        yield from members(type_.fields, type_.additional, value, path)


def _any(value: object, path: str) -> Iterator[Problem]:
    code = flaw(value)
    if code == "too-deep":
        yield Problem(path, code, f"at most {DEPTH} levels and a million members", quote(value, path))
    elif code:
        yield Problem(path, code, "a JSON value", quote(value, path))


def _array(type_: Array, value: list[object], path: str) -> Iterator[Problem]:
    """Too many items are not looked at one by one; what they are together is looked at only where each is good."""
    most = words.most_items(type_)
    if most is not None and len(value) > most:
        yield Problem(path, "too-many", at_most(most, "item"), counted(len(value), "item"))
        return
    good = True
    if type_.min_items is not None and len(value) < type_.min_items:
        yield Problem(path, "too-few", at_least(type_.min_items, "item"), counted(len(value), "item"))
    for place, item in enumerate(value):
        for problem in check(_item_type(type_, place), item, f"{path}[{place}]"):
            good = False
            yield problem
    if good:
        yield from _together(type_, value, path)


def _together(type_: Array, value: list[object], path: str) -> Iterator[Problem]:
    repeat = first_repeat(value) if type_.unique else None
    if repeat is not None:
        yield Problem(path, "not-unique", "items that all differ", f"equal items at {repeat[0]} and {repeat[1]}")
    for asked in type_.contains:
        count = sum(accepts(asked.type, item) for item in value)
        got = counted(count, "such item")
        if count < asked.least:
            yield Problem(path, "too-few-matching", words.at_least_matching(asked), got)
        if asked.most is not None and count > asked.most:
            yield Problem(path, "too-many-matching", words.at_most_matching(asked), got)


def _item_type(type_: Array, place: int) -> Type:
    return type_.prefix[place] if place < len(type_.prefix) else type_.items or Any()


def _map(type_: Map, value: dict[object, object], path: str) -> Iterator[Problem]:
    count = counted(len(value), "member")
    if type_.max_entries is not None and len(value) > type_.max_entries:
        yield Problem(path, "too-many", at_most(type_.max_entries, "member"), count)
        return
    if type_.min_entries is not None and len(value) < type_.min_entries:
        yield Problem(path, "too-few", at_least(type_.min_entries, "member"), count)
    yield from _not_text(value, path)
    for name in sorted(name for name in value if isinstance(name, str)):
        place = member(path, name)
        for problem in string(type_.keys, name, place) if type_.keys else ():
            yield Problem(place, problem.code, f"a name with {problem.expected}", problem.got)
        yield from check(type_.values, value[name], place)


def members(
    fields: Sequence[Parameter], additional: Type | None, value: dict[object, object], path: str
) -> Iterator[Problem]:
    """The problems of named members, in the order of their declaration, then of others, in the order of their names."""
    for field in fields:
        if field.name in value:
            yield from check(field.type, value[field.name], member(path, field.name))
        elif field.required:
            yield Problem(member(path, field.name), "required", words.needed(field.type), "nothing")
    if not value.keys() <= {field.name for field in fields}:
        yield from _others(fields, additional, value, path)


def _others(
    fields: Sequence[Parameter], additional: Type | None, value: dict[object, object], path: str
) -> Iterator[Problem]:
    yield from _not_text(value, path)
    known = {field.name for field in fields}
    offered = [field.name for field in fields if not field.hidden]
    for name in sorted(name for name in value if isinstance(name, str) and name not in known):
        if additional is not None:
            yield from check(additional, value[name], member(path, name))
            continue
        yield Problem(member(path, name), "unknown", "a known name", quote(name), Nearest(name, offered))


def _not_text(value: dict[object, object], path: str) -> Iterator[Problem]:
    """Names must be text. One problem tells of all that are not."""
    other = next((name for name in value if not isinstance(name, str)), None)
    if other is not None or None in value:
        yield Problem(path, "wrong-type", "names that are strings", quote(other))


def _union(type_: UnionOf, value: object, path: str) -> Iterator[Problem]:
    fitting = sum(accepts(one, value) for one in type_.members)
    if fitting == 0:
        yield from _no_member(type_, value, path)
    elif fitting > 1 and type_.exclusive:
        expected = f"exactly one of {len(type_.members)} alternatives to fit"
        yield Problem(path, "ambiguous", expected, f"a value that fits {fitting}")


def _no_member(type_: UnionOf, value: object, path: str) -> Iterator[Problem]:
    """The problems of the one alternative that the value was meant for, or that none fits."""
    kind = kind_of(value)
    meant = [one for one in type_.members if kind in kinds(one)]
    chosen = _by_discriminator(type_, value)
    if len(chosen) == 1 or len(meant) == 1:
        yield from check((chosen if len(chosen) == 1 else meant)[0], value, path)
        return
    listed = [allowed for one in meant for allowed in (one.values if isinstance(one, Enum) else ())]
    code = "null" if value is None else "no-member"
    yield Problem(path, code, words.describe(type_), quote(value, path), Nearest(value, listed))


def _by_discriminator(type_: UnionOf, value: object) -> list[Type]:
    """The alternatives whose discriminator the value carries."""
    name = type_.discriminator
    if name is None or not isinstance(value, dict) or name not in value:
        return []
    records = ((one, tags(one, name)) for one in type_.members if isinstance(one, Record))
    return [one for one, allowed in records if is_one_of(value[name], allowed)]
