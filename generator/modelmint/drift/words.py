"""Constraints and values in words, as the tables of changes show them."""

from __future__ import annotations

from collections.abc import Sequence

from modelmint.ir.counts import amount, how_many, items_that
from modelmint.ir.rules import Condition, Forbids, Limits, OneOf, Requires, Rule
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
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import Json, Unset
from modelmint.ir.words import choice, clause, compact, several, span

_LONGEST = 60
_SHOWN = 6


def value(given: Json | Unset) -> str:
    """A value as it would stand in a request, shortened; nothing for none."""
    return "none" if isinstance(given, Unset) else shortened(compact(given), _LONGEST)


def shortened(text: str, longest: int) -> str:
    """The text, cut where it is too long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def values(given: Sequence[Json]) -> str:
    """A list of values, shortened to the first few."""
    return several(given, value, _SHOWN)


def range_(given: Range) -> str:
    """A range: `1.1 to 10`, or `any`."""
    return span(given) or "any"


def count(low: int | None, high: int | None, noun: str) -> str:
    """How many: `1 to 10 items`, or `any`."""
    return amount(low, high, noun) or "any"


def type_(given: Type) -> str:
    """A type in a few words: `string`, `list of integer`, `one of "a", "b"`, `number or null`."""
    match given:
        case Enum():
            return f"such as {values(given.values)}" if given.open else choice(given.values, value, _SHOWN)
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
        case String() | Integer() | Number() | Boolean() | Any() | Nothing():
            return given.kind


def contains(given: Array) -> str:
    """What some items of a list must be: `at least 1 item that is "a"`."""
    return ", ".join(items_that(amount(each.least, each.most, "item"), limited(each.type)) for each in given.contains)


def keys(given: Map) -> str:
    """The names and the number of members that a map takes."""
    members = count(given.min_entries, given.max_entries, "member")
    return members if given.keys is None else f"{members}, names {limited(given.keys)}"


def condition(given: Condition) -> str:
    """A condition: `task_type is "INPAINTING" and image is given`; empty if it always holds."""
    return " and ".join(clause(each, each.parameter, value) for each in given)


def rule(given: Rule) -> str:
    """A rule in one sentence."""
    when = f"if {condition(given.when)}: " if given.when else ""
    match given:
        case Requires():
            return f"{when}needs {', '.join(given.parameters)}"
        case Forbids():
            return f"{when}takes no {', '.join(given.parameters)}"
        case OneOf():
            few = how_many(given.least, given.most, len(given.parameters))
            return f"{when}takes {few} of {', '.join(given.parameters)}"
        case Limits():
            return f"{when}{given.parameter} is {limited(given.type)}"


def limited(given: Type) -> str:
    """A type with its limits, such as those that a conditional rule sets."""
    match given:
        case Integer() | Number() if given.range != Range():
            return range_(given.range)
        case String() if (given.min_length, given.max_length) != (None, None):
            return count(given.min_length, given.max_length, "character")
        case _:
            return type_(given)
