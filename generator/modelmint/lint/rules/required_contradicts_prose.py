"""A parameter that the schema requires and the description calls optional."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import optional
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "optional" and "if not provided" in the descriptions of required parameters."""
    for place in places(model):
        phrase = optional(place.doc) if place.parameter.required else None
        if phrase:
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}", the schema requires it',
                f'if the description is right, [[correct]] at = "{place.path}.required" in the overlay',
                place.path,
            )


RULE = Row(
    "required-contradicts-prose",
    Severity.WARNING,
    "The schema requires what the description calls optional: clients ask for what nobody needs.",
    check,
)
