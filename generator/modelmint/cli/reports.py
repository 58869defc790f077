"""Reports, printed, and the exit code that they mean."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Report


def finish(report: Report, format_: str, code: int | None = None) -> None:
    """Print a report, and end with 1 if it holds more than notes. Nothing is said when nothing was found.

    `code` is how to end if something weighs more than what was found.
    """
    if format_ != "text":
        click.echo(_forms()[format_](report), nl=False)
    elif report.entries or report.acknowledged:
        from modelmint.diagnostics.text import Style, render

        click.echo(render(report, Style.of(os.environ, terminal=os.isatty(1))), nl=False, color=True)
    click.get_current_context().exit(code or int(report.failed))


def _forms() -> dict[str, Callable[[Report], str]]:
    """How each form but text is made from a report."""
    from modelmint.diagnostics import as_json, github, html, junit, markdown, sarif

    def as_sarif(report: Report) -> str:
        from modelmint.cli.rules import purposes

        return sarif.render(report, purposes())

    return {
        "json": as_json.render,
        "markdown": markdown.render,
        "html": html.render,
        "github": github.render,
        "sarif": as_sarif,
        "junit": junit.render,
    }
