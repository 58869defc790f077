"""Parameters of which only the description asks for one."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import one_of
from modelmint.lint.related import named_or_carried, ruled
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "either a or b must be provided", naming another parameter, and no rule for it."""
    for place in places(model):
        phrase = None if place.parameter.required or ruled(model, place.name) else one_of(place.doc)
        others = named_or_carried(phrase, place, model) if phrase else ()
        if others:
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}", the schema allows neither',
                f"add a [[rule]] to the overlay: one_of = {[place.path, *others]}".replace("'", '"'),
                place.path,
            )


RULE = Row(
    "one-of-only-in-prose",
    Severity.NOTE,
    "The description asks for one of several parameters and the schema does not, so that no client can check it.",
    check,
)
