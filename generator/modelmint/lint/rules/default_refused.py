"""A default that the parameter's own type refuses."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.value import UNSET
from modelmint.lint.place import places
from modelmint.lint.row import Found, Row
from modelmint.validate.check import check as problems


def check(model: Model) -> Iterator[Found]:
    """Validate each default against its type, range and values."""
    for place in places(model):
        value = place.parameter.default
        problem = None if value is UNSET else next(problems(place.parameter.type, value, ""), None)
        if problem:
            yield Found(
                place.parameter.origin.child("default"),
                f"the default is refused: {problem.message}",
                f'[[correct]] at = "{place.path}.default" in the overlay, or the constraint if that is wrong',
                place.path,
            )


RULE = Row(
    "default-refused",
    Severity.WARNING,
    "The schema refuses its own default: a client that sends what the schema says is turned away.",
    check,
)
