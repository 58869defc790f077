"""One value that every form of report is made from: findings, their lines, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.locate import lines, nearest
from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    from modelmint.config import Acknowledgement

Texts: TypeAlias = Callable[[str], str | None]
"""What a file says, by the name that findings give it; None if it cannot be read."""

_LONGEST = 160


@frozen
class Entry:
    """A finding with its line, counted from 1, and what stands there; 0 and nothing where it has no place."""

    finding: Finding
    line: int = 0
    source: str = ""

    @property
    def place(self) -> str:
        """`file:line`, or the file, or the subject where there is no file."""
        origin = self.finding.origin
        if origin is None:
            return self.finding.subject
        return f"{origin.file}:{self.line}" if self.line else origin.file


@frozen
class Acknowledged:
    """A finding that the configuration accepts: why, and up to which day."""

    entry: Entry
    why: str
    expires: date


@frozen
class Report:
    """Findings in the order in which the stages gave them, and those that are accepted for now.

    `known` counts the findings that were there before, by the baseline, and are not among the others.
    """

    entries: tuple[Entry, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    known: int = 0

    def count(self, severity: Severity) -> int:
        """How many findings weigh that much."""
        return sum(entry.finding.severity is severity for entry in self.entries)

    def joined(self, other: Report) -> Report:
        """This report, and then another."""
        entries, acknowledged = (*self.entries, *other.entries), (*self.acknowledged, *other.acknowledged)
        return Report(entries, acknowledged, self.known + other.known)

    @property
    def failed(self) -> bool:
        """Whether a command that found this ends with 1: there is an error or a warning."""
        return any(entry.finding.severity is not Severity.NOTE for entry in self.entries)


def locate(findings: Iterable[Finding], texts: Texts) -> tuple[Entry, ...]:
    """Findings with their lines. Each file is read and walked once, and only if a finding points into it."""

    @cache
    def known(file: str) -> tuple[Sequence[str], Mapping[str, int]]:
        text = texts(file)
        return ([], {}) if text is None else (text.split("\n"), lines(text, file))

    return tuple(_entry(finding, known) for finding in findings)


def accept(pairs: Iterable[tuple[Finding, Acknowledgement]], texts: Texts) -> tuple[Acknowledged, ...]:
    """Findings with what accepts each, with their lines."""
    pairs = tuple(pairs)
    entries = locate((finding for finding, _ in pairs), texts)
    return tuple(Acknowledged(entry, by.why, by.expires) for entry, (_, by) in zip(entries, pairs, strict=True))


def _entry(finding: Finding, known: Callable[[str], tuple[Sequence[str], Mapping[str, int]]]) -> Entry:
    origin = finding.origin
    if origin is None or not origin.pointer:
        return Entry(finding, origin.line if origin else 0)
    rows, places = known(origin.file)
    if not rows:
        return Entry(finding)
    line = nearest(places, origin.pointer)
    source = rows[line - 1].strip()
    if not any(map(str.isalnum, source)):  # the brace that opens an object tells nobody anything
        source = ""
    return Entry(finding, line, source if len(source) <= _LONGEST else f"{source[: _LONGEST - 3]}...")
