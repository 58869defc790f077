"""One default in the description, another one in the schema."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.value import UNSET, same
from modelmint.lint.place import places
from modelmint.lint.prose.defaults import default
from modelmint.lint.row import Found, Row
from modelmint.lint.stated_default import stated
from modelmint.validate.quote import quote


def check(model: Model) -> Iterator[Found]:
    """Compare the default in words with the default that is declared."""
    for place in places(model):
        declared = place.parameter.default
        claim = default(place.doc) if declared is not UNSET and declared is not None else None
        value = stated(claim, place.type) if claim else UNSET
        if claim and value is not UNSET and not same(value, declared):
            yield Found(
                place.parameter.origin.child("description"),
                f'the default is {quote(value)} in the description ("{claim.quote}"), {quote(declared)} in the schema',
                f'if the description is right, [[correct]] at = "{place.path}.default" in the overlay',
                place.path,
            )


RULE = Row(
    "default-contradicts-prose",
    Severity.WARNING,
    "The description names another default than the schema: nobody knows what a call without the parameter does.",
    check,
)
