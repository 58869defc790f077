"""The stages in order: the table of contents.

document -> snapshot -> model -> corrected model -> view -> files
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from modelmint import basis
from modelmint.ir.frozen import replace
from modelmint.memo import Memo, of_this_user
from modelmint.project import Project
from modelmint.readings import Readings
from modelmint.staging import Place, Stages, Tell, every, lint_left, linted, read_left, staged, staged_in, stages
from modelmint.stamp import conclusion, look, read_conclusion

if TYPE_CHECKING:
    from modelmint.gist import Gist
    from modelmint.ir.files import KeptFiles
    from modelmint.ir.ids import ModelRef
    from modelmint.lower.target import Conventions, SourceView
    from modelmint.making import Ahead, Batches, Material
    from modelmint.shelf import Parts
    from modelmint.write import Written

__all__ = [
    "Place",
    "Project",
    "Readings",
    "Stages",
    "every",
    "generate",
    "lint_left",
    "linted",
    "read_left",
    "staged",
    "staged_in",
    "stages",
    "wanted",
]

Refuse: TypeAlias = Callable[[str, str], None]
"""Hears of a model what every form refuses since it is not understood, and which corrections are left out."""


def wanted(
    project: Project,
    only: Sequence[ModelRef] | None = None,
    *,
    readings: Readings | None = None,
    processes: int = 1,
) -> dict[Path, KeptFiles]:
    """What every target's folder is to hold. `readings` are those of the project, where there are some already.

    `only` leaves out the files of other models; the index of all is made from all the same. With several
    `processes`, a script that calls this does so under `if __name__ == "__main__":`, as each of them starts by
    importing it.

    Raises:
        ConfigError: the configuration asks for a pack or an option that is not there.
        PackError: a pack is wrong.
        RenderError: a template failed.
    """
    from modelmint import making

    known = readings or Readings(project)
    return making.wanted(_material(project, known), only, _ahead(project, processes))


def _left_out(one: Gist) -> Iterator[str]:
    """What of a model's corrections is not applied, since it is not written as it must be."""
    from modelmint.diagnostics.finding import Severity

    for finding in one.stale:
        if finding.severity is Severity.ERROR and finding.origin:
            yield f"{finding.origin.file}: {finding.message}; left out, modelmint check tells where"


def _material(project: Project, readings: Readings) -> Material:
    from modelmint.making import Material

    return Material(
        project.config,
        document=readings.document,
        remembered=readings.remembered,
        gists=readings.gists,
        model=lambda ref: readings.stages(ref).corrected,
        sources=lambda conventions: sources(project, conventions),
        compiled=of_this_user(),
        memo=Memo(project.cache / "made"),
        tell=readings.tell,
    )


def _ahead(project: Project, processes: int) -> Ahead | None:
    """What makes parts of many models in several processes; None for a single one."""
    if processes < 2:
        return None

    def ahead(batches: Batches) -> Iterator[Parts]:
        from modelmint.spread import spread

        return spread(parts_maker, project, batches, min(processes, len(batches)))

    return ahead


def parts_maker(project: Project) -> Callable[[Sequence[str]], Parts]:
    """What makes the parts of a batch of the project's models and puts them into its memo, in a process of its own."""
    from modelmint.making import Maker

    return Maker(_material(project, Readings(project))).parts


def sources(project: Project, conventions: Conventions) -> list[SourceView]:
    """What templates see of the project's sources: where each is, and how it is spoken to."""
    from modelmint.lower import source_view
    from modelmint.profile import load

    views = []
    for name in project.config.sources:
        source = project.source(name)
        known = replace(source_view(name, conventions), protocol=load(source.kind).calling())
        views.append(replace(known, base_url=source.base_url or "", key_env=source.key_env or ""))
    return views


def generate(
    project: Project,
    only: Sequence[ModelRef] | None = None,
    *,
    force: bool = False,
    tell: Tell | None = None,
    refuse: Refuse | None = None,
    processes: int = 1,
) -> Written:
    """Write the files of every target, or of every target for some models.

    Where nothing has changed since all of it was written, nothing is read either. `refuse` hears each time what
    is refused or left out of each model. For `processes`, see `wanted`.

    Raises:
        ConfigError, PackError, RenderError: nothing was written.
        OSError: something cannot be written.
    """
    from modelmint.write import Written, write_all

    stamp = project.stamp("generate") if only is None else None
    known = stamp.read() if stamp else None
    if known is not None:
        unchanged, told = read_conclusion(known)
        _tell_each(told, refuse)
        return Written(unchanged=unchanged)
    before, readings = project.sources(), Readings(project, tell)
    files = wanted(project, only, readings=readings, processes=processes)
    written = write_all(files, force=force, part=only is not None)
    gists = readings.gists(only or project.config.models)
    refused = [(str(one.model.ref), said) for one in gists for said in (*one.refused, *_left_out(one))]
    _tell_each(refused, refuse)
    if stamp and not written.kept:
        products = basis.products(project.config)
        after = look([*basis.manifests(project.config), *products])
        stamp.keep(before | after, conclusion(len(products), refused), products)
    return written


def _tell_each(refused: Iterable[tuple[str, str]], refuse: Refuse | None) -> None:
    if refuse is not None:
        for each in refused:
            refuse(*each)
