"""The report as Markdown, for pull requests and step summaries; and text made harmless for Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.report import Acknowledged, Entry, Report

# What means something wherever it stands; an underscore within a word does not.
_SPECIAL = re.compile(r"[\\`*\[\]<>|~$@#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#|[A-Za-z])|:(?=//)")
_NOUNS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}


def text(given: str) -> str:
    """Running text on one line in which nothing is markup, a link, a mention or HTML."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};" if match[0] in "@:" else f"\\{match[0]}", plain(given))


def code(given: str) -> str:
    """A code span on one line, in a table's cell too, fenced by more backticks than the text holds."""
    line = plain(given).replace("|", "\\|") or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if "`" in (line[0], line[-1]) else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def block(given: str, language: str = "") -> str:
    """A code block, with a fence that the text does not hold."""
    fence = "`" * max(3, max((len(run) + 1 for run in re.findall("`+", given)), default=3))
    lines = (plain(line) for line in given.split("\n"))
    return "\n".join((f"{fence}{language}", *lines, fence))


def render(report: Report) -> str:
    """Counts, then a table of the findings, then what is accepted for now."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield _summary(report)
    if report.entries:
        yield from ("", "| | code | place | what |", "| --- | --- | --- | --- |")
        yield from map(_row, report.entries)
    if report.acknowledged:
        yield from ("", "Accepted for now:", "")
        yield from map(_accepted, report.acknowledged)


def _summary(report: Report) -> str:
    counts = [f"{count} {_noun(severity, count)}" for severity in Severity if (count := report.count(severity))]
    return f"**modelmint:** {', '.join(counts) or 'nothing found'}"


def _noun(severity: Severity, count: int) -> str:
    return _NOUNS[severity] if count > 1 else severity.value


def _row(entry: Entry) -> str:
    finding = entry.finding
    named = finding.parameter is None or finding.message.startswith(finding.parameter)
    said = text(finding.message) if named else f"{code(finding.parameter or '')}: {text(finding.message)}"
    hint = f"<br>{text(finding.hint)}" if finding.hint else ""
    place = code(entry.place) if entry.place else ""
    return f"| {finding.severity.value} | {code(finding.code)} | {place} | {said}{hint} |"


def _accepted(acknowledged: Acknowledged) -> str:
    finding = acknowledged.entry.finding
    about = " ".join(filter(None, (finding.subject, finding.parameter)))
    return f"- {code(finding.code)} of {code(about)} until {acknowledged.expires}: {text(acknowledged.why)}"
