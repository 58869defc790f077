"""Conditions, rules, rates and corrections in plain English, with names as on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from modelmint.ir import words
from modelmint.ir.counts import how_many, listing
from modelmint.ir.pricing import Price
from modelmint.ir.refusals import Refusal
from modelmint.ir.rules import UNREAD, Forbids, Is, Limits, OneOf, Requires, Rule, Test
from modelmint.ir.types import Range
from modelmint.ir.value import Json, Unset, same
from modelmint.ir.words import compact, several, span
from modelmint.lower.words import SHOWN, described, marked, noun, value

Choices = Mapping[str, Sequence[Json]]
"""The values of the parameters that have a list of them, by wire name."""


def condition(price: Price) -> str:
    """When a price holds: "`size_scale` is `small`, without sound", the provider's own words last."""
    return ", ".join(filter(None, (*map(_clause, price.when), price.qualifier)))


def fact(said: Json | Unset) -> str:
    """One side of a correction; a range, a length or a type as one reads it."""
    if isinstance(said, Unset):
        return "nothing"
    if isinstance(said, dict) and said and said.keys() <= {"min", "max"}:
        low, high = (said.get(key) for key in ("min", "max"))
        if all(bound is None or isinstance(bound, int | Decimal) for bound in (low, high)):
            return span(Range(_exact(low), _exact(high)))
    if isinstance(said, dict) and "type" in said:
        return _notation(said)
    return several(said, value, SHOWN) if isinstance(said, list) and said else value(said)


def _notation(type_: Json) -> str:
    """A type as overlays write it: `string, or array of string (max items 10)`."""
    if not isinstance(type_, dict):
        return value(type_)
    parts = dict(type_)
    name = value(parts.pop("type", "any"))
    if isinstance(members := parts.pop("any_of", None), list):
        name = ", or ".join(map(_notation, members))
    for key in ("items", "values"):
        name += f" of {_notation(parts.pop(key))}" if key in parts else ""
    limits = ", ".join(f"{key.replace('_', ' ')} {compact(item)}" for key, item in parts.items())
    return f"{name} ({limits})" if limits else name


def _exact(bound: Json) -> Decimal | None:
    return Decimal(bound) if isinstance(bound, int | Decimal) else None


def sentence(rule: Rule, choices: Choices) -> str:
    """A rule in one sentence.

    What does not apply with most values of a parameter is said to apply with the others only.
    """
    only = _only_when(rule, choices)
    if only:
        return f"{_names(rule)} {'apply' if _many(rule) else 'applies'} only when {only}."
    if rule.evidence.source == UNREAD:
        return _refused("Every request" if isinstance(rule, OneOf) else _names(rule), rule.evidence.why)
    said = _said(rule)
    when = listing([_clause(test) for test in rule.when])
    return f"When {when}, {said}." if when else f"{said[:1].upper()}{said[1:]}."


def refused(refusal: Refusal) -> str:
    """What is refused since it is not understood, in one sentence."""
    return _refused(marked(refusal.at) if refusal.at else "Every request", refusal.why)


def _refused(what: str, why: str) -> str:
    return f"{what} is refused, because the schema asks for what cannot be checked: {why}."


def _only_when(rule: Rule, choices: Choices) -> str:
    """The values with which the parameters do apply, where they are fewer than those with which they do not."""
    if not isinstance(rule, Forbids) or len(rule.when) != 1 or not isinstance(rule.when[0], Is):
        return ""
    test = rule.when[0]
    others = [one for one in choices.get(test.parameter, ()) if not any(same(one, given) for given in test.values)]
    return _clause(Is(test.parameter, tuple(others))) if 0 < len(others) < len(test.values) else ""


def _clause(test: Test) -> str:
    return words.clause(test, marked(test.parameter), lambda item: marked(value(item)))


def _names(rule: Rule, last: str = "and") -> str:
    names = (rule.parameter,) if isinstance(rule, Limits) else rule.parameters
    return listing([marked(name) for name in names], last)


def _many(rule: Rule) -> bool:
    return not isinstance(rule, Limits) and len(rule.parameters) > 1


def _said(rule: Rule) -> str:
    match rule:
        case Requires():
            return f"{_names(rule)} {'are' if _many(rule) else 'is'} required"
        case Forbids():
            return f"{_names(rule)} {'do' if _many(rule) else 'does'} not apply"
        case OneOf():
            return _one_of(rule)
        case Limits():
            return f"{_names(rule)} must be {_a(noun(rule.type))}{described(rule.type)}"
    assert_never(rule)


def _a(noun: str) -> str:
    """The article before a noun; texts, choices and anything have none."""
    if noun in ("", "text", "anything", "true or false"):
        return ""
    return "an " if noun[0] in "aeiou" else "a "


def _one_of(rule: OneOf) -> str:
    names = _names(rule, "or" if rule.most == 1 else "and")
    verb = "is" if rule.least == 1 else "are"
    said = f"{how_many(rule.least, rule.most, len(rule.parameters))} of {names}"
    return f"{said} may be given" if rule.least == 0 else f"{said} {verb} required"
