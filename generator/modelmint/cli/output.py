"""How commands print: tables for people, one versioned document for programs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from modelmint.diagnostics.text import Style
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
    file.write_text(text, encoding="utf-8", newline="\n")


def style(file: Path | None = None) -> Style:
    """How text looks where it goes to: in colours on a terminal, without in a file."""
    from modelmint.diagnostics.text import Style

    return Style.of(os.environ, terminal=file is None and os.isatty(1))


def table(rows: Iterable[Sequence[str]], *, indent: str = "") -> None:
    """Print rows with their columns aligned; the last cell of a row, whichever column it is in, takes no part."""
    from modelmint.diagnostics.plain import plain

    kept = [tuple(map(plain, row)) for row in rows]
    columns = zip_longest(*(row[:-1] for row in kept), fillvalue="")
    widths = [max(map(len, column)) for column in columns]
    for row in kept:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        click.echo((indent + "  ".join((*cells, *row[-1:]))).rstrip())
