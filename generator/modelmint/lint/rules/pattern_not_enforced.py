"""A pattern that no validator can be trusted with."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import String
from modelmint.ir.walk import all_types
from modelmint.lint.place import places
from modelmint.lint.row import Found, Row
from modelmint.validate.pattern import flaw


def check(model: Model) -> Iterator[Found]:
    """Look for patterns that may hang, or that languages read differently."""
    for place in places(model):
        patterns = (type_.pattern for type_ in all_types(place.type) if isinstance(type_, String) and type_.pattern)
        for pattern in patterns:
            if reason := flaw(pattern):
                yield Found(
                    place.parameter.origin,
                    f"the pattern {pattern!r} is not enforced by anything that is generated: {reason}",
                    f'[[correct]] at = "{place.path}.pattern" in the overlay, with one that says the same plainly',
                    place.path,
                )


RULE = Row(
    "pattern-not-enforced",
    Severity.WARNING,
    "A pattern may hang on hostile text or mean different things in different languages, so that no validator uses it.",
    check,
)
