"""`modelmint show`: a model, or one parameter, at every stage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.described import described
from modelmint.cli.options import Reference, chosen, nearest, open_project, output_format
from modelmint.diagnostics.plain import plain
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from modelmint.ir.origin import Origin
    from modelmint.ir.value import Json
    from modelmint.pipeline import Project, Stages

STAGES = ("read", "normalised", "corrected")


@click.command()
@click.argument("model", type=Reference())
@click.argument("parameter", required=False)
@output_format
def command(model: ModelRef, parameter: str | None, format_: str) -> None:
    """Show a model or a parameter as it is at every stage, and where it is printed.

    \b
    Example:
      modelmint show empiriolabs:amazon-nova-canvas cfg_scale
    """
    from modelmint.pipeline import stages

    project = open_project()
    chosen(project, (model,))
    one = stages(project, model)
    if parameter is not None and one.corrected.parameter(parameter) is None:
        hint = nearest(parameter, [each.name for each in one.corrected.parameters])
        raise click.UsageError(f"{model} has no parameter {parameter!r}{hint}")
    views = list(_views(project, one, parameter))
    if format_ == "json":
        output.document("show", model=str(model), parameter=parameter, stages=[*views])
    else:
        _print(f"{model}  {parameter or ''}", views)


def _views(project: Project, one: Stages, name: str | None) -> Iterator[dict[str, Json]]:
    """What stands at each stage: a value, and its place where it has one."""
    origin = one.read.origin
    if name is not None:
        parameter = one.read.parameter(name)
        origin = parameter.origin if parameter else origin
    yield {"stage": "published", "place": _place(project, origin), "value": _at(one.document, origin.pointer)}
    for stage in STAGES:
        model = getattr(one, stage)
        yield {"stage": stage, "value": described(model if name is None else model.parameter(name))}
    yield from _corrections(project, one, name)
    yield from _printed(project, one, name)


def _at(document: Json, pointer: str) -> Json:
    for key in pointer.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            document = document[int(key)]
        elif isinstance(document, dict):
            document = document[key]
    return document


def _place(project: Project, origin: Origin) -> str:
    from modelmint.diagnostics.locate import line_of

    text = (project.config.root / origin.file).read_text(encoding="utf-8")
    return f"{origin.file}:{line_of(text, origin.pointer, origin.file)}"


def _corrections(project: Project, one: Stages, name: str | None) -> Iterator[dict[str, Json]]:
    from modelmint.overlay import Correction, outcomes

    if one.overlay is None:
        return
    for outcome in outcomes(one.normalised, one.overlay)[1]:
        entry = outcome.entry
        about = (entry.target,) if isinstance(entry, Correction) else entry.parameters
        if name is None or name in about:
            what = entry.at if isinstance(entry, Correction) else f"{entry.kind} {', '.join(entry.parameters)}"
            said = f"{what}: {outcome.status}; {entry.evidence.why} ({entry.evidence.source})"
            yield {"stage": "correction", "place": _place(project, entry.origin), "value": said}


def _printed(project: Project, one: Stages, name: str | None) -> Iterator[dict[str, Json]]:
    """The lines of generated files that hold the parameter's name, or the files that hold the model's id."""
    from modelmint.write import read_manifest

    wanted = name or one.corrected.id
    for target in project.config.targets.values():
        out = project.config.root / target.out
        for path in sorted(read_manifest(out)):
            file = out / path
            if file.is_file() and (line := _line_with(file.read_text(encoding="utf-8"), wanted)):
                yield {"stage": "printed", "place": f"{project.store.shown(file)}:{line}", "value": None}


def _line_with(text: str, word: str) -> int:
    """The first line, counted from 1, that holds a whole word; 0 for none."""
    import re

    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _print(title: str, views: list[dict[str, Json]]) -> None:
    from modelmint.ir.text import spell

    click.secho(title.rstrip(), bold=True)
    before: Json = None
    for view in views:
        value = view["value"]
        same = value == before and view["stage"] in STAGES
        text = "the same" if same else value if isinstance(value, str) else "" if value is None else spell(value)
        head = f"  {view['stage']:<10}  {view.get('place') or ''}".rstrip()
        click.echo(head if "\n" in text or not text else f"{head:<12}  {plain(text)}")
        if "\n" in text:
            click.echo("".join(f"    {plain(line)}\n" for line in text.splitlines()), nl=False)
        before = value
