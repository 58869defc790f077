"""`modelmint add`: keep another model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, nearest, open_project, output_format
from modelmint.ir.counts import counted
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.ir.value import Json
    from modelmint.pipeline import Project, Stages
    from modelmint.snapshot import Arrival
    from modelmint.write import Written


@click.command()
@click.argument("models", nargs=-1, required=True, type=Reference())
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take the document from a file; the lock says so until a pull replaces it.",
)
@output_format
def command(models: tuple[ModelRef, ...], file: Path | None, format_: str) -> None:
    """Add models: fetch their documents, keep them as snapshots, and generate.

    If anything fails, nothing is added.

    \b
    Example:
      modelmint add empiriolabs:amazon-nova-canvas
    """
    project = open_project()
    _known_sources(project, models)
    arrivals = _arrivals(project, models, file)
    added = _taken(project, arrivals, file)
    written = _keep(project, arrivals)
    if format_ == "json":
        output.document("add", models=[_as_json(project, one) for one in added], written=len(written.written))
    else:
        _say(project, added, written)


def _known_sources(project: Project, models: tuple[ModelRef, ...]) -> None:
    sources = project.config.sources
    for ref in models:
        if ref.source not in sources:
            hint = nearest(ref.source, sources) or f"; write a table [sources.{ref.source}] with its kind"
            raise click.UsageError(f"{project.config.file.name} has no source {ref.source!r}{hint}")


def _arrivals(project: Project, models: tuple[ModelRef, ...], file: Path | None) -> list[Arrival]:
    from modelmint.remote import arrive, from_file

    if file is None:
        from modelmint.cli.progress import counting

        with counting("fetched", len(models)) as progress:
            return arrive(project, models, progress=progress)
    if len(models) != 1:
        raise click.UsageError(f"--from {file} is the document of one model, and {len(models)} are named")
    from modelmint.ir.text import JsonError

    try:
        return [from_file(project, models[0], file)]
    except JsonError as error:
        raise click.ClickException(
            f"{file}:{error.line}: expected JSON, found something else: {error.reason}"
        ) from None
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: this is not UTF-8, from byte {error.start} on: save it anew") from None


def _taken(project: Project, arrivals: list[Arrival], file: Path | None) -> list[Stages]:
    """The models at every stage, before anything is kept; a document that is no model ends here."""
    from modelmint.ir.text import spell
    from modelmint.pipeline import staged_in
    from modelmint.snapshot import Snapshot

    taken = []
    for each in arrivals:
        one = staged_in(project, Snapshot(each.ref, spell(each.document), project.store.file(each.ref)))
        if one.read.unreadable:
            raise click.ClickException(f"{file or each.source_url} describes no model: {one.read.unreadable}")
        taken.append(one)
    return taken


def _keep(project: Project, arrivals: list[Arrival]) -> Written:
    """Snapshot, configuration and generated files, in the order in which a failure leaves least behind."""
    from modelmint.config.edit import add_models, write
    from modelmint.pipeline import generate

    refs = tuple(each.ref for each in arrivals)
    file = project.config.file
    before = file.read_text(encoding="utf-8")
    text = add_models(before, file, refs)
    new = [ref for ref in refs if ref not in project.store.refs()]
    project.store.write(*arrivals)
    try:
        written = generate(project.with_models(tuple(dict.fromkeys((*project.config.models, *refs)))))
    except BaseException:
        project.store.remove(*new)
        raise
    write(file, text)
    return written


def _say(project: Project, added: list[Stages], written: Written) -> None:
    from modelmint.cli.generate import summary

    rows: list[tuple[str, ...]] = []
    for one in added:
        rows += _lines(project, one)
    rows.append(("wrote", summary(project, written.written) if written.written else "nothing: all was there"))
    output.table(rows, indent="  ")


def _lines(project: Project, one: Stages) -> Iterator[tuple[str, ...]]:
    from modelmint.diagnostics.lifecycle import countdown
    from modelmint.ir.refusals import refusals
    from modelmint.settle import mismatch

    facts = _as_json(project, one)
    model = one.corrected
    tasks = int(str(facts["tasks"]))
    numbers = ((len(model.parameters), "parameter"), (tasks, "task"), (len(model.prices), "price"))
    shown = (counted(number, noun) for number, noun in numbers if number or noun != "task")
    yield "added", str(model.ref), ", ".join(shown)
    if said := mismatch(project, one):
        yield "mismatch", str(model.ref), said
    if life := countdown(model.lifecycle, project.today):
        yield str(facts["state"]), life, f"successor: {model.lifecycle.successor or 'none named upstream'}"
    if one.overlay is not None:
        stale = f", {counted(len(one.correcting), 'finding')}" if one.correcting else ""
        entries = len(one.overlay.corrections) + len(one.overlay.rules)
        yield "corrected", f"{counted(entries, 'entry', 'entries')}{stale}", one.overlay.file
    for refusal in refusals(model):
        yield "refused", refusal.at or "every request", refusal.why
    if facts["findings"]:
        yield "findings", str(facts["findings"]), f"modelmint lint {model.ref}"


def _as_json(project: Project, one: Stages) -> dict[str, Json]:
    from modelmint.diagnostics.finding import Severity
    from modelmint.pipeline import lint_left

    model = one.corrected
    task = model.parameter(model.task) if model.task else None
    findings = [finding for finding in lint_left(one) if finding.severity is not Severity.NOTE]
    return {
        "model": str(model.ref),
        "parameters": len(model.parameters),
        "tasks": len(getattr(task.type, "values", ())) if task else 0,
        "prices": len(model.prices),
        "state": model.lifecycle.state(project.today),
        "findings": len(findings),
    }
