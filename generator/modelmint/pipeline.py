"""The stages in order: the table of contents.

document -> snapshot -> model -> corrected model -> view -> files
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from modelmint import basis
from modelmint.config import Config, load
from modelmint.config.place import find
from modelmint.ir.frozen import frozen, replace
from modelmint.memo import Memo, of_this_user
from modelmint.snapshot import Store
from modelmint.snapshot.landing import finish
from modelmint.stamp import CACHE, Stamp, look

if TYPE_CHECKING:
    from modelmint.config import Source
    from modelmint.diagnostics.finding import Finding
    from modelmint.ir.files import Files
    from modelmint.ir.ids import ModelRef
    from modelmint.ir.model import Model
    from modelmint.ir.rules import Rule
    from modelmint.ir.value import Json
    from modelmint.lower.target import Conventions, SourceView
    from modelmint.overlay import Overlay
    from modelmint.snapshot import Snapshot
    from modelmint.stamp import States
    from modelmint.write import Written


@frozen
class Project:
    """A configuration, its snapshots, and the day that it is looked at.

    `filed` is what the system said of the configuration's file before it was read; None if the configuration is
    not that of the file.
    """

    config: Config
    store: Store
    today: date
    filed: States | None = None

    @classmethod
    def open(cls, start: Path, today: date) -> Project:
        """Find the configuration from a folder upwards.

        Raises:
            ConfigError: there is none, or it is wrong.
            StoreError: an update was cut short and cannot be ended.
        """
        file = find(start)
        if file is not None:
            finish(file.parent)
        filed = None if file is None else look([file])
        config = load(start)
        return cls(config, Store(config.schemas, config.root), today, filed)

    def with_models(self, models: tuple[ModelRef, ...]) -> Project:
        """The same project with other models."""
        return self.with_config(replace(self.config, models=models))

    def with_config(self, config: Config) -> Project:
        """The same project with another configuration than its file has."""
        return replace(self, config=config, filed=None)

    def stamp(self, name: str) -> Stamp | None:
        """Where conclusions of a kind are kept; None if they would not hold for the files of the project."""
        return None if self.filed is None else Stamp.of(self.config.root, name, self.today)

    def sources(self) -> States:
        """What the system says of every file that decides what is generated and found."""
        return look(basis.sources(self.config, self.store)) | (self.filed or {})

    @property
    def cache(self) -> Path:
        """Where conclusions and what was made are kept; all of it can be deleted at any time."""
        return self.config.root / CACHE

    def text(self, file: str) -> str | None:
        """What a file of the project says, by the path that findings give it; None if it cannot be read."""
        try:
            return (self.config.root / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def source(self, name: str) -> Source:
        """A source with all that the configuration leaves to its profile."""
        from modelmint.profile import load

        source = self.config.sources[name]
        profile = load(source.kind)
        return replace(
            source,
            base_url=source.base_url or profile.base_url,
            key_env=source.key_env or profile.key_env,
        )


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
Refuse: TypeAlias = Callable[["Model", "Rule"], None]
"""Hears of a rule that refuses requests of a model for what no form can express."""


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


def wanted(
    project: Project,
    only: Sequence[ModelRef] | None = None,
    *,
    staged: Sequence[Stages] | None = None,
    tell: Tell | None = None,
    refuse: Refuse | None = None,
) -> dict[Path, Files]:
    """What every target's folder is to hold. `staged` are the stages of all models, if they are known already.

    `only` leaves out the files of other models; the index of all is made from all the same. `refuse` hears, of
    models that are read for it, the rules that refuse requests for what no form can express.

    Raises:
        ConfigError: the configuration asks for a pack or an option that is not there.
        PackError: a pack is wrong.
        RenderError: a template failed.
    """
    from modelmint import making
    from modelmint.ir.model import unread

    def models() -> list[Model]:
        read = every(project, project.config.models, tell) if staged is None else staged
        corrected = [one.corrected for one in read]
        if refuse is not None:
            for model in corrected:
                for rule in unread(model):
                    refuse(model, rule)
        return corrected

    return making.wanted(
        making.Material(
            project.config,
            project.store,
            models,
            sources=lambda conventions: sources(project, conventions),
            compiled=of_this_user(),
            memo=Memo(project.cache / "made"),
            tell=tell or (lambda *_: None),
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
    written = write_all(wanted(project, only, tell=tell, refuse=refuse), force=force, part=only is not None)
    if stamp and not written.kept:
        products = basis.products(project.config)
        after = look([*basis.manifests(project.config), *products])
        stamp.keep(before | after, str(len(products)), products)
    return written
