"""`modelmint list`: the models, their state and their life."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.described import described
from modelmint.cli.options import open_project, output_format

if TYPE_CHECKING:
    from datetime import date

    from modelmint.gist import Gist
    from modelmint.ir.value import Json
    from modelmint.pipeline import Project
    from modelmint.snapshot.lock import LockEntry


@click.command()
@click.option("--remote", is_flag=True, help="Ask the sources too which models they offer that are not kept here.")
@output_format
def command(remote: bool, format_: str) -> None:
    """List the models: how far each has lived, and where its snapshot came from.

    \b
    Examples:
      modelmint list --format json
      modelmint list --remote
    """
    project = open_project()
    rows = list(_rows(project))
    if remote:
        rows += _offered(project)
    if format_ == "json":
        output.document("list", models=list(rows))
    elif rows:
        output.table([_HEAD, *(_cells(row) for row in rows)])
    else:
        click.echo(f"{project.config.file.name} names no models; add one with: modelmint add SOURCE:MODEL")


_HEAD = ("MODEL", "STATE", "PARAMETERS", "PRICES", "SNAPSHOT", "LIFE")


def _offered(project: Project) -> list[dict[str, Json]]:
    """The models that the sources list and the project does not keep; a source without a catalogue lists none."""
    from modelmint.remote import catalogue

    kept = set(project.config.models)
    listed = (ref for name in project.config.sources for ref in catalogue(project, name))
    return [
        {"model": str(ref), "state": "offered", "life": f"modelmint add {ref}"} for ref in listed if ref not in kept
    ]


def _rows(project: Project) -> Iterator[dict[str, Json]]:
    from modelmint.pipeline import Readings

    entries = project.store.lock().entries
    kept = [ref for ref in project.config.models if ref in entries]
    gists = {gist.model.ref: gist for gist in Readings(project).gists(kept)}
    for ref in project.config.models:
        if ref in gists:
            yield _row(gists[ref], entries[ref], project.today)
        else:
            yield {"model": str(ref), "state": "missing", "life": f"no snapshot; modelmint pull {ref}"}


def _row(gist: Gist, entry: LockEntry, today: date) -> dict[str, Json]:
    from modelmint.diagnostics.lifecycle import countdown

    life = gist.model.lifecycle
    return {
        "model": str(gist.model.ref),
        "name": gist.model.name,
        "state": life.state(today),
        "life": countdown(life, today),
        "retires_on": described(life.retires_on),
        "successor": life.successor,
        "parameters": gist.parameters,
        "prices": gist.prices,
        "snapshot": "transcription" if entry.transcription else "live",
        "fetched_at": entry.fetched_at.isoformat(),
    }


def _cells(row: dict[str, Json]) -> tuple[str, ...]:
    if row["state"] in ("missing", "offered"):
        return (str(row["model"]), str(row["state"]), "-", "-", "-", str(row["life"]))
    snapshot = f"{row['snapshot']} {str(row['fetched_at'])[:10]}"
    life = f"{row['life'] or '-'}" + (f"; successor: {row['successor']}" if row["successor"] else "")
    return (str(row["model"]), str(row["state"]), str(row["parameters"]), str(row["prices"]), snapshot, life)
