"""A number of items that only the description gives."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.lint.constraint import COUNT, omissions
from modelmint.lint.row import Row

RULE = Row(
    "count-only-in-prose",
    Severity.NOTE,
    "The description limits the number of items and the constraint does not, so that no client can check it.",
    omissions(COUNT),
)
