"""Constraints, conditions and rules in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Condition, Forbids, Is, Limits, OneOf, Requires, Rule, Test
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
from modelmint.ir.value import Json, Unset

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


def allowed(type_: Type) -> str:
    """What a type allows, in words; empty when it allows all of its kind."""
    match type_:
        case String():
            return _string(type_)
        case Integer() | Number():
            step = f"a multiple of {number(type_.multiple_of)}" if type_.multiple_of is not None else ""
            return _and(span(type_.range), step)
        case Enum():
            return choice(type_.values) + (", or another" if type_.open else "")
        case Const():
            return value(type_.value)
        case Array():
            return _array(type_)
        case Map():
            return _and(
                amount(type_.min_entries, type_.max_entries, "entrie").replace("1 entrie", "1 entry"),
                allowed(type_.values),
            )
        case UnionOf():
            return ", or ".join(dict.fromkeys(text for text in map(described, type_.members) if text))
        case Nullable():
            return _or(allowed(type_.inner), "null")
        case Boolean() | Record() | Any():
            return ""
    assert_never(type_)


def described(type_: Type) -> str:
    """A type and what it allows: `text of at most 10 characters`, `1 to 5`."""
    plain = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
    more = {"array": "a list", "record": "an object", "map": "an object", "any": "anything"}
    noun = (plain | more).get(type_.kind, "")
    limits = allowed(type_)
    return f"{noun} ({limits})" if noun and limits else noun or limits


def choice(values: Sequence[Json]) -> str:
    """Values to choose from; a long list is cut and counted."""
    if len(values) > SHOWN:
        return f"one of {len(values):,}: {', '.join(map(value, values[: SHOWN // 2]))}, ..."
    return listing([value(item) for item in values], "or")


def _string(type_: String) -> str:
    length = amount(type_.min_length, type_.max_length, "character")
    pattern = f"matching {type_.pattern}" if type_.pattern is not None else ""
    return _and(
        f"{type_.media} file"
        if type_.media and "/" not in type_.media and type_.media != "file"
        else type_.media or "",
        length,
        pattern,
    )


def _array(type_: Array) -> str:
    count = amount(type_.min_items, type_.max_items, "item")
    items = allowed(type_.items) if type_.items is not None else ""
    return _and(count, "all different" if type_.unique else "", f"each {items}" if items else "")


def _and(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _or(*parts: str) -> str:
    return " or ".join(part for part in parts if part)


def condition(when: Condition) -> str:
    """A condition as a table has it: `size_scale = small, quality = standard`."""
    return ", ".join(map(_equation, when))


def _equation(test: Test) -> str:
    if isinstance(test, Is):
        return f"{test.parameter} = {listing([value(item) for item in test.values], 'or')}"
    return f"{test.parameter} {'absent' if isinstance(test, Absent) else 'given'}"


def rate(price: Price, amount: Decimal) -> str:
    """What a unit costs: `0.12 USD per image`, `0.28 USD per 1,000,000 output tokens`."""
    one = price.per == 1
    unit = " ".join(filter(None, (price.meter, price.unit if one else f"{price.unit}s")))
    return f"{number(amount)} {price.currency} per {unit if one else f'{number(price.per)} {unit}'}"


def fact(said: Json | Unset) -> str:
    """One side of a correction in words; a range or a length as one reads it."""
    if isinstance(said, Unset):
        return "nothing"
    if isinstance(said, dict) and said.keys() <= {"min", "max"}:
        low, high = (None if (one := said.get(key)) is None else Decimal(str(one)) for key in ("min", "max"))
        return span(Range(low, high))
    return listing([value(item) for item in said], "or") if isinstance(said, list) else value(said)


def sentence(rule: Rule) -> str:
    """A rule in one sentence, in wire names."""
    when = listing([_clause(test) for test in rule.when])
    said = _said(rule)
    return (
        f"When {when}, {said}."
        if when
        else f"{said[:1].upper()}{said[1:]}."
        if not _starts_with_name(rule)
        else f"{said}."
    )


def _clause(test: Test) -> str:
    if isinstance(test, Is):
        return f"{test.parameter} is {listing([value(item) for item in test.values], 'or')}"
    return f"{test.parameter} is {'not given' if isinstance(test, Absent) else 'given'}"


def _starts_with_name(rule: Rule) -> bool:
    return not isinstance(rule, OneOf)


def _said(rule: Rule) -> str:
    names = listing(rule.parameters) if not isinstance(rule, Limits) else rule.parameter
    many = not isinstance(rule, Limits) and len(rule.parameters) > 1
    match rule:
        case Requires():
            return f"{names} {'are' if many else 'is'} required"
        case Forbids():
            return f"{names} {'do' if many else 'does'} not apply"
        case OneOf():
            return _one_of(rule)
        case Limits():
            return f"{names} must be {described(rule.type)}"
    assert_never(rule)


def _one_of(rule: OneOf) -> str:
    names = listing(rule.parameters, "or" if rule.most == 1 else "and")
    if rule.least == rule.most:
        return f"exactly {_few(rule.least)} of {names} is required"
    if rule.least == 0:
        return f"at most {_few(rule.most)} of {names} may be given"
    if rule.most >= len(rule.parameters):
        return f"at least {_few(rule.least)} of {names} is required"
    return f"{rule.least} to {rule.most} of {names} are required"


def _few(count: int) -> str:
    return {1: "one", 2: "two", 3: "three"}.get(count, str(count))
