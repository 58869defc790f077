"""One range of numbers in the description, another one in the constraint."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.lint.constraint import RANGE, contradictions
from modelmint.lint.row import Row

RULE = Row(
    "range-contradicts-prose",
    Severity.WARNING,
    "The description gives one range and the constraint another: which numbers are taken is open.",
    contradictions(RANGE),
)
