"""A whole request against a model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from modelmint.ir.model import Model
from modelmint.validate.check import members
from modelmint.validate.problem import Problem, listed
from modelmint.validate.quote import quote
from modelmint.validate.rules import broken_rules


def validate(model: Model, request: object) -> list[Problem]:
    """Everything wrong with a request body, in a fixed order; nothing if it is good.

    First the parameters in the order of their declaration, then unknown names in the order of their code
    points, then the rules in theirs. Never more than `LIMIT` problems and one that says that there are more.
    """
    if not isinstance(request, dict):
        return [Problem("", "null" if request is None else "wrong-type", "an object", quote(request))]
    return listed(_problems(model, request))


def _problems(model: Model, request: dict[object, object]) -> Iterator[Problem]:
    earlier: list[Problem] = []
    own = members(model.parameters, model.additional, request, "")
    for problem in chain(own, broken_rules(model, request, earlier)):
        earlier.append(problem)
        yield problem
