"""A parameter that only the description requires under a condition."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import required_when
from modelmint.lint.related import mentioned, ruled
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "required when ...", with a condition on another parameter and no rule for it."""
    for place in places(model):
        phrase = None if place.parameter.required or ruled(model, place.name) else required_when(place.doc)
        if phrase and mentioned(phrase, place, model):
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}", the schema never requires it',
                f'add a [[rule]] to the overlay: when = {{ ... }}, requires = ["{place.path}"]',
                place.path,
            )


RULE = Row(
    "required-when-only-in-prose",
    Severity.NOTE,
    "The description requires the parameter under a condition and the schema does not, so that no client can check it.",
    check,
)
