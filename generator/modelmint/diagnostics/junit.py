"""The report as JUnit XML, which most CI servers list as tests."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.report import Acknowledged, Entry, Report


def render(report: Report) -> str:
    """One case for each finding: errors and warnings fail, notes pass, what is accepted is skipped."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    cases = [*map(_case, report.entries), *map(_skipped, report.acknowledged)]
    failures = sum(entry.finding.severity is not Severity.NOTE for entry in report.entries)
    counts = f'tests="{max(len(cases), 1)}" failures="{failures}" errors="0" skipped="{len(report.acknowledged)}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="modelmint" {counts}>'
    yield f'  <testsuite name="modelmint" {counts}>'
    # A server takes a file without any case for a run that broke.
    yield from cases or ['    <testcase classname="modelmint" name="nothing found"/>']
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(entry: Entry) -> str:
    finding = entry.finding
    if finding.severity is Severity.NOTE:
        return f"    <testcase {_names(finding)}><system-out>{_text(_detail(entry))}</system-out></testcase>"
    told = f"message={_attribute(finding.message)} type={_attribute(finding.severity.value)}"
    return f"    <testcase {_names(finding)}><failure {told}>{_text(_detail(entry))}</failure></testcase>"


def _skipped(acknowledged: Acknowledged) -> str:
    why = f"accepted until {acknowledged.expires}: {acknowledged.why}"
    return f"    <testcase {_names(acknowledged.entry.finding)}><skipped message={_attribute(why)}/></testcase>"


def _names(finding: Finding) -> str:
    about = finding.subject or (finding.origin.file if finding.origin else "modelmint")
    name = f"{finding.code} {finding.parameter or ''}".strip()
    return f"classname={_attribute(about)} name={_attribute(name)}"


def _detail(entry: Entry) -> str:
    finding = entry.finding
    return ". ".join(filter(None, (entry.place, finding.message, finding.hint)))


def _attribute(text: str) -> str:
    return quoteattr(_printable(text))


def _text(text: str) -> str:
    return escape(_printable(text))


def _printable(text: str) -> str:
    """Text in which nothing is forbidden in XML."""
    return plain(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
