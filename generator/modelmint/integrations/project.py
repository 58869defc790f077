"""A project as an integration looks at it: opened today, checked, and told in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Entry
    from modelmint.pipeline import Project


def open_project(folder: Path) -> Project:
    """The project whose configuration lies in a folder or above it.

    Raises:
        ConfigError: there is none, or it is wrong.
    """
    from modelmint.pipeline import Project

    return Project.open(folder, datetime.now(UTC).date())


def wrong(project: Project) -> list[Entry]:
    """What `modelmint check` ends with 1 for."""
    from modelmint.checks import check
    from modelmint.diagnostics.finding import Severity

    return [entry for entry in check(project).entries if entry.finding.severity is not Severity.NOTE]


def told(entries: Sequence[Entry]) -> str:
    """Findings as `modelmint check` prints them."""
    from modelmint.diagnostics.report import Report
    from modelmint.diagnostics.text import render

    return render(Report(tuple(entries)))
