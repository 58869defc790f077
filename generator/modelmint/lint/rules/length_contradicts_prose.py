"""One length of text in the description, another one in the constraint."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.lint.constraint import LENGTH, contradictions
from modelmint.lint.row import Row

RULE = Row(
    "length-contradicts-prose",
    Severity.WARNING,
    "The description gives one length and the constraint another: which texts are taken is open.",
    contradictions(LENGTH),
)
