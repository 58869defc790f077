"""`modelmint remove`: keep a model no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import Reference, chosen, open_project, output_format
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.pipeline import Project
    from modelmint.write import Written


@click.command()
@click.argument("models", nargs=-1, required=True, type=Reference())
@output_format
def command(models: tuple[ModelRef, ...], format_: str) -> None:
    """Remove models: from the configuration, with their snapshots and their generated files.

    Corrections in overlay.toml stay, since they were written by hand.

    \b
    Example:
      modelmint remove empiriolabs:amazon-nova-canvas
    """
    from modelmint.config.edit import remove
    from modelmint.pipeline import generate

    project = open_project()
    chosen(project, models)
    left = project.with_models(tuple(ref for ref in project.config.models if ref not in models))
    written = generate(left)
    remove(project.config.file, models)
    project.store.remove(*models)
    overlays = [overlay for ref in models if (overlay := project.store.overlay(ref)).exists()]
    kept = [project.store.shown(overlay) for overlay in overlays]
    if format_ == "json":
        from modelmint.cli.generate import as_json

        output.document("remove", models=[str(ref) for ref in models], overlays=[*kept], **as_json(left, written))
    else:
        _say(left, models, kept, written)


def _say(project: Project, models: tuple[ModelRef, ...], kept: list[str], written: Written) -> None:
    from modelmint.cli.generate import say

    output.table([("removed", str(ref)) for ref in models], indent="  ")
    by_hand = "written by hand; delete it if it is of no more use"
    output.table([("kept", f"{file}  {by_hand}") for file in kept], indent="  ")
    say(project, written)
