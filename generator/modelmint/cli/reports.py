"""Reports, printed, and the exit code that they mean."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Report


def finish(report: Report, format_: str, code: int | None = None) -> None:
    """Print a report, and end with 1 if it holds more than notes. Nothing is said when nothing was found.

    `code` is how to end if something weighs more than what was found.
    """
    if format_ == "json":
        from modelmint.diagnostics.as_json import render as as_json

        click.echo(as_json(report), nl=False)
    elif report.entries or report.acknowledged:
        from modelmint.diagnostics.text import Style, render

        click.echo(render(report, Style.of(os.environ, terminal=os.isatty(1))), nl=False, color=True)
    click.get_current_context().exit(code or int(report.failed))
