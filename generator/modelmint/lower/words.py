"""Values, types and what they allow, in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import Json

SHOWN = 24
"""How many values of an enumeration are listed before they are cut and counted."""


def value(json: Json) -> str:
    """A value in running text: strings bare where that cannot be misread, all else as JSON spells it."""
    if isinstance(json, str):
        return (
            json if json and json.isprintable() and json == json.strip() and not json.startswith('"') else quoted(json)
        )
    if isinstance(json, bool) or json is None:
        return {True: "true", False: "false", None: "null"}[json]
    return str(json) if isinstance(json, (int, Decimal)) else compact(json)


def quoted(text: str) -> str:
    """Text between double quotes, as JSON has it."""
    from json import dumps

    return dumps(text, ensure_ascii=False)


def compact(json: Json) -> str:
    """A value as JSON on one line, numbers exact."""
    if isinstance(json, str):
        return quoted(json)
    if isinstance(json, list):
        return f"[{', '.join(map(compact, json))}]"
    if isinstance(json, dict):
        return "{" + ", ".join(f"{quoted(key)}: {compact(item)}" for key, item in json.items()) + "}"
    return value(json)


def number(amount: int | Decimal) -> str:
    """A number for people: `2,147,483,646`, `0.1`."""
    exact = Decimal(amount)
    if abs(exact.adjusted()) > 30:
        return str(amount)
    return f"{int(exact):,}" if exact == exact.to_integral_value() else format(exact, ",f")


def listing(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def span(range_: Range) -> str:
    """A range: `1 to 5`, `at least 0`, `more than 0 and less than 1`."""
    low, high = range_.minimum, range_.maximum
    if low is not None and high is not None and not (range_.exclusive_minimum or range_.exclusive_maximum):
        return number(low) if low == high else f"{number(low)} to {number(high)}"
    parts = []
    if low is not None:
        parts.append(f"{'more than' if range_.exclusive_minimum else 'at least'} {number(low)}")
    if high is not None:
        parts.append(f"{'less than' if range_.exclusive_maximum else 'at most'} {number(high)}")
    return " and ".join(parts)


def amount(least: int | None, most: int | None, unit: str) -> str:
    """How many of something: `1 to 10 items`, `at most 1,024 characters`."""
    low = Decimal(least) if least else None
    words = span(Range(low, Decimal(most) if most is not None else None))
    one = words in ("1", "at most 1", "at least 1")
    return f"{words} {unit if one else unit + 's'}" if words else ""


def noun(type_: Type) -> str:
    """What a value of the type is called: `text`, `image file`, `whole number`; empty where it is listed."""
    match type_:
        case String():
            return media(type_.media) if type_.media else "text"
        case Nullable():
            return noun(type_.inner)
        case Number() if _is_whole(type_):
            return "whole number"
    named = {"integer": "whole number", "number": "number", "boolean": "true or false", "array": "list"}
    return named.get(type_.kind) or {"record": "object", "map": "object", "any": "anything"}.get(type_.kind, "")


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
            by_step = "" if step is None or _is_whole(type_) else f"a multiple of {number(step)}"
            return _and(span(type_.range), by_step)
        case Enum():
            return choice(type_.values) + (", or another" if type_.open else "")
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
        case Boolean() | Record() | Any():
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


def choice(values: Sequence[Json]) -> str:
    """Values to choose from; a long list is cut and counted."""
    if len(values) > SHOWN:
        return f"one of {len(values):,}: {', '.join(map(value, values[: SHOWN // 2]))}, ..."
    return listing([value(item) for item in values], "or")


def marked(text: str) -> str:
    """A name or value between backticks, which set it apart from the words around it."""
    return f"`{text}`"


def _count(type_: Array) -> str:
    contains = (_contained(asked) for asked in type_.contains)
    return _and(amount(type_.min_items, type_.max_items, "item"), "all different" if type_.unique else "", *contains)


def _contained(asked: Contains) -> str:
    """How many items of a kind: `at least 1 item that is a`."""
    items = amount(asked.least, asked.most, "item")
    return f"{items} that {'is' if items.endswith('item') else 'are each'} {described(asked.type)}"


def _each(type_: Type) -> str:
    limits = allowed(type_)
    return f"each {limits}" if limits else ""


def _and(*parts: str) -> str:
    return ", ".join(filter(None, parts))
