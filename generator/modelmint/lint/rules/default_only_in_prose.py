"""A default that only the description names."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.value import UNSET
from modelmint.lint.place import places
from modelmint.lint.prose.defaults import default
from modelmint.lint.row import Found, Row
from modelmint.lint.stated_default import stated


def check(model: Model) -> Iterator[Found]:
    """Look for a default in the description of an optional parameter that declares none."""
    for place in places(model):
        silent = place.parameter.default is UNSET or place.parameter.default is None
        claim = default(place.doc) if silent and not place.parameter.required else None
        if claim and stated(claim, place.type) is not UNSET:
            yield Found(
                place.parameter.origin.child("description"),
                f'the description says "{claim.quote}", the schema names no default',
                f'[[correct]] at = "{place.path}.default" in the overlay',
                place.path,
            )


RULE = Row(
    "default-only-in-prose",
    Severity.NOTE,
    "The description names a default and the schema does not, so that no client can show it.",
    check,
)
