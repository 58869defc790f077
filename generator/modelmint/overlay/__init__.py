"""Our corrections of a model, each with was, now, why and source; a stale one is a finding."""

from __future__ import annotations

from datetime import date

from modelmint.diagnostics.finding import Finding
from modelmint.ir.model import Model
from modelmint.overlay.apply import outcomes
from modelmint.overlay.codes import CODES, findings_of
from modelmint.overlay.entries import Correction, Outcome, Overlay, RuleEntry, Status
from modelmint.overlay.reader import parse_overlay, read_overlay

__all__ = [
    "CODES",
    "Correction",
    "Outcome",
    "Overlay",
    "RuleEntry",
    "Status",
    "apply",
    "outcomes",
    "parse_overlay",
    "read_overlay",
]


def apply(model: Model, overlay: Overlay | None, today: date) -> tuple[Model, list[Finding]]:
    """The corrected model, and a finding for each entry that is stale.

    A correction applies only where the document still says what it said when the correction was
    written. The model does not depend on the day, only the findings do.
    """
    if overlay is None:
        return model, []
    corrected, became = outcomes(model, overlay)
    return corrected, [finding for outcome in became for finding in findings_of(outcome, overlay.ref, today)]
