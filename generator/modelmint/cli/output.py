"""How commands print: tables for people, one versioned document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from modelmint.diagnostics.plain import plain
from modelmint.ir.value import Json


def document(kind: str, **content: Json) -> None:
    """Print one JSON document; `schema` names its form and version."""
    from modelmint.ir.text import spell

    click.echo(spell({"schema": f"modelmint.{kind}/1", **content}), nl=False)


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
