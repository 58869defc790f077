"""Findings that were there before a project adopted the tool, kept in a file so that only new ones are reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeAlias

from modelmint.diagnostics.finding import Finding
from modelmint.diagnostics.plain import plain

Baseline: TypeAlias = Counter[str]
"""How often each finding is known, by its fingerprint."""

_HEAD = "# Findings that were there before: fingerprint, code, what it is about. Without its line, one shows again."


def fingerprint(finding: Finding) -> str:
    """What tells a finding from others, wherever it stands: not its line, nor its hint."""
    parts = (finding.code, finding.subject, finding.parameter or "", finding.message)
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def spell(findings: Iterable[Finding]) -> str:
    """The text of a baseline that holds these findings."""
    rows = (f"{fingerprint(each)}  {each.code}  {plain(_about(each))}".rstrip() for each in findings)
    return "\n".join((_HEAD, *sorted(rows))) + "\n"


def _about(finding: Finding) -> str:
    return " ".join(filter(None, (finding.subject, finding.parameter)))


def parse(text: str) -> Baseline:
    """The baseline that a text holds."""
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return Counter(row[0] for row in rows if row)


def without(findings: Iterable[Finding], baseline: Baseline) -> tuple[Finding, ...]:
    """The findings that the baseline does not know. One that is known once and found twice is new once."""
    left = Counter(baseline)
    new = []
    for finding in findings:
        key = fingerprint(finding)
        if left[key]:
            left[key] -= 1
        else:
            new.append(finding)
    return tuple(new)
