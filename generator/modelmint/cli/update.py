"""`modelmint update`: pull, generate, check and write the changelog, as one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import open_project, output_format
from modelmint.ir.counts import counted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from modelmint.fetch import Progress
    from modelmint.pipeline import Project
    from modelmint.update import Update


@click.command()
@click.option("--branch", metavar="NAME", help="Commit to this branch; the files here are not touched.")
@click.option(
    "--body",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the description of a pull request there.",
)
@output_format
def command(branch: str | None, file: Path | None, format_: str) -> None:
    """Pull, generate, check, and write the changelog and the text of a pull request, as one step.

    All is computed first, in a copy, and put in place as one: if anything fails or is changed meanwhile, files and
    branches are as they were, and what a crash cuts short is ended by the next command. Models that cannot be
    fetched stop no others. It ends with 1 if the check finds something, and with 3 if a model was not fetched.

    \b
    Example:
      modelmint update --branch models --body pull-request.md
    """
    from modelmint.update import body

    project = open_project()
    done = _on_branch(project, branch) if branch else _here(project)
    text = body(done, project)
    if file is not None:
        output.put(text, file)
    _say(done, text, format_)
    click.get_current_context().exit(3 if done.answers.failures else int(done.report.failed or bool(done.answers.gone)))


def _here(project: Project) -> Update:
    from tempfile import TemporaryDirectory

    from modelmint.snapshot.landing import land
    from modelmint.update import copied, update

    with TemporaryDirectory(prefix="modelmint-") as folder:
        try:
            copy = copied(project, Path(folder))
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        with _counting(project) as progress:
            done = update(copy, progress)
    land(done.files, done.seen, project.config.root)
    return done


def _counting(project: Project) -> AbstractContextManager[Progress | None]:
    from modelmint.cli.progress import counting

    return counting("fetched", len(project.config.models))


def _on_branch(project: Project, name: str) -> Update:
    from modelmint.pipeline import Project as Opened
    from modelmint.snapshot.branch import commit, on_branch
    from modelmint.update import update

    with on_branch(project.config.root, name) as folder:
        with _counting(project) as progress:
            done = update(Opened.open(folder, project.today), progress)
        if done.files:
            commit(folder, name, "Update models")
    return done


def _say(done: Update, text: str, format_: str) -> None:
    from modelmint.cli.changes import as_json, as_text

    if format_ == "json":
        output.document("update", **as_json(done.outcome), files=[*sorted(done.files)], body=text)
        return
    output.put(as_text(done.outcome), None)
    for ref in done.answers.gone:
        click.echo(f"  gone     {ref}")
    for ref, error in done.answers.failures.items():
        click.echo(f"  failed   {ref}  {error}", err=True)
    click.echo(f"  updated  {counted(len(done.files), 'file')}" if done.files else "  nothing to update")
