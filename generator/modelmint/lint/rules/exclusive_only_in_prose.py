"""Parameters that only the description keeps apart."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.lint.place import places
from modelmint.lint.prose.conditions import exclusive
from modelmint.lint.related import named, ruled
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "mutually exclusive with ..." and its like, naming another parameter, and no rule for it."""
    for place in places(model):
        phrase = None if ruled(model, place.name) else exclusive(place.doc)
        others = named(phrase, place) if phrase else ()
        if phrase and others:
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase.rstrip(".")}", the schema allows both',
                f"add a [[rule]] to the overlay: one_of = {[place.path, *others]}, least = 0".replace("'", '"'),
                place.path,
            )


RULE = Row(
    "exclusive-only-in-prose",
    Severity.NOTE,
    "The description keeps two parameters apart and the schema does not, so that no client can check it.",
    check,
)
