"""Constraints and values in words, as the tables of changes show them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from modelmint.ir.rules import Absent, Condition, Forbids, Is, Limits, OneOf, Requires, Rule
from modelmint.ir.text import spell
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
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
from modelmint.ir.value import UNSET, Json, Unset

_LONGEST = 60


def number(value: Decimal | int) -> str:
    """A number without an exponent or idle zeros: `0.1`, `20`, `2048`."""
    text = format(Decimal(value).normalize(), "f")
    return "0" if text == "-0" else text


def value(given: Json | Unset) -> str:
    """A value as it would stand in a request, shortened; nothing for none."""
    return "none" if given is UNSET else shortened(spelled(given), _LONGEST)


def shortened(text: str, longest: int) -> str:
    """The text, cut where it is too long."""
    return text if len(text) <= longest else text[: longest - 3] + "..."


def spelled(given: Json) -> str:
    """JSON on one line, with room between its parts and numbers as people write them."""
    match given:
        case bool():
            return "true" if given else "false"
        case int() | Decimal():
            return number(given)
        case list():
            return "[" + ", ".join(map(spelled, given)) + "]"
        case dict():
            return "{" + ", ".join(f"{spelled(key)}: {spelled(item)}" for key, item in given.items()) + "}"
        case _:
            return spell(given, indent=None)


def values(given: Sequence[Json]) -> str:
    """A list of values, shortened to the first few."""
    shown = [value(item) for item in given[:6]]
    return ", ".join(shown) + (f", ... ({len(given)})" if len(given) > 6 else "")


def range_(given: Range) -> str:
    """A range: `1.1 to 10`, `at least 1`, `above 0 to 1`, `any`."""
    low = "" if given.minimum is None else number(given.minimum)
    high = "" if given.maximum is None else number(given.maximum)
    above = "above " if given.exclusive_minimum else ""
    below = "below " if given.exclusive_maximum else ""
    if low and high:
        return f"{above}{low} to {below}{high}"
    if high:
        return f"{below or 'at most '}{high}"
    return f"{above or 'at least '}{low}" if low else "any"


def count(low: int | None, high: int | None, noun: str) -> str:
    """How many: `1 to 10 items`, `at most 1024 characters`."""
    if low is None and high is None:
        return "any"
    if low == high:
        return f"{low} {noun}"
    if high is None:
        return f"at least {low} {noun}"
    return f"at most {high} {noun}" if low is None else f"{low} to {high} {noun}"


def type_(given: Type) -> str:
    """A type in a few words: `string`, `list of integer`, `one of "a", "b"`, `number or null`."""
    match given:
        case Enum():
            return f"{'one of' if not given.open else 'such as'} {values(given.values)}"
        case Const():
            return value(given.value)
        case Array():
            return f"list of {type_(given.items)}" if given.items and not given.prefix else "list"
        case Record():
            return given.name or "object"
        case Map():
            return f"map of {type_(given.values)}"
        case UnionOf():
            return " or ".join(dict.fromkeys(map(type_, given.members)))
        case Nullable():
            return f"{type_(given.inner)} or null"
        case String(media=str(media)):
            return f"{media} as text"
        case String() | Integer() | Number() | Boolean() | Any():
            return given.kind


def contains(given: Array) -> str:
    """What some items of a list must be: `at least 1 of one of "a", "b"`."""
    return ", ".join(f"{count(each.least or None, each.most, 'of')} {limited(each.type)}" for each in given.contains)


def keys(given: Map) -> str:
    """The names and the number of entries that a map takes."""
    entries = count(given.min_entries, given.max_entries, "entries")
    return entries if given.keys is None else f"{entries}, names {limited(given.keys)}"


def condition(given: Condition) -> str:
    """A condition: `task_type = "INPAINTING" and image present`; empty if it always holds."""
    return " and ".join(map(_test, given))


def _test(given: object) -> str:
    if isinstance(given, Is):
        return f"{given.parameter} = {' or '.join(map(value, given.values))}"
    assert isinstance(given, Absent) or hasattr(given, "parameter")
    return f"{given.parameter} {'absent' if isinstance(given, Absent) else 'present'}"


def rule(given: Rule) -> str:
    """A rule in one sentence."""
    when = f"if {condition(given.when)}: " if given.when else ""
    match given:
        case Requires():
            return f"{when}needs {', '.join(given.parameters)}"
        case Forbids():
            return f"{when}takes no {', '.join(given.parameters)}"
        case OneOf():
            return f"{when}takes {_how_many(given)} of {', '.join(given.parameters)}"
        case Limits():
            return f"{when}{given.parameter} is {limited(given.type)}"


def _how_many(given: OneOf) -> str:
    least, most = given.least, given.most
    return str(least) if least == most else f"{least} to {most}"


def limited(given: Type) -> str:
    """A type with its limits, such as those that a conditional rule sets."""
    match given:
        case Integer() | Number() if given.range != Range():
            return range_(given.range)
        case String() if (given.min_length, given.max_length) != (None, None):
            return count(given.min_length, given.max_length, "characters")
        case _:
            return type_(given)
