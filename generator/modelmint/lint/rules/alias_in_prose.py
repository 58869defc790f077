"""Two parameters for one thing."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import alias
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "same as ..." with the name of another parameter."""
    for place in places(model):
        others = frozenset(other.name for other in place.beside if other is not place.parameter)
        match = None if place.parameter.hidden else alias(place.doc, others)
        if match:
            name, phrase = match
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}": what happens when both are sent, and differ, is not said',
                f'offer one of the two: [[correct]] at = "{place.path}.hidden" in the overlay, or a rule with {name}',
                place.path,
            )


RULE = Row(
    "alias-in-prose",
    Severity.NOTE,
    "The description says that two parameters are the same, so that a request can contradict itself.",
    check,
)
