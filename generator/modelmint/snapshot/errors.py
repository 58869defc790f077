"""What goes wrong with the schemas folder."""

from __future__ import annotations

from pathlib import Path


class StoreError(Exception):
    """The folder cannot be read or written: the file, the line (from 1; 0 for none), what is wrong, what to do."""

    def __init__(self, file: Path, message: str, hint: str = "", line: int = 0) -> None:
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {message}" + (f"; {hint}" if hint else ""))
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint


class NoSnapshotError(StoreError):
    """There is no snapshot of the model."""


class BrokenError(StoreError):
    """A document that is kept is no JSON."""
