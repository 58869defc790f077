"""Reports in the form that was asked for, printed or put into a file, and the exit code that they mean."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from modelmint.cli import output
from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Report


@frozen
class Form:
    """The form of a report, and the file that it goes to; None is standard output."""

    name: str
    file: Path | None = None


def finish(report: Report, form: Form, code: int | None = None) -> NoReturn:
    """Print a report, and end with 1 if it holds more than notes. Nothing is said when nothing was found.

    `code` is how to end if something weighs more than what was found.
    """
    put(report, form)
    click.get_current_context().exit(code or int(report.failed))


def put(report: Report, form: Form) -> None:
    """Print a report, or write it to its file. On GitHub, the job's summary gets it too."""
    output.put(_text(report, form.file) if form.name == "text" else _forms()[form.name](report), form.file)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if form.name == "github" and summary:
        from modelmint.diagnostics.markdown import render

        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.write(f"{render(report)}\n")


def _text(report: Report, file: Path | None) -> str:
    if not (report.entries or report.acknowledged):
        return ""
    from modelmint.diagnostics.text import render

    return render(report, output.style(file))


def _forms() -> dict[str, Callable[[Report], str]]:
    """How each form but text is made from a report."""
    from modelmint.diagnostics import as_json, github, gitlab, html, junit, markdown, sarif

    def as_sarif(report: Report) -> str:
        from modelmint.cli.rules import purposes

        return sarif.render(report, purposes())

    return {
        "json": as_json.render,
        "markdown": markdown.render,
        "html": html.render,
        "github": github.render,
        "gitlab": gitlab.render,
        "sarif": as_sarif,
        "junit": junit.render,
    }
