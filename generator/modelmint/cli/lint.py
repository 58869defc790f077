"""`modelmint lint`: the schemas against themselves and their own prose."""

from __future__ import annotations

from pathlib import Path

import click

from modelmint.cli.options import Reference, chosen, open_project, report_format
from modelmint.cli.reports import Form, finish
from modelmint.ir.ids import ModelRef


@click.command()
@click.argument("models", nargs=-1, type=Reference())
@report_format
def command(models: tuple[ModelRef, ...], format_: str, file: Path | None) -> None:
    """Check the schemas against themselves and against their own prose.

    It looks at what the provider published; a finding that a correction in overlay.toml answers is not repeated.

    \b
    Example:
      modelmint lint empiriolabs:amazon-nova-canvas
    """
    from modelmint.lint import RULES
    from modelmint.pipeline import linted
    from modelmint.read import CODES
    from modelmint.settle import report

    project = open_project()
    found = linted(project, chosen(project, models))
    codes = {*CODES, *(rule.code for rule in RULES)}
    finish(report(project, found, codes, whole=not models), Form(format_, file))
