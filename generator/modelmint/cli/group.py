"""The command group: which commands there are, and which one is run."""

from __future__ import annotations

from importlib import import_module

import click

# One line a command, so that `--help` imports none of them.
COMMANDS = {
    "init": "Start a project here: write modelmint.toml.",
    "add": "Add models: fetch, snapshot, generate.",
    "remove": "Remove models, their snapshots and their files.",
    "list": "List the models: state, life, where each came from.",
    "pull": "Fetch the snapshots anew and say what changed.",
    "update": "Pull, generate, check and write the changelog, as one step.",
    "generate": "Write clients, validators and documentation.",
    "check": "Say what is stale, changed by hand, corrected twice or retired.",
    "diff": "Say what changed between two versions of a model.",
    "history": "Say what changed in a model, commit by commit.",
    "lint": "Check the schemas against themselves and their own prose.",
    "conform": "Run test vectors through every form of validator.",
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
        command = import_module(f"modelmint.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from modelmint.cli.options import nearest

            hint = nearest(args[0], COMMANDS) or "; see 'modelmint --help'"
            ctx.fail(f"there is no command {args[0]!r}{hint}")
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
