"""A range of numbers that only the description gives."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.lint.constraint import RANGE, omissions
from modelmint.lint.row import Row

RULE = Row(
    "range-only-in-prose",
    Severity.NOTE,
    "The description limits the range of numbers and the constraint does not, so that no client can check it.",
    omissions(RANGE),
)
