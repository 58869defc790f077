"""The rules between parameters. Only those of level `error` refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from modelmint.ir.model import Model
from modelmint.ir.rules import Absent, Condition, Forbids, Is, Limits, OneOf, Present, Requires, Rule
from modelmint.ir.value import UNSET
from modelmint.validate import words
from modelmint.validate.check import check
from modelmint.validate.equal import is_one_of
from modelmint.validate.problem import Problem
from modelmint.validate.quote import member, quote


def broken_rules(model: Model, request: Mapping[object, object], earlier: Sequence[Problem]) -> Iterator[Problem]:
    """The problems that rules have with a request, in the order of the rules.

    `earlier` are the problems found up to now: no limit is reported for a parameter that has one.
    """
    values: dict[object, object] = {
        parameter.name: parameter.default for parameter in model.parameters if parameter.default is not UNSET
    }
    values |= request
    for rule in model.rules:
        if rule.level == "error" and holds(rule.when, request, values):
            yield from _broken(rule, request, earlier)


def holds(when: Condition, request: Mapping[object, object], values: Mapping[object, object]) -> bool:
    """Whether every test of a condition holds; `values` is the request with its defaults."""
    for test in when:
        name = test.parameter
        match test:
            case Is():
                met = name in values and is_one_of(values[name], test.values)
            case Present():
                met = name in request
            case Absent():
                met = name not in request
            case _:
                assert_never(test)
        if not met:
            return False
    return True


def _broken(rule: Rule, request: Mapping[object, object], earlier: Sequence[Problem]) -> Iterator[Problem]:
    match rule:
        case Requires():
            for name in rule.parameters:
                if name not in request:
                    yield Problem(member("", name), "needs", "a value" + words.reason(rule), "nothing")
        case Forbids():
            for name in rule.parameters:
                if name in request:
                    place = member("", name)
                    yield Problem(place, "forbidden", "nothing" + words.reason(rule), quote(request[name], place))
        case OneOf():
            yield from _one_of(rule, request)
        case Limits():
            yield from _limits(rule, request, earlier)
        case _:
            assert_never(rule)


def _one_of(rule: OneOf, request: Mapping[object, object]) -> Iterator[Problem]:
    given = [name for name in rule.parameters if name in request]
    if not rule.least <= len(given) <= rule.most:
        got = ", ".join(given) or "none of them"
        yield Problem("", "one-of", words.asked(rule) + words.reason(rule), got)


def _limits(rule: Limits, request: Mapping[object, object], earlier: Sequence[Problem]) -> Iterator[Problem]:
    place = member("", rule.parameter)
    if rule.parameter in request and not any(_within(problem.path, place) for problem in earlier):
        for found in check(rule.type, request[rule.parameter], place):
            yield Problem(found.path, "limited", found.expected + words.because(rule.when), found.got, found.meant)


def _within(path: str, place: str) -> bool:
    return path == place or path.startswith((place + ".", place + "["))
