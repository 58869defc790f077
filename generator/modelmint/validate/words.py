"""What was expected, in words. Every validator prints these same words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, assert_never

from modelmint.ir.counts import at_least, at_most, how_many, items_that
from modelmint.ir.rules import UNREAD, Condition, OneOf, Rule
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
from modelmint.ir.words import choice, clause, greatest, least, multiple
from modelmint.validate.kind import kind_of
from modelmint.validate.quote import escape, quote
from modelmint.validate.union import tags_of

SHOWN = 10
"""The most values of an enumeration that a message lists."""

_UNREAD: Final = ", because the schema asks for what cannot be checked"


def describe(type_: Type) -> str:
    """A kind of value: `a string`, `a whole number`, `one of 'a', 'b'`."""
    match type_:
        case String():
            return "a string"
        case Integer():
            return "a whole number"
        case Number():
            return "a number"
        case Boolean():
            return "true or false"
        case Enum():
            return choices(type_.values)
        case Const():
            return literal(type_.value)
        case Array():
            return "an array"
        case Record() | Map():
            return "an object"
        case UnionOf():
            return " or ".join(dict.fromkeys(map(describe, type_.members)))
        case Nullable():
            return f"{describe(type_.inner)} or null"
        case Any():
            return "a JSON value"
        case Nothing():
            return "nothing" + refusal(type_)
        case _:
            assert_never(type_)


def expected(type_: Type) -> dict[str, str]:
    """What a problem of a type says was expected, by its code."""
    return {"required": needed(type_), "wrong-type": describe(type_), **_more_expected(type_)}


def needed(type_: Type) -> str:
    """What is asked for where a value is missing."""
    if not isinstance(type_, Nothing):
        return describe(type_)
    return "a value that cannot be checked" if type_.unread else "a value, though the schema allows none"


def _more_expected(type_: Type) -> dict[str, str]:
    match type_:
        case String():
            longest = at_most(type_.max_length or 0, "character")
            pattern = matching(type_.pattern or "")
            return {"too-short": at_least(type_.min_length or 0, "character"), "too-long": longest, "no-match": pattern}
        case Integer() | Number():
            step = multiple(type_.multiple_of or Decimal(1))
            return {"below": least(type_.range), "above": greatest(type_.range), "not-multiple": step}
        case Array():
            most = at_most(most_items(type_) or 0, "item")
            return {"too-few": at_least(type_.min_items or 0, "item"), "too-many": most}
        case Map():
            most = at_most(type_.max_entries or 0, "member")
            return {"too-few": at_least(type_.min_entries or 0, "member"), "too-many": most}
        case Enum() if type_.open:
            return {"wrong-type": of_kind(type_.values)}
    return {}


def most_items(array: Array) -> int | None:
    """The greatest length; without a type for further items, those that are typed by position are all."""
    if array.items is not None:
        return array.max_items
    return len(array.prefix) if array.max_items is None else min(array.max_items, len(array.prefix))


def literal(value: Json) -> str:
    """An allowed value. Unlike what comes in, it is no secret; it is cut at the same length."""
    if isinstance(value, str):
        return f"'{escape(value[:80])}{'…' if len(value) > 80 else ''}'"
    return quote(value)


def choices(values: Sequence[Json]) -> str:
    """The allowed values, the first few of many."""
    return choice(values, literal, SHOWN)


def at_least_matching(asked: Contains) -> str:
    """How many items of a kind a list must contain: `at least 1 item that is 'a'`."""
    return items_that(at_least(asked.least, "item"), fitting(asked.type))


def at_most_matching(asked: Contains) -> str:
    """How many items of a kind a list may contain: `at most 2 items that are each a string`."""
    return items_that(at_most(asked.most or 0, "item"), fitting(asked.type))


def fitting(type_: Type) -> str:
    """A kind of value with its limits: `a whole number, at least 5`, `an object where kind is 'mask'`."""
    given: tuple[tuple[str, object], ...]
    match type_:
        case String():
            given = (("too-short", type_.min_length), ("too-long", type_.max_length), ("no-match", type_.pattern))
        case Integer() | Number():
            ends = type_.range
            given = (("below", ends.minimum), ("above", ends.maximum), ("not-multiple", type_.multiple_of))
        case Record():
            tags = [f"{field.name} is {describe(field.type)}" for field in type_.fields if tags_of(field.type)]
            return describe(type_) + (f" where {' and '.join(tags)}" if tags else "")
        case _:
            return describe(type_)
    limits = (expected(type_)[code] for code, limit in given if limit is not None)
    return ", ".join((describe(type_), *limits))


def matching(pattern: str) -> str:
    """A pattern, the start of a long one."""
    return f"text that matches {escape(pattern[:80])}{'…' if len(pattern) > 80 else ''}"


def of_kind(values: Sequence[Json]) -> str:
    """The kinds of the values of an open enumeration: `a string`."""
    names = {"null": "null", "boolean": "true or false", "array": "an array", "object": "an object"}
    kinds = dict.fromkeys(map(kind_of, values))
    return " or ".join(names.get(kind, f"a {kind}") for kind in kinds)


def reason(rule: Rule) -> str:
    """Why a rule asks, as the end of a sentence; nothing for one that always holds."""
    return _UNREAD if rule.evidence.source == UNREAD else because(rule.when)


def refusal(type_: Nothing) -> str:
    """Why no value is accepted, as the end of a sentence."""
    return _UNREAD if type_.unread else ", because the schema allows no value"


def because(when: Condition) -> str:
    """The condition as the end of a sentence; nothing for the condition that always holds."""
    return ", because " + " and ".join(clause(each, each.parameter, literal) for each in when) if when else ""


def asked(rule: OneOf) -> str:
    """How many of its parameters a rule asks for: `exactly one of a, b`."""
    if rule.least > rule.most:
        return "no request"
    return f"{how_many(rule.least, rule.most, len(rule.parameters))} of {', '.join(rule.parameters)}"
