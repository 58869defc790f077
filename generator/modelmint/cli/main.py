"""Runs the command line: how errors become words and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

GARBAGE = 200_000
"""After how many new objects garbage is looked for: a command is short, and what it makes is hardly ever garbage."""


def program() -> NoReturn:
    """Run the command line and end the process: the system frees at once what Python would take apart first."""
    try:
        main()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code if isinstance(ended.code, int) else 0)


def main(args: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    gc.set_threshold(GARBAGE)
    import click  # only now, since garbage would be looked for some twenty times meanwhile

    from modelmint.cli.group import group

    try:
        # Without its standalone mode, click returns the exit code that a command asked for.
        code = group.main(args, prog_name="modelmint", standalone_mode=False)
    except click.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        code = _explain(error)
    sys.exit(code if isinstance(code, int) else 0)


# Errors that are the user's to mend, by the module that defines them: one that is not imported was not raised.
EXPECTED = (
    ("modelmint.config.settings", "ConfigError", 2),
    ("modelmint.render", "PackError", 2),
    ("modelmint.render", "RenderError", 1),
    ("modelmint.render.errors", "FormatError", 1),
    ("modelmint.snapshot", "StoreError", 1),
    ("modelmint.snapshot.revision", "RevisionError", 2),
    ("modelmint.ir.text", "JsonError", 1),
    ("modelmint.fetch", "FetchError", 3),
)


def _explain(error: Exception) -> int:
    """Print an expected error in the user's words and return its exit code; raise all others on."""
    import click

    for module, name, code in EXPECTED:
        kind = getattr(sys.modules.get(module), name, None)
        if kind is not None and isinstance(error, kind):
            click.echo(f"modelmint: {error}", err=True)
            return code
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"modelmint: {place}{error.strerror or error}", err=True)
        return 1
    raise error
