"""A parameter that only the description calls deprecated."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import deprecated
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for a deprecation in words where the schema has no flag for it."""
    for place in places(model):
        phrase = None if place.parameter.deprecated else deprecated(place.doc)
        if phrase:
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}", the schema does not mark it',
                f'[[correct]] at = "{place.path}.deprecated" in the overlay',
                place.path,
            )


RULE = Row(
    "deprecated-only-in-prose",
    Severity.NOTE,
    "The description calls the parameter deprecated and the schema does not, so that no client warns of it.",
    check,
)
