"""The report for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.report import Acknowledged, Entry, Report
from modelmint.ir.frozen import frozen

RED, GREEN, YELLOW, CYAN = "31", "32", "33", "36"
_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: CYAN}
_BOLD, _DIM = "1", "2"


@frozen
class Style:
    """How a text looks: with colours or without."""

    colour: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str], *, terminal: bool) -> Style:
        """Colours on a terminal only, unless `NO_COLOR` forbids or `FORCE_COLOR` demands them."""
        if environment.get("NO_COLOR"):
            return cls(colour=False)
        return cls(colour=bool(environment.get("FORCE_COLOR")) or (terminal and environment.get("TERM") != "dumb"))

    def paint(self, text: str, code: str) -> str:
        """The text in a colour."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()


def render(report: Report, style: Style = PLAIN) -> str:
    """A line for each finding with its place, weight and code, below it what stands there and what to do.

    Empty if nothing was found.
    """
    widths = _Widths.of(report.entries)
    rows = [row for entry in report.entries for row in _rows(entry, widths, style)]
    rows += [_accepted(each, style) for each in report.acknowledged]
    return "".join(f"{row.rstrip()}\n" for row in [*rows, *_summary(report, style)])


@frozen
class _Widths:
    place: int
    severity: int
    code: int

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _Widths:
        return cls(
            min(70, max((len(plain(entry.place)) for entry in entries), default=0)),
            max((len(entry.finding.severity.value) for entry in entries), default=0),
            max((len(entry.finding.code) for entry in entries), default=0),
        )


def _rows(entry: Entry, widths: _Widths, style: Style) -> Iterator[str]:
    finding = entry.finding
    place = style.paint(f"{plain(entry.place):<{widths.place}}", _BOLD)
    severity = style.paint(f"{finding.severity.value:<{widths.severity}}", _COLOURS[finding.severity])
    yield f"{place}  {severity}  {finding.code:<{widths.code}}  {_said(entry)}"
    if entry.source:
        yield style.paint(f"    | {plain(entry.source)}", _DIM)
    if finding.hint:
        yield f"    {style.paint('next:', _DIM)} {plain(finding.hint)}"


def _said(entry: Entry) -> str:
    finding = entry.finding
    named = finding.parameter is None or finding.message.startswith(finding.parameter)
    return plain(finding.message if named else f"{finding.parameter}: {finding.message}")


def _accepted(acknowledged: Acknowledged, style: Style) -> str:
    finding = acknowledged.entry.finding
    about = " ".join(filter(None, (finding.subject, finding.parameter)))
    row = f"accepted until {acknowledged.expires}  {finding.code}  {about}: {acknowledged.why}"
    return style.paint(plain(row), _DIM)


def _summary(report: Report, style: Style) -> Iterator[str]:
    counts = [(report.count(severity), severity) for severity in Severity]
    words = [style.paint(_counted(count, severity.value), _COLOURS[severity]) for count, severity in counts if count]
    if report.acknowledged:
        words.append(f"{len(report.acknowledged)} accepted")
    if report.known and words:
        words.append(f"{report.known} known from before")
    if words:
        yield ", ".join(words) + (" (exit 1)" if report.failed else "")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
