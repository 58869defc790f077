"""From a model to its vectors: every candidate is put into a request, and kept if the reference says what it should."""

from __future__ import annotations

import re

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model, Parameter
from modelmint.ir.value import UNSET, Unset
from modelmint.validate import validate
from modelmint.validate.quote import member
from modelmint.vectors.case import Case
from modelmint.vectors.of_rules import aims
from modelmint.vectors.right import right
from modelmint.vectors.search import Found, Goal, Request, Search
from modelmint.vectors.simple import json
from modelmint.vectors.vector import Vector
from modelmint.vectors.wrong import wrong
from modelmint.vectors.wrong_inside import unknown

MOST = 1000
"""How many vectors a model has at most."""

_JOINED = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f]")
"""Two halves of a surrogate pair beside each other, as `repr` shows them: JSON makes one character of the two."""


@frozen
class Derived:
    """The vectors of a model, and what none could be made for, each in a few words."""

    vectors: tuple[Vector, ...]
    missing: tuple[str, ...] = ()


def derive(model: Model) -> tuple[Vector, ...]:
    """The vectors of a model: the same each time, valid ones first, each checked by the reference validator."""
    return derived(model).vectors


def derived(model: Model) -> Derived:
    """The vectors of a model, and what has none."""
    if model.unreadable is not None:
        return Derived((), (f"the document cannot be read: {model.unreadable}",))
    found = _Vectors(model)
    found.whole()
    for parameter in model.parameters:
        found.of(parameter)
    found.names()
    found.rules()
    return found.result()


class _Vectors:
    """The vectors of a model while they are found."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.search = Search(model)
        self.base = self.search.find(Goal())
        self.found: dict[str, Vector] = {}
        self.requests: set[str] = set()
        self.lacking: dict[str, bool] = {}

    def result(self) -> Derived:
        """Valid vectors first; what has no vector is named."""
        rows = sorted(self.found.values(), key=lambda vector: not vector.valid)
        left_out = (f"{len(rows) - MOST} more vectors than the {MOST} that are kept",) if len(rows) > MOST else ()
        return Derived(tuple(rows[:MOST]), (*(name for name, lacks in self.lacking.items() if lacks), *left_out))

    def whole(self) -> None:
        """Requests as a whole: the smallest, the one that says every default, and the one that says everything."""
        self._keep("nothing optional", self.base)
        defaults = {one.name: json(one.default) for one in self.model.parameters if not isinstance(one.default, Unset)}
        self._keep("everything at its default", self._with_all(defaults))
        firsts = {one.name: value for one in self.model.parameters for value in self.search.values(one.name)[:1]}
        self._keep("everything that goes together", self._with_all(firsts))

    def _with_all(self, values: Request) -> Found | None:
        """The smallest request with all the values, each unless it is refused beside those before it."""
        if self.base is None:
            return None
        request = self.base[0] | values
        if validate(self.model, request):
            request = self.base[0]
            for name, value in values.items():
                fuller = {**request, name: value}
                request = request if validate(self.model, fuller) else fuller
        return self.search.ordered(request), []

    def of(self, parameter: Parameter) -> None:
        """Right and wrong values of a parameter, in the smallest request that holds it."""
        path, name = member("", parameter.name), parameter.name
        value = next(iter(self.search.values(name)), UNSET)
        host = None if value is UNSET else self.search.find(Goal({name: value}))
        for case in (*right(parameter.type, path), *wrong(parameter.type, path)):
            self._try(Goal({name: case.value}, path=case.path, code=case.code), case, host)
        if parameter.required:
            goal = Goal({}, frozenset({name}), path, "required")
            self._try(goal, Case(None, "left out", path, "required"), self.base)

    def _try(self, goal: Goal, case: Case, host: Found | None) -> None:
        found = self.search.find(goal, host[0] if host else None)
        if found is not None and case.suggestion is not None and found[1][0].suggestion != case.suggestion:
            found = None
        self._keep(f"{case.path}: {case.label}", found, f"{case.path}: {case.code or case.label}")

    def names(self) -> None:
        """Names that no parameter has."""
        others = self.model.additional
        if others is None:
            for case in unknown([one.name for one in self.model.visible()], {}, ""):
                assert isinstance(case.value, dict)
                self._try(Goal(case.value, path=case.path, code=case.code), case, self.base)
        else:
            for case in (*right(others, "another"), *wrong(others, "another")):
                self._try(Goal({"another": case.value}, path=case.path, code=case.code), case, self.base)

    def rules(self) -> None:
        """Each rule kept and broken."""
        for aim in aims(self.search):
            self._keep(aim.name, self.search.find(aim.goal))

    def _keep(self, name: str, found: Found | None, about: str = "") -> None:
        """Keep a vector, unless one has its request; if there is none, remember what lacks one."""
        text = "" if found is None else repr(found[0])
        if _JOINED.search(text):
            found = None  # no document and no vectors' file can hold it
        self.lacking[about or name] = self.lacking.get(about or name, True) and found is None
        if found is not None and text not in self.requests:
            self.requests.add(text)
            unused = self._unused(name)
            self.found[unused] = Vector(unused, found[0], tuple(found[1]))

    def _unused(self, name: str) -> str:
        number, other = 1, name
        while other in self.found:
            number += 1
            other = f"{name} ({number})"
        return other
