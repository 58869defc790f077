"""What every target is to hold: made anew where something that it is made from has changed, remembered elsewhere.

Two kinds of conclusions are kept, each under a key that spells out everything it rests on:

- the files of one model in one target, if its templates looked at no other model: the document, the corrections,
  the names that set it apart from its neighbours, and the ground that all files of the target stand on;
- all files of all targets, as the keys of those and the files that are shared: the grounds, and every document.

The ground of a target is our own code, the pack with its folders and formatters, the options and the sources.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelmint.ir.frozen import frozen
from modelmint.memo import Memo, key
from modelmint.stamp import content, own_code

if TYPE_CHECKING:
    from modelmint.config import Config, Target
    from modelmint.ir.files import Files
    from modelmint.ir.ids import ModelRef
    from modelmint.ir.model import Model
    from modelmint.lower.target import Conventions, SourceView
    from modelmint.lower.view import ModelView
    from modelmint.render import Pack
    from modelmint.render.formatter import Finished
    from modelmint.render.outputs import Made
    from modelmint.snapshot import Store

Parts = dict[str, "Files"]
"""The files of single models, by model."""


@frozen
class Material:
    """What files are made from. `models` reads and corrects those of the project, and is asked only if it must be.

    `tell` hears how many files are rendered, of how many.
    """

    config: Config
    store: Store
    models: Callable[[], Sequence[Model]]
    sources: Callable[[Conventions], Sequence[SourceView]]
    compiled: Path | None
    memo: Memo
    tell: Callable[[str, int, int], None]


@frozen
class _Job:
    """A target to fill. `ground` is the key of all that its files have in common."""

    target: Target
    pack: Pack
    ground: str


@frozen
class _Begun:
    """A target in work: the key of each model, the parts that were remembered, and what is to be rendered."""

    job: _Job
    keys: dict[str, str]
    known: Parts
    made: Made


@frozen
class _Whole:
    """A target's files: those of single models by their key, and the others."""

    parts: dict[str, Files]
    shared: Files

    @property
    def files(self) -> Files:
        """All of them."""
        return {path: text for part in (*self.parts.values(), self.shared) for path, text in part.items()}


def wanted(material: Material, only: Sequence[ModelRef] | None = None) -> dict[Path, Files]:
    """What each target's folder is to hold; `only` leaves out the files of other models.

    Raises:
        ConfigError: the configuration asks for a pack or an option that is not there.
        PackError, RenderError, FormatError: a pack is wrong.
        StoreError: there is no snapshot of a model.
    """
    jobs = []
    for target in material.config.targets.values():
        with _asked_for(material.config, target):
            jobs.append(_job(material.config, target))
    documents = {str(ref): _document(material.store, ref) for ref in material.config.models}
    name = key("all", [job.ground for job in jobs], documents)
    wholes = None if only is not None else _recall(material.memo, name)
    if wholes is None:
        wholes = _make(material, jobs, documents, None if only is None else set(map(str, only)))
        if only is None:
            _keep(material.memo, name, wholes)
    root = material.config.root
    return {root / job.target.out: whole.files for job, whole in zip(jobs, wholes, strict=True)}


@contextmanager
def _asked_for(config: Config, target: Target) -> Iterator[None]:
    """Say where the configuration asks for a pack or an option that is not there."""
    from modelmint.config.reader import mistaken
    from modelmint.render import ChoiceError

    try:
        yield
    except ChoiceError as error:
        if error.pack != target.pack:
            raise
        place = f"/targets/{target.pack}/{error.option}".rstrip("/")
        raise mistaken(config, place, error.said, error.hint) from None


def _job(config: Config, target: Target) -> _Job:
    from modelmint.render import load_pack
    from modelmint.render.formatter import identity

    pack = load_pack(target.pack, config.packs)
    own = [file for folder in config.packs for file in sorted(folder.rglob("*")) if file.is_file()]
    ground = key(
        own_code(),
        (target.pack, sorted(target.options.items())),
        list(config.sources.values()),
        [(str(file), content(file)) for file in own],
        [identity(format_.command) for format_ in pack.formats if format_.command],
    )
    return _Job(target, pack, ground)


