"""`modelmint init`: start a project."""

from __future__ import annotations

import click

from modelmint.cli import output
from modelmint.cli.options import folder, output_format


@click.command()
@click.option("--source", default="empiriolabs", show_default=True, help="What the project calls the provider.")
@click.option("--kind", default="", help="The provider's dialect, if the source is not named after it.")
@click.option("--base-url", default="", help="Where the provider's API is, if not where its profile says.")
@click.option("--package", default="", help="Import name of the generated Python package.")
@output_format
def command(source: str, kind: str, base_url: str, package: str, format_: str) -> None:
    """Start a project in this folder: write modelmint.toml, and for editors the schemas of it and of corrections.

    \b
    Example:
      modelmint init --package empiriolabs_models
    """
    from modelmint.config import parse
    from modelmint.config.edit import start, write
    from modelmint.config.publish import FILE
    from modelmint.overlay.publish import FILE as OVERLAY

    file = folder().absolute() / "modelmint.toml"
    if file.exists():
        raise click.UsageError(f"{file} is there already; add models with: modelmint add SOURCE:MODEL")
    text = start(source, kind, base_url, package)
    parse(text, file)
    for schema in (FILE, OVERLAY):
        write(file.with_name(schema.name), schema.read_text(encoding="utf-8"))
    write(file, text)
    written, next_ = [file.name, FILE.name, OVERLAY.name], f"modelmint add {source}:MODEL"
    if format_ == "json":
        output.document("init", written=[*written], next=next_)
    else:
        output.table([("wrote", ", ".join(written)), ("now", next_)], indent="  ")
