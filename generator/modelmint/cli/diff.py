"""`modelmint diff`: what changed between two versions of a model, in meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import open_project, output_format
from modelmint.diagnostics.plain import plain

if TYPE_CHECKING:
    from modelmint.drift import Change
    from modelmint.ir.value import Json


@click.command()
@click.argument("versions", nargs=-1)
@click.option("--git", "revision", metavar="REV", help="Compare the snapshots with those of a revision.")
@click.option("--exit-code", is_flag=True, help="End with 1 if anything changed.")
@output_format
def command(versions: tuple[str, ...], revision: str | None, exit_code: bool, format_: str) -> None:
    """Say what changed between two versions of a model: by parameter, and for whom it breaks.

    A version is a model as it is kept (SOURCE:MODEL), as it was in a revision of git (SOURCE:MODEL@REV), as the
    provider has it now (SOURCE:MODEL@live), or a file. Corrections play no part: it is the provider's word that is
    compared.

    \b
    Examples:
      modelmint diff --git HEAD
      modelmint diff empiriolabs:amazon-nova-canvas empiriolabs:amazon-nova-canvas@live
      modelmint diff old.json new.json
    """
    from modelmint.drift import diff
    from modelmint.versions import pairs

    project = open_project()
    try:
        compared = pairs(project, versions, revision)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    changes = tuple(change for old, new in compared for change in diff(old, new))
    if format_ == "json":
        output.document("diff", changes=[as_json(change) for change in changes])
    else:
        report(changes)
    if changes and exit_code:
        click.get_current_context().exit(1)


def report(changes: tuple[Change, ...]) -> None:
    """Print changes of meaning, for people."""
    from modelmint.drift.text import render

    click.echo("".join(f"{plain(line)}\n" for line in render(changes).splitlines()), nl=False)


def as_json(change: Change) -> dict[str, Json]:
    """A change for programs."""
    from modelmint.cli.described import described

    said = described(change)
    assert isinstance(said, dict)
    del said["place"]
    place: dict[str, Json] = {"model": change.subject, "path": change.path}
    return {**place, **said, "level": change.level.word, "bump": change.bump.value}
