"""The stages in order: the table of contents.

document -> snapshot -> model -> corrected model -> view -> files
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from modelmint import basis
from modelmint.ir.frozen import frozen, replace
from modelmint.memo import Memo, key, of_this_user
from modelmint.project import Project
from modelmint.stamp import content, look, own_code

if TYPE_CHECKING:
    from datetime import date

    from modelmint.diagnostics.finding import Finding
    from modelmint.gist import Gist
    from modelmint.ir.files import KeptFiles
    from modelmint.ir.ids import ModelRef
    from modelmint.ir.model import Model
    from modelmint.ir.value import Json
    from modelmint.lower.target import Conventions, SourceView
    from modelmint.overlay import Overlay
    from modelmint.snapshot import Snapshot
    from modelmint.write import Written

__all__ = ["Project", "Stages", "generate", "stages"]


@frozen
class Stages:
    """One model at every stage, and all that was found on the way."""

    snapshot: Snapshot
    document: Json
    read: Model
    normalised: Model
    corrected: Model
    overlay: Overlay | None
    reading: tuple[Finding, ...]
    correcting: tuple[Finding, ...]


def stages(project: Project, ref: ModelRef) -> Stages:
    """Take one model from its snapshot to its corrected form.

    Raises:
        StoreError: there is no snapshot, or it is not readable.
        JsonError: it is no JSON.
    """
    return staged_in(project, project.store.read(ref))


def staged_in(project: Project, snapshot: Snapshot) -> Stages:
    """Take a document, which need not be the one that is kept, to its corrected model."""
    overlay = project.store.overlay(snapshot.ref)
    place = Place(project.config.sources[snapshot.ref.source].kind, overlay, project.store.shown(overlay))
    return staged(snapshot, place, project.today)


@frozen
class Place:
    """Where a document belongs: its dialect, and its corrections with the name that findings give them."""

    dialect: str
    overlay: Path
    shown: str


def staged(snapshot: Snapshot, place: Place, today: date) -> Stages:
    """Take a document through all stages, the stages in order."""
    from modelmint.ir.text import parse
    from modelmint.normalise import normalise
    from modelmint.overlay import apply, read_overlay
    from modelmint.read import read

    document = parse(snapshot.text)
    model, reading = read(document, snapshot.ref, snapshot.file, place.dialect)
    normalised = normalise(model)
    overlay, unread = read_overlay(place.overlay, snapshot.ref, place.shown)
    corrected, stale = apply(normalised, overlay, today)
    return Stages(snapshot, document, model, normalised, corrected, overlay, tuple(reading), (*unread, *stale))


_Item = TypeVar("_Item")
_Done = TypeVar("_Done")
Tell: TypeAlias = Callable[[str, int, int], None]
"""Hears how far long work has come: what was done, how often, and how often it will be."""
Refuse: TypeAlias = Callable[["ModelRef", str], None]
"""Hears of a rule that refuses requests of a model for what no form can express: where it stands, and what it says."""


def every(project: Project, refs: Iterable[ModelRef], tell: Tell | None = None) -> list[Stages]:
    """All stages of several models, in their order."""
    return list(_counted("read", [*refs], lambda ref: stages(project, ref), tell))


def _counted(what: str, items: Sequence[_Item], work: Callable[[_Item], _Done], tell: Tell | None) -> Iterator[_Done]:
    for at, item in enumerate(items, 1):
        yield work(item)
        if tell is not None:
            tell(what, at, len(items))


def linted(project: Project, refs: Iterable[ModelRef]) -> list[Finding]:
    """What is found in what the provider published, less what our corrections answer."""
    return [finding for one in every(project, refs) for finding in lint_left(one)]


def lint_left(one: Stages) -> list[Finding]:
    """What reading and the rules find in one document and corrections leave as it was."""
    from modelmint.lint import lint

    left = {(finding.code, finding.parameter) for finding in lint(one.corrected, one.snapshot.file)}
    told = lint(one.normalised, one.snapshot.file)
    return [*read_left(one), *(finding for finding in told if (finding.code, finding.parameter) in left)]


def read_left(one: Stages) -> list[Finding]:
    """What reading found in one document, less the constraints of which a correction says that they are not needed."""
    from modelmint.ir.model import unread

    before, after = ({rule.origin for rule in unread(model)} for model in (one.normalised, one.corrected))
    return [found for found in one.reading if found.code != "constraint-not-read" or found.origin not in before - after]


class Readings:
    """The models of a project in one run: each is read when it is needed, and those that did not change need not be.

    `tell` hears how many were read.
    """

    def __init__(self, project: Project, tell: Tell | None = None) -> None:
        self.project = project
        self.tell = tell or (lambda *_: None)
        self._memo = Memo(project.cache / "read")
        self._documents: dict[ModelRef, str] = {}
        self._staged: dict[ModelRef, Stages] = {}

    def document(self, ref: ModelRef) -> str:
        """The key of a model's document and corrections, of where they are, and of how they are read.

        Raises:
            StoreError: there is no snapshot, or it is not readable.
        """
        if ref not in self._documents:
            store, snapshot = self.project.store, self.project.store.read(ref)
            overlay, dialect = store.overlay(ref), self.project.config.sources[ref.source].kind
            parts = (str(ref), snapshot.file, snapshot.text, store.shown(overlay), content(overlay), dialect)
            self._documents[ref] = key("document", own_code(), *parts)
        return self._documents[ref]

    def stages(self, ref: ModelRef) -> Stages:
        """All stages of a model, of which the last few that were read are still known."""
        if ref not in self._staged:
            if len(self._staged) >= _FEW:
                self._staged.clear()
            self._staged[ref] = stages(self.project, ref)
        return self._staged[ref]

    def gists(self, refs: Sequence[ModelRef]) -> list[Gist]:
        """What is to be known of each model; those that changed are read."""
        found = list(_counted("read", refs, self._gist, self.tell))
        if self._staged:
            self._memo.prune(set(self._documents.values()))
        return found

    def _gist(self, ref: ModelRef) -> Gist:
        from modelmint import gist

        name = self.document(ref)
        body = self._memo.read(name)
        known = None if body is None else gist.read(body)
        if known is None or not known.holds(self.project.today):
            known = gist_of(self.stages(ref), self.project.today)
            self._memo.keep(name, gist.spell(known))
        return known


_FEW = 32
"""How many models that were read are in memory at once."""


def gist_of(one: Stages, day: date) -> Gist:
    """What is to be known of a model on a day."""
    from modelmint.diagnostics.finding import Severity
    from modelmint.gist import Gist, outline
    from modelmint.ir.model import unread
    from modelmint.lower.sentences import sentence

    return Gist(
        outline(one.corrected),
        parameters=len(one.corrected.parameters),
        prices=len(one.corrected.prices),
        errors=tuple(finding for finding in read_left(one) if finding.severity is Severity.ERROR),
        stale=one.correcting,
        refused=tuple(
            f"{rule.origin.file}#{rule.origin.pointer}: {sentence(rule, {})}" for rule in unread(one.corrected)
        ),
        day=day,
        expiring=() if one.overlay is None else one.overlay.expiring,
    )


def wanted(
    project: Project,
    only: Sequence[ModelRef] | None = None,
    *,
    readings: Readings | None = None,
    refuse: Refuse | None = None,
) -> dict[Path, KeptFiles]:
    """What every target's folder is to hold. `readings` are those of the project, where there are some already.

    `only` leaves out the files of other models; the index of all is made from all the same. `refuse` hears, if
    anything is made, of the rules that refuse requests for what no form can express.

    Raises:
        ConfigError: the configuration asks for a pack or an option that is not there.
        PackError: a pack is wrong.
        RenderError: a template failed.
    """
    from modelmint import making

    known = readings or Readings(project)

    def gists() -> list[Gist]:
        found = known.gists(project.config.models)
        if refuse is not None:
            for ref, said in ((one.model.ref, said) for one in found for said in one.refused):
                refuse(ref, said)
        return found

    return making.wanted(
        making.Material(
            project.config,
            known.document,
            gists,
            lambda ref: known.stages(ref).corrected,
            sources=lambda conventions: sources(project, conventions),
            compiled=of_this_user(),
            memo=Memo(project.cache / "made"),
            tell=known.tell,
        ),
        only,
    )


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
) -> Written:
    """Write the files of every target, or of every target for some models.

    Where nothing has changed since all of it was written, nothing is read either.

    Raises:
        ConfigError, PackError, RenderError: nothing was written.
        OSError: something cannot be written.
    """
    from modelmint.write import Written, write_all

    stamp = project.stamp("generate") if only is None else None
    known = stamp.read() if stamp else None
    if known is not None:
        return Written(unchanged=int(known))
    before = project.sources()
    files = wanted(project, only, readings=Readings(project, tell), refuse=refuse)
    written = write_all(files, force=force, part=only is not None)
    if stamp and not written.kept:
        products = basis.products(project.config)
        after = look([*basis.manifests(project.config), *products])
        stamp.keep(before | after, str(len(products)), products)
    return written
