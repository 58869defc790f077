"""What commands share: the project they work on, and the form of their output."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from modelmint.ir.ids import ModelRef
    from modelmint.pipeline import Project

Command = TypeVar("Command", bound=Callable[..., Any])


def output_format(command: Command) -> Command:
    """Add `--format`."""
    return _format(command, ["text", "json"], "For people or for programs.")


REPORTS = ["text", "json", "markdown", "html", "github", "gitlab", "sarif", "junit"]
"""The forms of a report of findings."""


def report_format(command: Command) -> Command:
    """Add `--format` with every form that findings can have, and `--output`."""
    file = click.Path(dir_okay=False, path_type=Path)
    into = click.option("--output", "file", metavar="FILE", type=file, help="Write the report there, not here.")
    return _format(into(command), REPORTS, "For people, for programs, or for what shows findings in CI.")


def _format(command: Command, forms: list[str], help_: str) -> Command:
    choice = click.Choice(forms)
    return click.option("--format", "format_", type=choice, default="text", show_default=True, help=help_)(command)


def folder() -> Path:
    """Where the command works: the folder of `-C`, or this one."""
    return Path(click.get_current_context().find_root().obj or ".")


def open_project() -> Project:
    """The project that the command works on, as it is today."""
    from modelmint.pipeline import Project

    return Project.open(folder(), _today())


def recalled(name: str) -> str | None:
    """What a command concluded when it was last run, if nothing has changed since; it takes no project to know."""
    from modelmint.config.place import find
    from modelmint.stamp import Stamp

    file = find(folder())
    return None if file is None else Stamp.of(file.parent, name, _today()).read()


def _today() -> date:
    return datetime.now(UTC).date()


class Reference(click.ParamType["ModelRef"]):
    """A model, written SOURCE:MODEL."""

    name = "source:model"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ModelRef:
        """Read the reference, or say how one is written."""
        from modelmint.ir.ids import ModelRef

        try:
            return value if isinstance(value, ModelRef) else ModelRef.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Days(click.ParamType[int]):
    """A number of days, written 60d."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say how one is written."""
        if isinstance(value, int):
            return value
        number, unit = value[:-1], value[-1:]
        if unit != "d" or not (number.isascii() and number.isdigit() and len(number) <= 4):
            self.fail(f"{value!r} is not a number of days such as 60d", param, ctx)
        return int(number)


def nearest(word: str, known: Iterable[str]) -> str:
    """What was probably meant, as the end of a sentence; empty if nothing is near."""
    from modelmint.ir.meant import meant

    question = meant(word, known)
    return f"; {question}" if question else ""


def chosen(project: Project, refs: tuple[ModelRef, ...]) -> tuple[ModelRef, ...]:
    """The models that a command is about: the named ones, or all of the configuration."""
    known = project.config.models
    for ref in refs:
        if ref not in known:
            near = nearest(ref.id, [one.id for one in known if one.source == ref.source])
            hint = near or f"; add it with: modelmint add {ref}"
            raise click.UsageError(f"{project.config.file.name} names no model {ref}{hint}")
    return refs or known
