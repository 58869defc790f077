"""Vectors about rules: each applied and kept, and each broken with all others kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.rules import Forbids, Is, Limits, OneOf, Requires, Rule
from modelmint.validate import accepts
from modelmint.validate.quote import member
from modelmint.validate.words import because
from modelmint.vectors.search import Goal, Search, condition
from modelmint.vectors.wrong import wrong

_MOST = 6


@frozen
class Aim:
    """A goal, and the name of the vector that meets it."""

    goal: Goal
    name: str


def aims(search: Search) -> Iterator[Aim]:
    """What is to be looked for: a request for each rule that applies, and for each way to break it."""
    for number, rule in enumerate(search.rules, 1):
        start = condition(rule, search)
        if start is None:
            continue
        words = f"rule {number} ({rule.kind}{because(rule.when)})"
        yield Aim(start, f"{words}: kept")
        for goal, how in _broken(rule, start, search):
            yield Aim(goal, f"{words}: {how}")
            if (bare := _by_default(rule, goal, search)) is not None:
                yield Aim(bare, f"{words}, by default: {how}")


def _by_default(rule: Rule, goal: Goal, search: Search) -> Goal | None:
    """The goal with the condition left to defaults; None where they do not meet it."""
    told = [test for test in rule.when if isinstance(test, Is)]
    if not told or any(search.defaults.get(test.parameter, ...) not in test.values for test in told):
        return None
    names = {test.parameter for test in told}
    given = {name: value for name, value in goal.given.items() if name not in names}
    return replace(goal, given=given, banned=goal.banned | names)


def _broken(rule: Rule, start: Goal, search: Search) -> Iterator[tuple[Goal, str]]:
    if isinstance(rule, Requires):
        for name in rule.parameters[:_MOST]:
            yield replace(start, banned=start.banned | {name}, path=member("", name), code="needs"), f"no {name}"
    elif isinstance(rule, Forbids):
        for name in rule.parameters[:_MOST]:
            for value in search.values(name)[:1]:
                given = {name: value, **start.given}
                yield replace(start, given=given, path=member("", name), code="forbidden"), f"{name} given"
    elif isinstance(rule, OneOf):
        yield from _miscounted(rule, start, search)
    else:
        yield from _beyond(rule, start, search)


def _miscounted(rule: OneOf, start: Goal, search: Search) -> Iterator[tuple[Goal, str]]:
    """None of the parameters, and the first sets of them that are one too many."""
    if rule.least:
        yield replace(start, banned=start.banned | set(rule.parameters), code="one-of"), "none given"
    for names in [*combinations(rule.parameters, rule.most + 1)][:_MOST]:
        found = {name: value for name in names for value in search.values(name)[:1]}
        given = {**found, **start.given}
        yield replace(start, given=given, path="", code="one-of"), f"{', '.join(names)} given"


def _beyond(rule: Limits, start: Goal, search: Search) -> Iterator[tuple[Goal, str]]:
    name, parameter = rule.parameter, search.model.parameter(rule.parameter)
    for case in wrong(rule.type, member("", name)):
        if parameter is not None and accepts(parameter.type, case.value):
            given = {name: case.value, **start.given}
            yield replace(start, given=given, path=case.path, code="limited"), f"{name} {case.label}"
