"""A length of text that only the description gives."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.lint.constraint import LENGTH, omissions
from modelmint.lint.row import Row

RULE = Row(
    "length-only-in-prose",
    Severity.NOTE,
    "The description limits the length of text and the constraint does not, so that no client can check it.",
    omissions(LENGTH),
)
