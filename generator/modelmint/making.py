"""What every target is to hold: made anew where something that it is made from has changed, remembered elsewhere.

Two kinds of conclusions are kept, each under a key that spells out everything it rests on:

- the files of one model in one target, if its templates looked at no other model: the document, the corrections,
  the names that set it apart from its neighbours, and the ground that all files of the target stand on;
- all files of all targets, as those parts and the files that are shared: the grounds, and every document.

Shared files see every model. What a model is, its gist tells them; one of which a template looks at what it takes is
read and lowered for that, changed or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.grounds import Job, asked_for, jobs
from modelmint.ir.files import KeptFiles, text_hash
from modelmint.ir.frozen import frozen, replace
from modelmint.ir.ids import ModelRef
from modelmint.memo import Memo, key
from modelmint.shelf import Parts, Shelf

if TYPE_CHECKING:
    from modelmint.config import Config
    from modelmint.gist import Gist
    from modelmint.ir.files import Files
    from modelmint.ir.model import Model
    from modelmint.lower.lazy import LazyView
    from modelmint.lower.target import Conventions, SourceView
    from modelmint.render.formatter import Finished
    from modelmint.render.outputs import Made
    from modelmint.render.subjects import Scope

Batches = Sequence[Sequence[str]]
Ahead = Callable[[Batches], Iterable[Parts]]
"""Makes the parts of models batch by batch, maybe several at once, and puts them into the memo."""

BATCH = 16
"""How many models are in memory at once while their files are made."""

_WORTH = 2
"""With how many batches other processes, which take a while to start, are not worth it yet."""


@frozen
class Material:
    """What files are made from. `document` is the key of a model's document and corrections.

    `remembered` is a gist that takes no reading; `gists` and `model` read models, if they must. `tell` hears how far
    it has come.
    """

    config: Config
    document: Callable[[ModelRef], str]
    remembered: Callable[[ModelRef], Gist | None]
    gists: Callable[[Sequence[ModelRef]], Sequence[Gist]]
    model: Callable[[ModelRef], Model]
    sources: Callable[[Conventions], Sequence[SourceView]]
    compiled: Path | None
    memo: Memo
    tell: Callable[[str, int, int], None]


def wanted(
    material: Material, only: Sequence[ModelRef] | None = None, ahead: Ahead | None = None
) -> dict[Path, KeptFiles]:
    """What each target's folder is to hold; `only` leaves out the files of other models.

    `ahead` makes the parts of models where there are many to make.

    Raises:
        ConfigError: the configuration asks for a pack or an option that is not there.
        PackError, RenderError, FormatError: a pack is wrong.
        StoreError: there is no snapshot of a model.
    """
    maker = Maker(material)
    rows = maker.make(None if only is None else {str(ref) for ref in only}, ahead)

    @cache
    def anew() -> dict[Path, KeptFiles]:
        """The same without a memory: what is there is not what was put there, so none of it is trusted again."""
        material.memo.prune(())
        return wanted(replace(material, memo=Memo(None)), only)

    def lost(out: Path, path: str) -> str:
        return anew()[out][path]

    outs = [material.config.root / job.target.out for job in maker.jobs]
    return {out: _files(maker.shelf, row, partial(lost, out)) for out, row in zip(outs, rows, strict=True)}


def _files(shelf: Shelf, row: Sequence[str], lost: Callable[[str], str]) -> KeptFiles:
    """The files of parts; `lost` makes a text that is no longer there."""
    homes = {path: name for name in row for path in shelf.parts[name]}
    digests = {path: shelf.parts[name][path] for path, name in homes.items()}

    def fetch(path: str) -> str:
        text = shelf.text(homes[path], path)
        if text is None:
            text = lost(path)
            if text_hash(text) != digests[path]:
                raise OSError(f"{path} would be another now: what it is made from changed meanwhile")
        return text

    return KeptFiles(digests, fetch)


@frozen
class _Begun:
    """A target in work: the names of the parts that it is to have, by model, and what is to be rendered."""

    parts: dict[str, str]
    made: Made
    job: Job


class Maker:
    """The targets of a project, and what of them is made already."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.jobs = jobs(material.config)
        self.shelf = Shelf(material.memo)
        self.documents = {str(ref): material.document(ref) for ref in material.config.models}
        self.whole = key("all", [job.ground for job in self.jobs], self.documents)
        self._lowered: list[tuple[Conventions, tuple[LazyView, ...]]] = []

    def make(self, only: set[str] | None, ahead: Ahead | None = None) -> Sequence[Sequence[str]]:
        """The names of each target's parts; those that are lacking are made.

        What was made is remembered even if something fails afterwards.
        """
        if only is None and self.shelf.whole == self.whole:
            return self.shelf.rows
        unknown = [ref for ref, outline in self._outlines.items() if outline is None]
        try:
            if len(unknown) <= BATCH:
                self._learn(unknown)
            self._make_many([ref for ref in self.documents if only is None or ref in only], ahead)
            if len(unknown) > BATCH:
                self._learn(unknown)
            rows = self._make_rest(only)
        except BaseException:
            self.shelf.save()
            raise
        if only is None:
            self.shelf.settle(self.whole, rows)
        else:
            self.shelf.save()
        return rows

    def parts(self, refs: Sequence[str]) -> Parts:
        """The parts of models that are lacking, made: all but those whose templates look at other models too."""
        from modelmint.render.subjects import Scope

        before = set(self.shelf.parts)
        gists = self.material.gists([ModelRef.parse(ref) for ref in refs])
        readable = {str(gist.model.ref) for gist in gists if gist.model.unreadable is None}
        self._finish([self._begin(job, Scope(readable, shared=False)) for job in self.jobs])
        self._forget()
        return {name: part for name, part in self.shelf.parts.items() if name not in before}

    def _make_many(self, refs: Sequence[str], ahead: Ahead | None) -> None:
        """Make parts batch by batch, if there are many to make.

        A model that is read only now is taken for one of which something can be read. If that is wrong, its name may
        have kept others from theirs: what was made under other names is not used.
        """
        lacking = self._lacking(refs)
        left = len(_batches(lacking))
        if ahead is not None and left > _WORTH:
            left -= self._take(ahead(_batches(lacking)), lacking)
            lacking = self._lacking(refs) if left else []
        if left > 1:
            self._take(map(self.parts, _batches(lacking)), lacking)

    def _take(self, batches: Iterable[Parts], models: Sequence[str]) -> int:
        """Put what was made onto the shelf, and tell of it. How many batches there were."""
        done = 0
        for done, parts in enumerate(batches, 1):
            self.shelf.parts.update(parts)
            self.material.tell("made", min(done * BATCH, len(models)), len(models))
        return done

    def _make_rest(self, only: set[str] | None) -> list[list[str]]:
        """Make the parts that are lacking still, and those that the models of a target share."""
        from modelmint.render.subjects import Scope

        begun = [self._begin(job, Scope(only, shared=True)) for job in self.jobs]
        left = self._finish(begun, partial(self.material.tell, "generated files:"))
        rows = []
        for one, shared in zip(begun, left, strict=True):
            name = key("shared", one.job.ground, self.documents, None if only is None else sorted(only))
            self.shelf.put(name, shared)
            rows.append([*(part for part in one.parts.values() if part in self.shelf.parts), name])
        return rows

    def _finish(self, begun: Sequence[_Begun], tell: Callable[[int, int], object] = lambda *_: None) -> list[Files]:
        """Render and format; parts go onto the shelf, and each target's other files are left."""
        from modelmint.render.formatter import formatted

        done = formatted([(one.made.files, one.job.pack.formats) for one in begun], tell)
        return [self._put(one, finished) for one, finished in zip(begun, done, strict=True)]

    def _put(self, begun: _Begun, finished: Finished) -> Files:
        """Put the parts onto the shelf that rest on a single model; what is left is shared."""
        left = finished.files | begun.made.copies
        for ref, paths in begun.made.own.items():
            if finished.alone.issuperset(paths):
                self.shelf.put(begun.parts[ref], {path: left.pop(path) for path in paths})
        return left

    def _begin(self, job: Job, scope: Scope) -> _Begun:
        """A target with what is to be rendered of it."""
        from modelmint.render.subjects import Scope

        known = self._parts[self.jobs.index(job)]
        parts = {ref: part for ref, part in known.items() if scope.models is None or ref in scope.models}
        made = self._made(
            job, Scope({ref for ref, part in parts.items() if part not in self.shelf.parts}, scope.shared)
        )
        if scope.shared and self._clash(parts.values(), made):
            # Two files of one path are an error that only those who make both can word.
            made = self._made(job, Scope(set(parts), shared=True))
        return _Begun(parts, made, job)

    def _made(self, job: Job, scope: Scope) -> Made:
        from modelmint.render import drafted

        material = self.material
        views, sources = self._views(job.pack.conventions), material.sources(job.pack.conventions)
        with asked_for(material.config, job.target):
            return drafted(job.pack, views, job.target.options, sources=sources, cache=material.compiled, scope=scope)

    def _clash(self, parts: Iterable[str], made: Made) -> bool:
        known = (self.shelf.parts[part] for part in parts if part in self.shelf.parts)
        paths = [path.casefold() for files in (*known, made.files, made.copies) for path in files]
        return len(set(paths)) < len(paths)

    def _lacking(self, refs: Iterable[str]) -> list[str]:
        """The models of which a part is not on the shelf."""
        there = self.shelf.parts
        return [ref for ref in refs if any(known.get(ref, "") not in there for known in self._parts if ref in known)]

    @cached_property
    def _parts(self) -> list[dict[str, str]]:
        """For each target the name of each model's part."""
        return [
            {
                view.ref: key("one", job.ground, self.documents[view.ref], (view.module, view.class_name, view.slug))
                for view in self._views(job.pack.conventions)
            }
            for job in self.jobs
        ]

    def _views(self, conventions: Conventions) -> tuple[LazyView, ...]:
        """The models by the conventions of one target; those with equal conventions see the same."""
        from modelmint.lower import lower_lazily

        for known, views in self._lowered:
            if known == conventions:
                return views
        views = lower_lazily(self._outlines, self.material.model, conventions)
        self._lowered.append((conventions, views))
        return views

    @cached_property
    def _outlines(self) -> dict[ModelRef, Model | None]:
        """What the models are, as far as that is known without reading them."""
        gists = {ref: self.material.remembered(ref) for ref in self.material.config.models}
        return {ref: None if gist is None else gist.model for ref, gist in gists.items()}

    def _learn(self, unknown: Sequence[ModelRef]) -> None:
        """Know what all models are; names may be others then."""
        if unknown:
            self._outlines |= {gist.model.ref: gist.model for gist in self.material.gists(unknown)}
            self._lowered.clear()
            self.__dict__.pop("_parts", None)

    def _forget(self) -> None:
        """Have no model in memory of which only the gist is needed."""
        from modelmint.lower.lazy import forget

        for _, views in self._lowered:
            forget(views)


def _batches(refs: Sequence[str]) -> list[Sequence[str]]:
    return [refs[at : at + BATCH] for at in range(0, len(refs), BATCH)]
