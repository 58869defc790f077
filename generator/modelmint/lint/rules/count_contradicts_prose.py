"""One number of items in the description, another one in the constraint."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.lint.constraint import COUNT, contradictions
from modelmint.lint.row import Row

RULE = Row(
    "count-contradicts-prose",
    Severity.WARNING,
    "The description gives one number of items and the constraint another: which lists are taken is open.",
    contradictions(COUNT),
)
