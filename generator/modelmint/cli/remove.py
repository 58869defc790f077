"""`modelmint remove`: keep a model no longer."""

from __future__ import annotations

import click

from modelmint.cli.options import Reference, chosen, open_project
from modelmint.ir.ids import ModelRef


@click.command()
@click.argument("models", nargs=-1, required=True, type=Reference())
def command(models: tuple[ModelRef, ...]) -> None:
    """Remove models: from the configuration, with their snapshots and their generated files.

    Corrections in overlay.toml stay, since they were written by hand.

    \b
    Example:
      modelmint remove empiriolabs:amazon-nova-canvas
    """
    from modelmint.cli.generate import say
    from modelmint.config.edit import remove
    from modelmint.pipeline import generate

    project = open_project()
    chosen(project, models)
    file = project.config.file
    kept = project.with_models(tuple(ref for ref in project.config.models if ref not in models))
    written = generate(kept)
    remove(file, models)
    project.store.remove(*models)
    for ref in models:
        click.echo(f"  removed  {ref}")
        if project.store.overlay(ref).exists():
            kept_file = project.store.shown(project.store.overlay(ref))
            click.echo(f"  kept     {kept_file}  written by hand; delete it if it is of no more use")
    say(kept, written)
