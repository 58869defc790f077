"""`modelmint history`: what changed in a model, commit by commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, open_project, output_format
from modelmint.diagnostics.plain import plain
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.history import Moment
    from modelmint.ir.value import Json


@click.command()
@click.argument("model", type=Reference())
@click.option("-n", "--limit", type=click.IntRange(min=1), help="Look at no more than so many commits.")
@output_format
def command(model: ModelRef, limit: int | None, format_: str) -> None:
    """Say what changed in a model, commit by commit: the snapshots that git has, the newest first.

    A model that is kept no longer has its history still.

    \b
    Example:
      modelmint history empiriolabs:amazon-nova-canvas --limit 10
    """
    from modelmint.history import history

    project = open_project()
    if model.source not in project.config.sources:
        raise click.UsageError(f"{project.config.file.name} has no source {model.source!r}")
    moments = history(project, model, limit)
    if format_ == "json":
        output.document("history", model=str(model), commits=[_as_json(moment) for moment in moments])
        return
    for moment in moments:
        output.put(_as_text(moment), None)


def _as_text(moment: Moment) -> str:
    from modelmint.drift.text import render

    version = moment.version
    head = plain(f"{version.day}  {version.commit[:10]}  {version.subject}")
    unreadable = f"{plain(f'unreadable: {moment.unreadable}')}\n" if moment.unreadable else ""
    changes = render(moment.changes, output.style()) or "  nothing changed in meaning\n"
    return f"{head}\n{unreadable or changes}\n"


def _as_json(moment: Moment) -> dict[str, Json]:
    from modelmint.cli.changes import change_as_json
    from modelmint.drift import verdict

    version, (level, bump) = moment.version, verdict(moment.changes)
    return {
        "commit": version.commit,
        "date": version.day.isoformat(),
        "subject": version.subject,
        "level": level.word if moment.changes else None,
        "bump": bump.value,
        "unreadable": moment.unreadable or None,
        "changes": [change_as_json(change) for change in moment.changes],
    }
