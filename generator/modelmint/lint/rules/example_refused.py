"""An example that the schema refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.row import Found, Row
from modelmint.validate import Problem, validate
from modelmint.validate.check import check as problems

_STEP = re.compile(r"[^.\[\]]+")
_HINT = "do not copy it; if the API takes it, correct the schema in the overlay"


def check(model: Model) -> Iterator[Found]:
    """Validate each request that the provider shows, and each value shown beside a parameter."""
    for example in model.examples:
        for problem in validate(model, example.request):
            shown = "" if problem.code in ("required", "needs", "one-of") else problem.path
            origin = example.origin.child(*_STEP.findall(shown))
            yield Found(origin, f"the example request is refused: {_words(problem)}", _HINT, problem.path or None)
    for place in places(model):
        for number, value in enumerate(place.parameter.examples):
            found = next(problems(place.parameter.type, value, ""), None)
            if found:
                origin = place.parameter.origin.child("examples", number)
                yield Found(origin, f"the example is refused: {found.message}", _HINT, place.path)


def _words(problem: Problem) -> str:
    if problem.code == "unknown":
        return f"there is no parameter {problem.path}"
    return str(problem)


RULE = Row(
    "example-refused",
    Severity.WARNING,
    "The schema refuses an example that the provider shows: one of the two is wrong, and people copy examples.",
    check,
)
