"""Values, types and what they allow, in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from modelmint.ir.counts import amount, items_that
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
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
from modelmint.ir.words import choice, compact, multiple, span

_NOUNS: Final = {
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
    "record": "object",
    "map": "object",
    "any": "anything",
    "nothing": "nothing",
}
"""What a value of a kind is called; those of the other kinds are listed."""

SHOWN = 24
"""How many values of an enumeration are listed before they are cut and counted."""


def value(json: Json) -> str:
    """A value in running text: strings bare where that cannot be misread, all else as JSON spells it."""
    if isinstance(json, str):
        bare = json.isprintable() and json == json.strip() and not json.startswith('"')
        return json if json and bare else compact(json)
    return compact(json)


def noun(type_: Type) -> str:
    """What a value of the type is called: `text`, `image file`, `whole number`; empty where it is listed."""
    match type_:
        case String():
            return media(type_.media) if type_.media else "text"
        case Nullable():
            return noun(type_.inner)
        case Number() if _is_whole(type_):
            return "whole number"
    return _NOUNS.get(type_.kind, "")


def _is_whole(type_: Integer | Number) -> bool:
    return type_.multiple_of == 1


def media(kind: str) -> str:
    """A kind of file: `image file`, `image/png file`."""
    return "file" if kind == "file" else f"{kind} file"


def allowed(type_: Type) -> str:
    """What a type allows, in words; empty when it allows all of its kind."""
    match type_:
        case String():
            pattern = f"matching {marked(type_.pattern)}" if type_.pattern is not None else ""
            return _and(amount(type_.min_length, type_.max_length, "character"), pattern)
        case Integer() | Number():
            step = type_.multiple_of
            by_step = "" if step is None or _is_whole(type_) else multiple(step)
            return _and(span(type_.range), by_step)
        case Enum():
            return choices(type_.values) + (", or another" if type_.open else "")
        case Const():
            return value(type_.value)
        case Array():
            return _and(_count(type_), _each(type_.items) if type_.items else "")
        case Map():
            return _and(amount(type_.min_entries, type_.max_entries, "member"), _each(type_.values))
        case UnionOf():
            return ", or ".join(dict.fromkeys(text for text in map(described, type_.members) if text))
        case Nullable():
            return " or ".join(filter(None, (allowed(type_.inner), "null")))
        case Boolean() | Record() | Any() | Nothing():
            return ""
    assert_never(type_)


def limits(type_: Type) -> str:
    """What a type allows beyond what naming it tells: its values, its members with their own limits, and null."""
    match type_:
        case Enum() | Const() | UnionOf():
            return ""
        case Nullable():
            return limits(type_.inner)
        case Array():
            each = limits(type_.items) if type_.items else ""
            return _and(_count(type_), f"each {each}" if each else "")
        case Map():
            each = limits(type_.values)
            return _and(amount(type_.min_entries, type_.max_entries, "member"), f"each {each}" if each else "")
    return allowed(type_)


def described(type_: Type) -> str:
    """A type and what it allows: `text (at most 10 characters)`, `1 to 5`."""
    name, limits = noun(type_), allowed(type_)
    return f"{name} ({limits})" if name and limits else name or limits


def choices(values: Sequence[Json]) -> str:
    """Values to choose from; a long list is cut and counted."""
    return choice(values, value, SHOWN if len(values) <= SHOWN else SHOWN // 2)


def marked(text: str) -> str:
    """A name or value between backticks, which set it apart from the words around it."""
    return f"`{text}`"


def _count(type_: Array) -> str:
    contains = (_contained(asked) for asked in type_.contains)
    return _and(amount(type_.min_items, type_.max_items, "item"), "all different" if type_.unique else "", *contains)


def _contained(asked: Contains) -> str:
    """How many items of a kind: `at least 1 item that is a`."""
    return items_that(amount(asked.least, asked.most, "item"), described(asked.type))


def _each(type_: Type) -> str:
    limits = allowed(type_)
    return f"each {limits}" if limits else ""


def _and(*parts: str) -> str:
    return ", ".join(filter(None, parts))
