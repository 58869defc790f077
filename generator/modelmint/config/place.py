"""Which file is the configuration of a folder."""

from __future__ import annotations

from pathlib import Path

FILE = "modelmint.toml"
SHARED = "pyproject.toml"


def find(start: Path) -> Path | None:
    """The configuration of a folder, or of the nearest folder above that has one; None if there is none.

    `modelmint.toml` comes before `[tool.modelmint]` in the same folder's `pyproject.toml`.

    Raises:
        ConfigError: a `pyproject.toml` on the way cannot be read.
    """
    start = start.absolute()
    return next((file for folder in (start, *start.parents) if (file := _in(folder)) is not None), None)


def _in(folder: Path) -> Path | None:
    own, shared = folder / FILE, folder / SHARED
    if own.is_file():
        return own
    return shared if shared.is_file() and _shares(shared) else None


def _shares(file: Path) -> bool:
    if b"modelmint" not in file.read_bytes():
        return False
    from modelmint.config.reader import has_table

    return has_table(file)
