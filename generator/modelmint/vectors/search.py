"""Looking for a request that does what a vector is about and is right in all else, rules included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model, Parameter
from modelmint.ir.rules import Absent, Is, Limits, OneOf, Present, Rule, Test
from modelmint.ir.types import Enum, Nullable, Type
from modelmint.ir.value import UNSET
from modelmint.validate import Problem, validate
from modelmint.validate.check import check
from modelmint.validate.equal import equal
from modelmint.validate.problem import listed as all_of
from modelmint.validate.quote import member
from modelmint.validate.rules import holds
from modelmint.vectors.simple import json, values

Request = dict[str, object]
Found = tuple[Request, list[Problem]]
"""A request and its problems."""

_MOST_STEPS = 60
_MOST_VALUES = 3
_OF_RULES = frozenset({"needs", "forbidden", "one-of", "limited"})


@frozen
class Goal:
    """What a request must hold and must not hold, and the one problem it must have, by path and code; or none."""

    given: Mapping[str, object] = field(default_factory=dict)
    banned: frozenset[str] = frozenset()
    path: str = ""
    code: str = ""

    def is_met(self, problem: Problem) -> bool:
        """Whether this is the problem that is wanted."""
        return bool(self.code) and (problem.path, problem.code) == (self.path, self.code)

    def reached(self, problems: Sequence[Problem]) -> bool:
        """Whether these are the problems that are wanted, and no others."""
        return len(problems) == bool(self.code) and all(map(self.is_met, problems))


class Search:
    """Finds requests to one model. It starts with what is required and mends what the validator says, step by step."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.by_path = {member("", one.name): one for one in model.parameters}
        self.rules = [rule for rule in model.rules if rule.level == "error"]
        self.defaults: dict[object, object] = {
            one.name: one.default for one in model.parameters if one.default is not UNSET
        }
        self._values: dict[str, list[object]] = {}
        tests = (test for rule in self.rules for test in rule.when)
        self._weighed = {test.parameter for test in tests if isinstance(test, Is)}
        self._weighed |= {rule.parameter for rule in self.rules if isinstance(rule, Limits)}

    def values(self, name: str) -> list[object]:
        """A few right values of a parameter."""
        if name not in self._values:
            parameter = self.model.parameter(name)
            self._values[name] = [] if parameter is None else list(islice(values(parameter), _MOST_VALUES))
        return self._values[name]

    def find(self, goal: Goal, host: Request | None = None) -> Found | None:
        """A request that meets the goal, in the order of the parameters; None where none is found.

        A `host` is a right request that was found before, to try first.
        """
        if host is not None and (alone := self._of_a_value(goal, host)) is not None and goal.reached(alone):
            return {**host, **goal.given}, alone
        open_ = [self._start(goal)]
        if host is not None:
            open_.append({**{name: host[name] for name in host if name not in goal.banned}, **goal.given})
        seen: set[str] = set()
        for _ in range(_MOST_STEPS):
            if not open_:
                return None
            request = open_.pop()
            problems = validate(self.model, request)
            left = [problem for problem in problems if not goal.is_met(problem)]
            if goal.reached(problems):
                return self.ordered(request), problems
            if goal.code and goal.code not in _OF_RULES and len(left) == len(problems):
                continue
            new = [one for one in self._mended(request, left, goal) if repr(one) not in seen]
            seen.update(map(repr, new))
            open_ += reversed(new)
        return None

    def _of_a_value(self, goal: Goal, host: Request) -> list[Problem] | None:
        """The problems of a right request that is given another value; None if they may be more than the value's own.

        They are not, if rules ask no more of its parameter than whether it is there, which it was.
        """
        name, value = next(iter(goal.given.items()), ("", None))
        parameter = self.model.parameter(name) if name in host and name not in self._weighed else None
        if parameter is None or goal.banned or len(goal.given) > 1:
            return None
        return all_of(check(parameter.type, value, member("", name)))

    def _start(self, goal: Goal) -> Request:
        wanted = (one.name for one in self.model.parameters if one.required and one.name not in goal.banned)
        known = {name: self.values(name)[0] for name in wanted if name not in goal.given and self.values(name)}
        return {**known, **goal.given}

    def ordered(self, request: Request) -> Request:
        """The request with the task first, then the parameters as they are declared."""
        first = [self.model.task] if self.model.task in request else []
        names = dict.fromkeys([*first, *(one.name for one in self.model.parameters if one.name in request), *request])
        return {name: request[name] for name in names if name is not None}

    def _mended(self, request: Request, left: list[Problem], goal: Goal) -> Iterator[Request]:
        """The request with one thing changed that may take its first problem away."""
        problem = next(iter(left), None)
        if problem is None:
            return
        own = self.by_path.get(problem.path)
        if problem.code in ("required", "needs") and own and own.name not in goal.banned:
            yield from self._with(request, own.name)
        if problem.code == "forbidden" and own and own.name not in goal.given:
            yield without(request, own.name)
        if problem.code == "limited":
            yield from self._within_limits(request, problem, goal)
        given: dict[object, object] = dict(request.items())
        said = {**self.defaults, **given}
        for rule in self.rules if problem.code in _OF_RULES else ():
            if holds(rule.when, given, said):
                yield from self._counted(rule, request, goal) if isinstance(rule, OneOf) else ()
                yield from self._escaped(rule, request, own, goal)

    def _with(self, request: Request, name: str) -> Iterator[Request]:
        yield from ({**request, name: value} for value in self.values(name))

    def _within_limits(self, request: Request, problem: Problem, goal: Goal) -> Iterator[Request]:
        for rule in self.rules:
            if isinstance(rule, Limits) and problem.path.startswith(member("", rule.parameter)):
                name, parameter = rule.parameter, self.model.parameter(rule.parameter)
                if name not in goal.given and parameter is not None:
                    narrowed = Parameter(name, rule.type, parameter.origin)
                    yield from ({**request, name: value} for value in islice(values(narrowed), _MOST_VALUES))
                    yield without(request, name)

    def _counted(self, rule: OneOf, request: Request, goal: Goal) -> Iterator[Request]:
        """One parameter more, or one less, of those that a rule counts; hidden ones come last."""
        count = sum(name in request for name in rule.parameters)
        if count < rule.least:
            names = [name for name in rule.parameters if name not in request and name not in goal.banned]
            for name in sorted(names, key=lambda name: getattr(self.model.parameter(name), "hidden", True)):
                yield from self._with(request, name)
        elif count > rule.most:
            yield from (without(request, name) for name in rule.parameters if name not in goal.given)

    def _escaped(self, rule: Rule, request: Request, own: Parameter | None, goal: Goal) -> Iterator[Request]:
        """The request changed so that a rule's condition does not hold, if the rule is about the parameter."""
        about = (rule.parameter,) if isinstance(rule, Limits) else rule.parameters
        if own is not None and own.name not in about:
            return
        for test in rule.when:
            yield from self._unlike(test, request, goal)

    def _unlike(self, test: Test, request: Request, goal: Goal) -> Iterator[Request]:
        name = test.parameter
        if name in goal.given:
            return
        if isinstance(test, Absent):
            yield from self._with(request, name) if name not in goal.banned else ()
        elif isinstance(test, Present):
            yield without(request, name)
        elif name not in goal.banned:
            parameter = self.model.parameter(name)
            others = listed(parameter.type) if parameter else ()
            for value in others or self.values(name):
                if not any(equal(value, other) for other in test.values):
                    yield {**request, name: value}
        else:
            yield without(request, name)


def without(request: Request, name: str) -> Request:
    """The request without a parameter."""
    return {key: value for key, value in request.items() if key != name}


def listed(type_: Type) -> tuple[object, ...]:
    """The values of an enumeration, none for other types."""
    if isinstance(type_, Nullable):
        return listed(type_.inner)
    return tuple(map(json, type_.values)) if isinstance(type_, Enum) else ()


def condition(rule: Rule, search: Search) -> Goal | None:
    """A goal under which a rule's condition holds; None where no value is known for a parameter of it."""
    given: Request = {}
    for test in rule.when:
        if isinstance(test, Is):
            given[test.parameter] = json(test.values[0])
        elif isinstance(test, Present) and test.parameter not in given:
            found = search.values(test.parameter)
            if not found:
                return None
            given[test.parameter] = found[0]
    return Goal(given, frozenset(test.parameter for test in rule.when if isinstance(test, Absent)))
