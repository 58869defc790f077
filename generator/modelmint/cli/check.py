"""`modelmint check`: what is stale, changed by hand, corrected twice, or about to end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from modelmint.cli.options import Days, open_project, recalled, report_format
from modelmint.cli.reports import Form, finish
from modelmint.ir.frozen import replace

if TYPE_CHECKING:
    from modelmint.pipeline import Project


@click.command()
@click.option("--remote", is_flag=True, help="Ask the sources too whether they changed anything. Writes nothing.")
@click.option(
    "--retire-within",
    "within",
    metavar="DAYS",
    type=Days(),
    help="Report models that end within this time, such as 60d, whatever the configuration says.",
)
@click.option("--prove", is_flag=True, help="Run the packs' own checks too, such as mypy over the Python client.")
@click.option("--write-baseline", is_flag=True, help="Take what is found now as known, and report only what is new.")
@report_format
def command(
    remote: bool, within: int | None, prove: bool, write_baseline: bool, format_: str, file: Path | None
) -> None:
    """Say what is wrong, and which command mends it.

    It looks at generated files (missing, stale, orphaned, changed by hand), at snapshots against their lock, at
    corrections that are no longer needed, and at models that end. It works offline, but for --remote.

    \b
    Examples:
      modelmint check
      modelmint check --retire-within 60d
      modelmint check --format sarif --output modelmint.sarif
    """
    from modelmint.checks import check, told

    plain = not (remote or prove or write_baseline) and within is None
    known = recalled("check") if plain else None
    if known is not None:
        finish(told(known), Form(format_, file))
    project = _within(open_project(), within)
    if write_baseline:
        _keep(project)
        return
    report = check(project)
    if prove:
        from modelmint.checks import proved

        report = report.joined(proved(project))
    if remote:
        from modelmint.cli.progress import counting
        from modelmint.remote import ask
        from modelmint.remote import report as asked

        with counting("asked for", len(project.config.models)) as progress:
            answers = ask(project, project.config.models, progress=progress)
        report = report.joined(asked(project, answers))
        for error in answers.failures.values():
            click.echo(f"modelmint: {error}", err=True)
    finish(report, Form(format_, file), 3 if remote and answers.failures else None)


def _within(project: Project, days: int | None) -> Project:
    """The project with another span in which the end of a model is reported."""
    if days is None:
        return project
    lifecycle = replace(project.config.lifecycle, retire_within=days)
    return project.with_config(replace(project.config, lifecycle=lifecycle))


def _keep(project: Project) -> None:
    """Write the baseline: what `check` and `lint` find now and no command of ours mends; tell what is not taken."""
    from modelmint.checks import lasting
    from modelmint.cli.output import put
    from modelmint.diagnostics.baseline import spell
    from modelmint.ir.counts import counted

    (found, left), file = lasting(project), project.config.baseline
    put(spell(found), file)
    click.echo(f"  wrote  {project.store.shown(file)}: {counted(len(found), 'finding')} known from now on")
    if left:
        codes = ", ".join(dict.fromkeys(each.code for each in left))
        click.echo(f"  left   {counted(len(left), 'finding')}, not for a baseline: {codes}; modelmint check")
