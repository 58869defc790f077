"""`modelmint check`: what is stale, changed by hand, corrected twice, or about to end."""

from __future__ import annotations

from pathlib import Path

import click

from modelmint.cli.options import open_project, report_format
from modelmint.cli.reports import Form, finish


@click.command()
@click.option("--remote", is_flag=True, help="Ask the sources too whether they changed anything. Writes nothing.")
@report_format
def command(remote: bool, format_: str, file: Path | None) -> None:
    """Say what is wrong, and which command mends it.

    It looks at generated files (missing, stale, orphaned, changed by hand), at snapshots against their lock, at
    corrections that are no longer needed, and at models that end. It works offline, but for --remote.

    \b
    Examples:
      modelmint check
      modelmint check --format sarif --output modelmint.sarif
    """
    from modelmint.checks import check

    project = open_project()
    report = check(project)
    if remote:
        from modelmint.remote import ask
        from modelmint.remote import report as asked

        answers = ask(project, project.config.models)
        report = report.joined(asked(project, answers))
        for error in answers.failures.values():
            click.echo(f"modelmint: {error}", err=True)
    finish(report, Form(format_, file), 3 if remote and answers.failures else None)
