"""The report as GitLab's code quality: a list of issues, each known again by what it says, wherever it stands."""

from __future__ import annotations

from collections import Counter
from typing import Final

from modelmint.diagnostics.baseline import fingerprint
from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain, plain_json
from modelmint.diagnostics.report import Entry, Report
from modelmint.ir.text import spell
from modelmint.ir.value import Json

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_NOWHERE: Final = "modelmint.toml"
"""GitLab shows no issue without a file: what stands in none is about the configuration."""


def render(report: Report) -> str:
    """One JSON array."""
    seen: Counter[str] = Counter()
    return plain_json(spell([_issue(entry, seen) for entry in report.entries]))


def _issue(entry: Entry, seen: Counter[str]) -> Json:
    finding = entry.finding
    said = finding.said(finding.subject, finding.parameter)
    same = fingerprint(finding)
    seen[same] += 1
    return {
        "description": plain("; ".join(filter(None, (said, finding.hint)))),
        "check_name": plain(finding.code),
        "fingerprint": f"{same}-{seen[same]}",
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": plain(finding.origin.file if finding.origin else _NOWHERE),
            "lines": {"begin": entry.line or 1},
        },
    }
