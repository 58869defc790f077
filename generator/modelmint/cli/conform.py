"""`modelmint conform`: every form of validator against the reference, on the test vectors of the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, chosen, nearest, open_project, output_format
from modelmint.cli.progress import counting
from modelmint.diagnostics.plain import plain
from modelmint.ir.counts import counted
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.conform.compare import Disagreement, Report
    from modelmint.conform.form import Form
    from modelmint.ir.value import Json

SHOWN = 10
"""How many disagreements of a form are spelled out for people; JSON has them all."""


@click.command()
@click.argument("models", nargs=-1, type=Reference())
@click.option("--form", "names", metavar="FORM", multiple=True, help="Ask this form only; may be given again.")
@click.option(
    "--random",
    "count",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="N more requests a model, with several things wrong.",
)
@click.option("--seed", default=0, metavar="SEED", help="Other random requests.")
@click.option("--require", is_flag=True, help="End with 1 if a form cannot run, as for CI.")
@output_format
def command(
    models: tuple[ModelRef, ...], names: tuple[str, ...], count: int, seed: int, require: bool, format_: str
) -> None:
    """Run the test vectors of the models through every form of validator, and show where they disagree.

    The forms are the JSON Schema (run by jsonschema), the standalone Python module, and what other packs make.
    Each must find the problems that the reference validator finds, word for word and in its order; a JSON Schema
    only whether there are any.

    \b
    Example:
      modelmint conform empiriolabs:amazon-nova-canvas --random 200
    """
    from modelmint.conform.compare import Chance, conform
    from modelmint.pipeline import every

    forms, absent = _forms(names)
    project = open_project()
    chosen_models = [one.corrected for one in every(project, chosen(project, models))]
    with counting("models", len(chosen_models)) as advance:
        report = conform(chosen_models, forms, Chance(count, seed), advance)
    if format_ == "json":
        output.document("conform", **as_json(report, absent))
    else:
        _say(report, absent)
    if report.disagreements or (require and absent):
        click.get_current_context().exit(1)


def _forms(names: tuple[str, ...]) -> tuple[list[Form], dict[str, str]]:
    """The forms that can run, and for the others what they lack."""
    from modelmint.conform.forms import FORMS, load

    for name in names:
        if name not in FORMS:
            raise click.UsageError(f"there is no form {name!r}{nearest(name, FORMS)}; there are {', '.join(FORMS)}")
    made = [load(name) for name in (names or FORMS)]
    return [form for form in made if not form.missing()], {form.name: form.missing() for form in made if form.missing()}


def as_json(report: Report, absent: dict[str, str]) -> dict[str, Json]:
    """A run for programs: every disagreement, and everything without a vector."""
    return {
        "models": report.models,
        "vectors": report.vectors,
        "forms": [
            {
                "form": tally.form,
                "agreed": tally.agreed,
                "refused": dict(tally.refused),
                "disagreed": [_row(one) for one in tally.disagreed],
            }
            for tally in report.tallies
        ],
        "missing": dict(absent),
        "lacking": {model: [*places] for model, places in report.lacking.items()},
    }


def _row(one: Disagreement) -> dict[str, Json]:
    from modelmint.vectors.simple import exactly
    from modelmint.vectors.text import encoded, said

    return {
        "model": one.model,
        "vector": one.vector.name,
        "request": exactly(encoded(one.vector.request)),
        "expected": [exactly(said(problem)) for problem in one.vector.problems],
        "found": [exactly(said(problem)) for problem in one.found],
    }


def _say(report: Report, absent: dict[str, str]) -> None:
    """The table, then what is missing and each disagreement."""
    rows: list[tuple[str, ...]] = [("form", "agreed", "disagreed", "refused", "")]
    for tally in report.tallies:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in tally.refused.items())
        counts = (tally.agreed, len(tally.disagreed), tally.refused.total())
        rows.append((tally.form, *map(str, counts), reasons))
    output.table(rows)
    for name, what in absent.items():
        click.secho(f"{name:<11}  did not run: it needs {what}", fg="yellow", bold=True)
    click.echo(f"{counted(report.vectors, 'request')} of {counted(report.models, 'model')}")
    for model, places in report.lacking.items():
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        click.echo(plain(f"no vector  {model}  {'; '.join(places[:3])}{more}"))
    for tally in report.tallies:
        for one in tally.disagreed[:SHOWN]:
            _spell_out(tally.form, one)
        if len(tally.disagreed) > SHOWN:
            click.echo(f"{tally.form}: {len(tally.disagreed) - SHOWN} more disagreements; --format json has them all")


def _spell_out(form: str, one: Disagreement) -> None:
    """One disagreement: the request, and what was said from where the two part."""
    import json

    from modelmint.conform.compare import differences
    from modelmint.vectors.text import encoded

    request = json.dumps(encoded(one.vector.request), ensure_ascii=False)
    click.secho(plain(f"\n{form}  {one.model}  {one.vector.name}"), bold=True)
    rows = [("request", request if len(request) <= 300 else f"{request[:300]} ...")]
    for expected, found in list(differences(one.vector.problems, one.found))[:3]:
        rows += [("expected", expected or "nothing more"), ("found", found or "nothing more")]
    output.table(rows, indent="  ")
