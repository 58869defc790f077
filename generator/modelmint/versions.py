"""Versions of a model to compare: as kept, as in a revision of git, as the provider has it now, or a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.pipeline import Project, staged_in
from modelmint.snapshot import Snapshot

Pair = tuple[Model | None, Model | None]
LIVE = "live"


def pairs(project: Project, versions: tuple[str, ...], revision: str | None) -> Iterator[Pair]:
    """The pairs of models to compare.

    Raises:
        ValueError: the words do not name two versions; says how to.
        FetchError: the provider did not answer.
        RevisionError: git has no such revision.
    """
    if revision is not None:
        refs = [ModelRef.parse(version) for version in versions] or _known(project, revision)
        return ((version(project, f"{ref}@{revision}"), version(project, str(ref))) for ref in refs)
    if len(versions) == 1:
        versions = (versions[0], f"{versions[0]}@{LIVE}")
    if len(versions) != 2:
        raise ValueError("name two versions, or --git REV; see 'modelmint diff --help'")
    old, new = versions
    ref = next((_named(each)[0] for each in versions if not Path(each).is_file()), None)
    return iter([(version(project, old, ref), version(project, new, ref))])


def version(project: Project, text: str, ref: ModelRef | None = None) -> Model | None:
    """The model that a version names, as normalised; None where there is no such model.

    A file is read as `ref`, or by the first of the project's sources if nothing says of which it is.
    """
    if Path(text).is_file():
        return _of_file(project, Path(text), ref)
    ref, at = _named(text)
    if ref.source not in project.config.sources:
        raise ValueError(f"{project.config.file.name} has no source {ref.source!r}")
    snapshot = _snapshot(project, ref, at)
    return None if snapshot is None else staged_in(project, snapshot).normalised


def _snapshot(project: Project, ref: ModelRef, at: str) -> Snapshot | None:
    if at == LIVE:
        from modelmint.remote import live

        return live(project, ref)
    if not at:
        return project.store.read(ref) if project.store.path(ref).exists() else None
    from modelmint.snapshot.revision import read_revision

    text = read_revision(project.store.path(ref), at)
    return None if text is None else Snapshot(ref, text, f"{project.store.file(ref)}@{at}")


def _of_file(project: Project, file: Path, ref: ModelRef | None) -> Model:
    if ref is None:
        source = next(iter(project.config.sources))
        ref = ModelRef(source, file.stem)
    return staged_in(project, Snapshot(ref, file.read_text(encoding="utf-8-sig"), file.as_posix())).normalised


def _named(text: str) -> tuple[ModelRef, str]:
    """The model that a version names, and what follows its `@`."""
    named, _, at = text.rpartition("@") if "@" in text else (text, "", "")
    try:
        return ModelRef.parse(named), at
    except ValueError:
        example = "empiriolabs:amazon-nova-canvas"
        raise ValueError(f"{text!r} is neither a file nor a model, which is SOURCE:MODEL, such as {example}") from None


def _known(project: Project, revision: str) -> list[ModelRef]:
    """The models that are kept now or were kept then."""
    from modelmint.snapshot.lock import read
    from modelmint.snapshot.revision import read_revision

    text = read_revision(project.store.root / "lock.toml", revision)
    then = () if text is None else read(text).entries
    return list(dict.fromkeys((*project.config.models, *then)))
