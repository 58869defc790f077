"""How commands print: tables for people, one versioned document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from modelmint.diagnostics.plain import plain
from modelmint.ir.value import Json


def document(kind: str, **content: Json) -> None:
    """Print one JSON document."""
    put(spelled(kind, **content), None)


def spelled(kind: str, **content: Json) -> str:
    """The text of one JSON document; `schema` names its form and version."""
    from modelmint.ir.text import spell

    return spell({"schema": f"modelmint.{kind}/1", **content})


def put(text: str, file: Path | None) -> None:
    """Print finished text, its colours included, or write it to a file whose folder need not exist."""
    if file is None:
        click.echo(text, nl=False, color=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def table(rows: Iterable[Sequence[str]], *, indent: str = "") -> None:
    """Print rows with their columns aligned, the last one free."""
    kept = [tuple(map(plain, row)) for row in rows]
    if not kept:
        return
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo((indent + "  ".join(cells)).rstrip())


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 finding`, `2 findings`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
