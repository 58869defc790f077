"""A list that is typed as one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import String
from modelmint.lint.place import places
from modelmint.lint.row import Found, Row

_LIST = re.compile(
    r"\b(?:comma|semicolon|newline|line|pipe)[- ](?:separated|delimited)\b(?: \w+){0,4}"
    r"|\bseparated by (?:a )?(?:commas?|semicolons?|newlines?|line breaks?|pipes?)\b"
    r"|\bJSON[- ](?:formatted )?(?:list|array)\b(?: of \w+)?",
    re.IGNORECASE,
)


def check(model: Model) -> Iterator[Found]:
    """Look for texts without a pattern whose description says that they hold several values."""
    for place in places(model):
        open_ = isinstance(place.type, String) and place.type.pattern is None
        match = _LIST.search(place.doc) if open_ else None
        if match:
            yield Found(
                place.parameter.origin.child("type"),
                f'typed as one string, and the description says "{match[0]}": its items cannot be checked',
                "nothing to correct if the API wants it so; a pattern in the overlay can check the items",
                place.path,
            )


RULE = Row(
    "list-as-string",
    Severity.NOTE,
    "A list is written into one text, so that neither its items nor their number can be checked.",
    check,
)
