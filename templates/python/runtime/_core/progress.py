"""A progress bar for those who want one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .jobs import JobState

WIDTH = 30
"""Characters of the bar."""


def progress_bar(state: JobState) -> None:
    """Show how far a job is, on the standard error; pass it as `on_progress`."""
    share = 1.0 if state.phase == "succeeded" else min(max(state.progress or 0.0, 0.0), 1.0)
    filled = round(share * WIDTH)
    end = "" if state.phase == "pending" else "\n"
    bar = "#" * filled + "." * (WIDTH - filled)
    sys.stderr.write(f"\r{state.id}  [{bar}] {share:4.0%}  {state.status:<12}{end}")
    sys.stderr.flush()
