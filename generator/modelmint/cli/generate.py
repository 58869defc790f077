"""`modelmint generate`: write what the models are to look like in every target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, chosen, open_project, output_format, recalled
from modelmint.ir.counts import counted

if TYPE_CHECKING:
    from pathlib import Path

    from modelmint.ir.ids import ModelRef
    from modelmint.ir.value import Json
    from modelmint.pipeline import Project
    from modelmint.write import Written


@click.command()
@click.argument("models", nargs=-1, type=Reference())
@click.option("--force", is_flag=True, help="Replace files that were changed by hand, too.")
@output_format
def command(models: tuple[ModelRef, ...], force: bool, format_: str) -> None:
    """Write clients, validators and documentation, for all models or for some.

    Only files that differ are written. Files that were changed by hand are left alone and named. Either all
    files are written or, if anything fails, none.

    \b
    Example:
      modelmint generate empiriolabs:amazon-nova-canvas
    """
    known = None if models or force else recalled("generate")
    if known is not None:
        _say_unchanged(known, format_)
        return
    from modelmint.cli.progress import telling
    from modelmint.pipeline import generate
    from modelmint.spread import cores

    project = open_project()
    chosen(project, models)
    refused: list[tuple[str, str]] = []
    with telling() as tell:
        written = generate(
            project,
            models or None,
            force=force,
            tell=tell,
            refuse=lambda *each: refused.append(each),
            processes=cores(),
        )
    _say_refused(refused)
    if format_ == "json":
        output.document("generate", **as_json(project, written))
    else:
        say(project, written)
    if written.kept:
        click.get_current_context().exit(1)


def _say_unchanged(conclusion: str, format_: str) -> None:
    from modelmint.stamp import read_conclusion

    files, refused = read_conclusion(conclusion)
    _say_refused(refused)
    if format_ == "json":
        output.document("generate", written=[], removed=[], kept=[], unchanged=files)


def _say_refused(refused: Iterable[tuple[str, str]]) -> None:
    """Name on standard error what every form refuses since it is not understood."""
    for model, words in refused:
        click.echo(f"modelmint: {model}, {words}", err=True)


def as_json(project: Project, written: Written) -> dict[str, Json]:
    """What was done, as paths below the project."""
    return {
        "written": [project.store.shown(path) for path in written.written],
        "removed": [project.store.shown(path) for path in written.removed],
        "kept": [project.store.shown(path) for path in written.kept],
        "unchanged": written.unchanged,
    }


def say(project: Project, written: Written) -> None:
    """Print what was done; nothing if nothing was."""
    done = (("wrote", written.written), ("removed", written.removed))
    rows = [(verb, summary(project, paths)) for verb, paths in done if paths]
    by_hand = "changed by hand; modelmint generate --force"
    rows += [("kept", f"{project.store.shown(path)}  {by_hand}") for path in written.kept]
    output.table(rows, indent="  ")


def summary(project: Project, paths: Iterable[Path]) -> str:
    """Which files these are: a few by name, many by how many there are and in which targets."""
    targets = {target.out.as_posix() for target in project.config.targets.values()}
    shown = [project.store.shown(path) for path in paths]
    if len(shown) <= 3:
        return ", ".join(shown)
    used = sorted(out for out in targets if any(path.startswith(f"{out}/") for path in shown))
    return f"{counted(len(shown), 'file')} in {', '.join(used)}"
