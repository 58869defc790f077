"""The command group: which commands there are, and how errors become words and exit codes."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

# One line a command, so that `--help` imports none of them.
COMMANDS = {
    "init": "Start a project here: write modelmint.toml.",
    "add": "Add models: fetch, snapshot, generate.",
    "remove": "Remove models, their snapshots and their files.",
    "list": "List the models: state, life, where each came from.",
    "pull": "Fetch the snapshots anew and say what changed.",
    "generate": "Write clients, validators and documentation.",
    "check": "Say what is stale, changed by hand, corrected twice or retired.",
    "diff": "Say what changed between two versions of a model.",
    "lint": "Check the schemas against themselves and their own prose.",
    "show": "Show a model or a parameter at every stage.",
    "rules": "List every code that a finding or a change can have.",
    "mock": "Serve the models as the provider would, with faults on request.",
    "demo": "Run the main job from end to end, without network or key.",
}

EXAMPLES = """\b
Start here:
  modelmint init
  modelmint add empiriolabs:amazon-nova-canvas
  modelmint check
"""


class Commands(click.Group):
    """A group that imports a command when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of a first day with the tool."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one command."""
        if name not in COMMANDS:
            return None
        command = import_module(f"modelmint.cli.{name}_").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else " See 'modelmint --help'."
            ctx.fail(f"There is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"modelmint {version('modelmint')}")
        ctx.exit()


@click.command(cls=Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "--directory", type=click.Path(exists=True, file_okay=False), help="Run as if started there.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
@click.pass_context
def group(ctx: click.Context, directory: str | None) -> None:
    """Clients, validators and documentation from the schemas that AI providers publish.

    Ends with 0 when all is well, 1 with findings or drift, 2 for a wrong call or configuration, 3 when the
    network fails.
    """
    ctx.obj = directory


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit."""
    try:
        group.main(args, prog_name="modelmint", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Print a known error in the user's words and return its exit code; raise all others on."""
    known: dict[type[Any], int] = {}
    if "modelmint.config" in sys.modules:
        known[sys.modules["modelmint.config"].ConfigError] = 2
    if "modelmint.fetch" in sys.modules:
        known[sys.modules["modelmint.fetch"].FetchError] = 3
    for kind, code in known.items():
        if isinstance(error, kind):
            click.echo(f"modelmint: {error}", err=True)
            return code
    raise error
