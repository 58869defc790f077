"""`modelmint pull`: fetch the snapshots anew, and say what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, chosen, open_project, output_format
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.drift.policy import Judged
    from modelmint.fetch import Limits
    from modelmint.pipeline import Project
    from modelmint.remote import Answers

ABOVE_0 = click.FloatRange(0, min_open=True)
FROM_1 = click.IntRange(1)


@click.command()
@click.argument("models", nargs=-1, type=Reference())
@click.option("--all", "all_", is_flag=True, help="Every model of the sources' catalogues; new ones are added.")
@click.option("--timeout", type=ABOVE_0, default=120.0, show_default=True, help="Seconds that one document may take.")
@click.option("--max-bytes", type=FROM_1, default=20_000_000, show_default=True, help="How large one answer may be.")
@click.option("--at-once", type=FROM_1, default=8, show_default=True, help="How many requests are under way at a time.")
@output_format
def command(
    models: tuple[ModelRef, ...], all_: bool, timeout: float, max_bytes: int, at_once: int, format_: str
) -> None:
    """Fetch the snapshots anew, where they changed, and say what that means.

    A document that the source says is the same is not fetched again. What changes nothing writes nothing. Models
    that cannot be fetched stop no others, and what is kept of them stays.

    \b
    Example:
      modelmint pull && modelmint generate
    """
    from modelmint.changes import judged
    from modelmint.cli.progress import counting
    from modelmint.fetch import Limits
    from modelmint.remote import ask

    project = open_project()
    limits = Limits(time=timeout, size=max_bytes, at_once=at_once)
    refs = _listed(project, limits) if all_ else chosen(project, models)
    with counting("fetched", len(refs)) as progress:
        answers = ask(project, refs, limits, progress)
    _keep(project, answers)
    _say(answers, judged(project, answers.changes), format_)
    click.get_current_context().exit(3 if answers.failures else 1 if answers.gone or answers.unreadable else 0)


def _listed(project: Project, limits: Limits) -> tuple[ModelRef, ...]:
    """The models of the configuration, and all that the sources list."""
    from modelmint.remote import catalogue

    listed = [ref for name in project.config.sources for ref in catalogue(project, name, limits)]
    return tuple(dict.fromkeys((*project.config.models, *listed)))


def _keep(project: Project, answers: Answers) -> None:
    from modelmint.config.edit import add

    project.store.write(*answers.arrivals)
    new = tuple(each.ref for each in answers.arrivals if each.ref not in project.config.models)
    if new:
        add(project.config.file, new)


def _say(answers: Answers, outcome: Judged, format_: str) -> None:
    from modelmint.cli.changes import as_json, as_text

    if format_ == "json":
        output.document(
            "pull",
            **as_json(outcome),
            gone=[str(ref) for ref in answers.gone],
            unreadable={str(ref): reason for ref, reason in answers.unreadable.items()},
            mismatched={str(ref): said for ref, said in answers.mismatched.items()},
            failures={str(ref): str(error) for ref, error in answers.failures.items()},
        )
        return
    output.put(as_text(outcome), None)
    rows = [("gone", str(ref), f"the source has it no longer; modelmint remove {ref}") for ref in answers.gone]
    rows += [("unreadable", str(ref), f"{reason}; the snapshot stays") for ref, reason in answers.unreadable.items()]
    rows += [("mismatch", str(ref), said) for ref, said in answers.mismatched.items()]
    rows += [("failed", str(ref), f"{error}; the snapshot stays") for ref, error in answers.failures.items()]
    output.table(rows)
    if answers.changes:
        click.echo("now: modelmint generate")
