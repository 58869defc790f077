"""A parameter that only the description keeps to a condition."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import only_when
from modelmint.lint.related import mentioned, ruled
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "only used when ..." and "ignored if ...", with a condition on another parameter and no rule for it."""
    for place in places(model):
        phrase = None if ruled(model, place.name) else only_when(place.doc)
        if phrase and mentioned(phrase, place, model):
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}", the schema always allows it',
                f'add a [[rule]] to the overlay: when = {{ ... }}, forbids = ["{place.path}"], level = "advice"',
                place.path,
            )


RULE = Row(
    "only-when-only-in-prose",
    Severity.NOTE,
    "The description keeps the parameter to some requests and the schema does not, so that it is sent in vain.",
    check,
)
