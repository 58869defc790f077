"""A parameter that only the description keeps to a condition."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import Boolean
from modelmint.lint.place import Place, places
from modelmint.lint.prose.conditions import only_when, overridden, switched
from modelmint.lint.related import always, mentioned, ruled
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Look for "only used when ..." and "ignored if ...", with a condition on another parameter and no rule for it."""
    for place in places(model):
        phrase = None if ruled(model, place.name) else only_when(place.doc)
        others = mentioned(phrase, place, model) if phrase else ()
        if phrase and others and not always(phrase, others, place):
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{phrase}", the schema always allows it',
                f'add a [[rule]] to the overlay: when = {{ ... }}, forbids = ["{place.path}"], level = "advice"',
                place.path,
            )
        yield from _overridden(place, model)


def _overridden(place: Place, model: Model) -> Iterator[Found]:
    """Look for other parameters that this one's description calls ignored, always or unless it is so set."""
    switches = switched(place.doc) if isinstance(place.type, Boolean) else []
    for name, phrase in (*overridden(place.doc), *switches):
        other = next((one for one in place.beside if one.name == name and one is not place.parameter), None)
        if other and not ruled(model, name) and not only_when(other.doc):
            path = place.path.removesuffix(place.name) + name
            yield Found(
                place.parameter.origin.child("description"),
                f'the description of {place.path} says "{phrase}", the schema always allows {path}',
                f'add a [[rule]] to the overlay: when = {{ ... }}, forbids = ["{path}"], level = "advice"',
                path,
            )


RULE = Row(
    "only-when-only-in-prose",
    Severity.NOTE,
    "The description keeps the parameter to some requests and the schema does not, so that it is sent in vain.",
    check,
)
