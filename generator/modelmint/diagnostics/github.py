"""The report as annotations of GitHub Actions: one workflow command a finding."""

from __future__ import annotations

from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.report import Entry, Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """Commands that the runner turns into annotations in the files."""
    return "".join(f"{_command(entry)}\n" for entry in report.entries)


def _command(entry: Entry) -> str:
    finding = entry.finding
    properties = {"title": finding.code}
    if finding.origin is not None:
        properties = {"file": finding.origin.file, "line": str(entry.line or 1), **properties}
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{_message(entry)}"


def _message(entry: Entry) -> str:
    """Line ends between the parts are the only ones: a document's text cannot start a command of its own."""
    finding = entry.finding
    parts = (finding.said(finding.subject, finding.parameter), entry.source, finding.hint)
    return "%0A".join(_escape(plain(part)) for part in parts if part)


def _escape(text: str) -> str:
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _escape(plain(text)).replace(":", "%3A").replace(",", "%2C")
