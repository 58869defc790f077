"""`modelmint diff`: what changed between two versions of a model, in meaning."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from modelmint.cli import output
from modelmint.cli.options import open_project, report_format
from modelmint.cli.reports import Form, put
from modelmint.ir.frozen import frozen, replace
from modelmint.notes import KINDS

if TYPE_CHECKING:
    from modelmint.drift.policy import Judged
    from modelmint.pipeline import Project
    from modelmint.versions import Pair


@frozen
class Asked:
    """What a call of the command asks for."""

    versions: tuple[str, ...]
    revision: str | None
    schema: bool
    direction: str | None
    today: datetime | None
    notes: str | None
    exit_code: bool
    fail_on: str | None
    format_: str
    file: Path | None

    @property
    def form(self) -> Form:
        """The form of the report, and where it goes."""
        return Form(self.format_, self.file)

    @property
    def gate(self) -> str | None:
        """From which class on changes make the command end with 1; None for never."""
        return self.fail_on or ("any" if self.exit_code else None)


@click.command()
@click.argument("versions", nargs=-1)
@click.option("--git", "revision", metavar="REV", help="Compare the snapshots with those of a revision.")
@click.option("--schema", is_flag=True, help="Compare two files that hold plain JSON Schemas.")
@click.option(
    "--direction",
    type=click.Choice(["request", "response"]),
    help="Whether callers send what the schemas describe (request, if not given) or receive it.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Say too what time alone changes by this day.")
@click.option("--notes", type=click.Choice(KINDS), help="Print Markdown to keep, not a report.")
@click.option("--exit-code", is_flag=True, help="End with 1 if anything changed.")
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "risky", "any"]),
    help="End with 1 from this class of changes on; what was announced before closes only 'any'.",
)
@report_format
def command(**asked: Any) -> None:
    """Say what changed between two versions of a model: by parameter, and for whom it breaks.

    A version is a model as it is kept (SOURCE:MODEL), as it was in a revision of git (SOURCE:MODEL@REV), as the
    provider has it now (SOURCE:MODEL@live), or a file. Corrections play no part: it is the provider's word that is
    compared. The configuration classes changes ([drift], [severity]) and accepts them for a time ([[acknowledge]]).

    \b
    Examples:
      modelmint diff --git HEAD --fail-on breaking
      modelmint diff --git v1.2 --notes migration
      modelmint diff empiriolabs:amazon-nova-canvas empiriolabs:amazon-nova-canvas@live
      modelmint diff --schema old.json new.json --direction response
    """
    given = Asked(**asked)
    if given.schema or given.direction:
        _schemas(given)
    else:
        _models(given)


def _models(asked: Asked) -> None:
    from modelmint.changes import compare, judged, stops
    from modelmint.notes import notes

    project = open_project()
    if asked.today is not None:
        project = replace(project, today=asked.today.date())
    compared = _pairs(project, asked)
    by_time = asked.today is not None
    changes = [change for old, new in compared for change in compare(project, old, new, by_time=by_time)]
    outcome = judged(project, changes)
    if asked.notes:
        output.put(notes(project, asked.notes, compared, outcome.changes), asked.file)
    else:
        _show(project, outcome, asked.form)
    if asked.gate and stops(outcome.changes, asked.gate):
        click.get_current_context().exit(1)


def _pairs(project: Project, asked: Asked) -> list[Pair]:
    from modelmint.versions import pairs

    try:
        return list(pairs(project, asked.versions, asked.revision))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _show(project: Project, outcome: Judged, form: Form) -> None:
    from modelmint.changes import report
    from modelmint.cli.changes import as_json, as_text

    if form.name == "text":
        output.put(as_text(outcome, form.file), form.file)
    elif form.name == "json":
        output.put(output.spelled("diff", **as_json(outcome)), form.file)
    else:
        put(report(project, outcome), form)


def _schemas(asked: Asked) -> None:
    from modelmint.changes import GATES
    from modelmint.cli.schemas import compare, show

    if asked.revision is not None or len(asked.versions) != 2:
        raise click.UsageError("--schema compares two files: modelmint diff --schema OLD NEW --direction request")
    old, new = (Path(version) for version in asked.versions)
    outcome = compare(old, new, "response" if asked.direction == "response" else "request")
    show(outcome, asked.form)
    if asked.gate and outcome.changed and outcome.level >= GATES[asked.gate]:
        click.get_current_context().exit(1)