def _document(store: Store, ref: ModelRef) -> str:
    """The key of a model's document and corrections, and of where they are."""
    snapshot = store.read(ref)
    return key(str(ref), snapshot.file, snapshot.text, content(store.overlay(ref)))


def _make(
    material: Material, jobs: Sequence[_Job], documents: Mapping[str, str], only: set[str] | None
) -> list[_Whole]:
    """Every target's files; of models that did not change, only what was remembered."""
    from modelmint.render.formatter import formatted

    models, views = material.models(), _Views()
    begun = []
    for job in jobs:
        with _asked_for(material.config, job.target):
            begun.append(_begin(material, job, views.of(models, job.pack.conventions), documents, only))
    drafts = [(one.made.files, one.job.pack.formats) for one in begun]
    done = formatted(drafts, lambda done, total: material.tell("generated files:", done, total))
    return [_finish(material.memo, *each) for each in zip(begun, done, strict=True)]


class _Views:
    """Models as targets see them; those with equal conventions see the same."""

    def __init__(self) -> None:
        self.known: list[tuple[Conventions, tuple[ModelView, ...]]] = []

    def of(self, models: Sequence[Model], conventions: Conventions) -> tuple[ModelView, ...]:
        """The models by the conventions of one target."""
        from modelmint.lower import lower

        for known, views in self.known:
            if known == conventions:
                return views
        self.known.append((conventions, lower(models, conventions)))
        return self.known[-1][1]


def _begin(
    material: Material, job: _Job, views: Sequence[ModelView], documents: Mapping[str, str], only: set[str] | None
) -> _Begun:
    from modelmint.render import drafted

    keys = {
        view.ref: key("one", job.ground, documents[view.ref], (view.module, view.class_name, view.slug))
        for view in views
        if only is None or view.ref in only
    }
    known = {ref: files for ref, name in keys.items() if (files := _files(material.memo, name)) is not None}

    def made(left: set[str]) -> Made:
        sources = material.sources(job.pack.conventions)
        return drafted(job.pack, views, job.target.options, sources=sources, cache=material.compiled, only=left)

    begun = _Begun(job, keys, known, made(keys.keys() - known.keys()))
    # Two files of one path are an error that only those who make both can word.
    return _Begun(job, keys, {}, made(set(keys))) if _clash(begun) else begun


def _clash(begun: _Begun) -> bool:
    several = [*map(list, begun.known.values()), [*begun.made.files], [*begun.made.copies]]
    paths = [path.casefold() for files in several for path in files]
    return len(set(paths)) < len(paths)


def _finish(memo: Memo, begun: _Begun, finished: Finished) -> _Whole:
    """A target's files, now that they are finished; those that rest on a single model are remembered."""
    files, own = finished.files, begun.made.own
    alone = {begun.keys[ref]: paths for ref, paths in own.items() if finished.alone.issuperset(paths)}
    made = {name: {path: files[path] for path in paths} for name, paths in alone.items()}
    for name, part in made.items():
        _remember(memo, name, part)
    parted = {path for part in made.values() for path in part}
    shared = {path: text for path, text in files.items() if path not in parted} | begun.made.copies
    return _Whole({begun.keys[ref]: part for ref, part in begun.known.items()} | made, shared)


def _files(memo: Memo, name: str) -> Files | None:
    body = memo.read(name)
    return None if body is None else dict(json.loads(body))


def _remember(memo: Memo, name: str, value: Any) -> None:
    memo.keep(name, json.dumps(value).encode())


def _recall(memo: Memo, name: str) -> list[_Whole] | None:
    """Every target's files, if all of them are remembered."""
    body = memo.read(name)
    wholes = []
    for known in [] if body is None else json.loads(body):
        parts = {part: _files(memo, part) for part in known["parts"]}
        present = {part: files for part, files in parts.items() if files is not None}
        if len(present) < len(parts):
            return None
        wholes.append(_Whole(present, known["shared"]))
    return None if body is None else wholes


def _keep(memo: Memo, name: str, wholes: Sequence[_Whole]) -> None:
    """Remember the targets as they are now, and nothing else."""
    _remember(memo, name, [{"parts": list(whole.parts), "shared": whole.shared} for whole in wholes])
    memo.prune({name, *(part for whole in wholes for part in whole.parts)})
