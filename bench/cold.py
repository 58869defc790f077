"""Wall time of whole processes, taken in turns so that what slows the machine down slows all of them down."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def load() -> str:
    """How many processes want a core, on average over the last minute; a question mark where nobody counts."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"


@dataclass(frozen=True)
class Case:
    """A command that is measured. `before` puts things back for its next run, and is not measured itself."""

    name: str
    command: Sequence[str | Path]
    folder: Path | None = None
    before: Callable[[], object] = lambda: None
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> float:
        """Milliseconds of one run.

        Raises:
            CalledProcessError: it failed, so its time says nothing.
        """
        self.before()
        environment = ENVIRONMENT | self.environment
        begun = time.perf_counter()
        subprocess.run(self.command, cwd=self.folder, env=environment, capture_output=True, check=True)
        return (time.perf_counter() - begun) * 1000


@dataclass(frozen=True)
class Times:
    """What the runs of one case took, in milliseconds."""

    least: float
    median: float

    @classmethod
    def of(cls, times: Sequence[float]) -> Times:
        """The summary of some runs."""
        return cls(min(times), statistics.median(times))


def measure(cases: Sequence[Case], rounds: int) -> dict[str, Times]:
    """The times by name of the case, after one run of each that compiles its bytecode and fills its caches."""
    for case in cases:
        case.run()
    taken: dict[str, list[float]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            taken[case.name].append(case.run())
    return {name: Times.of(times) for name, times in taken.items()}
