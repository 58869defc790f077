"""The report for programs: `report.schema.json` describes it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain_json
from modelmint.diagnostics.report import Acknowledged, Entry, Report
from modelmint.ir.text import spell
from modelmint.ir.value import Json

VERSION: Final = 1
"""Of the form. It rises when a key changes its meaning or goes; new keys may come without."""

SCHEMA = Path(__file__).parent / "report.schema.json"
"""The published JSON Schema of the form."""


def render(report: Report) -> str:
    """The report as one JSON object, indented."""
    return plain_json(spell(as_json(report)))


def as_json(report: Report) -> dict[str, Json]:
    """The report as a JSON value, for a command that says more beside it."""
    return {
        "version": VERSION,
        "failed": report.failed,
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "acknowledged": len(report.acknowledged),
            "known": report.known,
        },
        "findings": [_entry(entry) for entry in report.entries],
        "acknowledged": [_acknowledged(each) for each in report.acknowledged],
    }


def _entry(entry: Entry) -> dict[str, Json]:
    finding, origin = entry.finding, entry.finding.origin
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": _whole(finding.message),
        "hint": _whole(finding.hint),
        "subject": _whole(finding.subject),
        "parameter": None if finding.parameter is None else _whole(finding.parameter),
        "file": None if origin is None else _whole(origin.file),
        "line": entry.line or None,
        "pointer": None if origin is None else _whole(origin.pointer),
        "source": _whole(entry.source) or None,
    }


def _acknowledged(acknowledged: Acknowledged) -> dict[str, Json]:
    return {
        **_entry(acknowledged.entry),
        "why": _whole(acknowledged.why),
        "expires": acknowledged.expires.isoformat(),
    }


def _whole(text: str) -> str:
    """Half a surrogate pair can stand in a JSON text, but in no file."""
    return text.encode("utf-8", "replace").decode()
