"""A report as plain JSON and back, exactly: for what a run may take over from an earlier one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.report import Acknowledged, Entry, Report
from modelmint.ir.origin import Origin


def to_cache(report: Report) -> dict[str, Any]:
    """The report as JSON holds it."""
    return {
        "entries": [_entry(entry) for entry in report.entries],
        "known": report.known,
        "acknowledged": [[_entry(each.entry), each.why, each.expires.isoformat()] for each in report.acknowledged],
    }


def from_cache(value: dict[str, Any]) -> Report:
    """The report that `to_cache` made this from."""
    return Report(
        tuple(_entry_from(entry) for entry in value["entries"]),
        tuple(
            Acknowledged(_entry_from(entry), why, date.fromisoformat(day)) for entry, why, day in value["acknowledged"]
        ),
        value["known"],
    )


def _entry(entry: Entry) -> dict[str, Any]:
    value = asdict(entry)
    value["finding"]["severity"] = entry.finding.severity.value
    return value


def _entry_from(value: dict[str, Any]) -> Entry:
    finding = value["finding"]
    origin = finding["origin"] and Origin(**finding["origin"])
    return Entry(
        Finding(**{**finding, "severity": Severity(finding["severity"]), "origin": origin}),
        value["line"],
        value["source"],
    )
