"""What the sources say now: documents fetched, and what they change here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.fetch import (
    DEFAULT,
    Fetched,
    FetchError,
    GoneError,
    Limits,
    NotFoundError,
    Progress,
    Validators,
    Wanted,
    fetch_catalogue,
    fetch_many,
)
from modelmint.ir.counts import counted
from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.snapshot import Arrival, Snapshot

if TYPE_CHECKING:
    from modelmint.config import Source
    from modelmint.diagnostics.report import Report
    from modelmint.drift import Change
    from modelmint.ir.model import Model
    from modelmint.pipeline import Project
    from modelmint.profile import Profile

CODES = {
    "remote-changed": Code(Severity.ERROR, "The provider publishes a schema that differs in meaning."),
    "remote-gone": Code(Severity.ERROR, "The provider has the model no longer."),
    "remote-unreadable": Code(Severity.ERROR, "What the provider publishes for the model describes none."),
}
"""The codes that a look at the sources can give."""


@dataclass(slots=True)
class Answers:
    """What became of each model that was asked for.

    `gone` are models that the source does not know (any more); `unreadable` answers that describe no
    model. Neither touches what is kept. `failures` are models of which nothing can be said. `pairs` are
    the models as they are kept, None for a new one, and as they arrived. `mismatched` are arrivals whose document
    gives itself another id, which are kept: a model may have two names.
    """

    arrivals: list[Arrival] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    pairs: list[tuple[Model | None, Model]] = field(default_factory=list)
    gone: list[ModelRef] = field(default_factory=list)
    unreadable: dict[ModelRef, str] = field(default_factory=dict)
    failures: dict[ModelRef, FetchError] = field(default_factory=dict)
    mismatched: dict[ModelRef, str] = field(default_factory=dict)


def ask(
    project: Project, refs: Sequence[ModelRef], limits: Limits = DEFAULT, progress: Progress | None = None
) -> Answers:
    """Ask the sources for models, and compare what comes with what is kept. Nothing is written."""
    answers = Answers()
    for name in dict.fromkeys(ref.source for ref in refs):
        ids = [ref.id for ref in refs if ref.source == name]
        for outcome, ref in zip(_outcomes(project, name, ids, limits, progress), ids, strict=True):
            _sort(project, ModelRef(name, ref), outcome, answers)
    return answers


def catalogue(project: Project, name: str, limits: Limits = DEFAULT) -> list[ModelRef]:
    """All models that a source lists; none if it has no list.

    Raises:
        FetchError: the catalogue cannot be had.
    """
    source, profile = _server(project, name)
    if profile.documents is None or profile.documents.catalogue is None:
        return []
    return [ModelRef(name, id_) for id_ in fetch_catalogue(source, profile, limits).ids]


def arrive(
    project: Project, refs: Sequence[ModelRef], limits: Limits = DEFAULT, progress: Progress | None = None
) -> list[Arrival]:
    """The documents of models, all or none.

    Raises:
        FetchError: one of them cannot be had.
    """
    arrived: dict[ModelRef, Arrival] = {}
    for name in dict.fromkeys(ref.source for ref in refs):
        ids = list(dict.fromkeys(ref.id for ref in refs if ref.source == name))
        for outcome, id_ in zip(_outcomes(project, name, ids, limits, progress, fresh=True), ids, strict=True):
            if isinstance(outcome, FetchError):
                raise outcome
            assert isinstance(outcome, Fetched)  # nothing was asked conditionally
            arrived[ModelRef(name, id_)] = _arrival(ModelRef(name, id_), outcome)
    return [arrived[ref] for ref in dict.fromkeys(refs)]


def live(project: Project, ref: ModelRef) -> Snapshot:
    """A model as its source has it now.

    Raises:
        FetchError: it cannot be had.
    """
    from modelmint.ir.text import spell

    [arrival] = arrive(project, [ref])
    return Snapshot(ref, spell(arrival.document), arrival.source_url)


def from_file(project: Project, ref: ModelRef, file: Path) -> Arrival:
    """A document from a file: a transcription, until the source itself is asked.

    Raises:
        JsonError: it is no JSON.
        OSError: it cannot be read.
    """
    from modelmint.ir.text import parse

    body = file.read_bytes()
    source, profile = _server(project, ref.source)
    base_url = source.base_url or profile.documents_url
    url = f"{base_url}{profile.documents.model_path(ref.id)}" if base_url and profile.documents else file.name
    return Arrival(ref, parse(body.decode("utf-8-sig")), url, hashlib.sha256(body).hexdigest(), transcription=True)


def report(project: Project, answers: Answers) -> Report:
    """What the sources changed, as findings about the snapshots; accepted changes are listed as such."""
    from modelmint import changes, settle

    outcome = changes.judged(project, answers.changes)
    others = changes.report(project, replace(outcome, changes=()))
    found = [*_moved(project, outcome.changes), *_lost(project, answers)]
    settled = settle.report(project, found, CODES, whole=True).joined(others)
    # What is past its day, `check` tells of all codes at once.
    entries = tuple(entry for entry in settled.entries if entry.finding.code != "acknowledgement-expired")
    return replace(settled, entries=entries)


def _moved(project: Project, changed: Sequence[Change]) -> Iterator[Finding]:
    from modelmint.settle import on_snapshot

    for ref in dict.fromkeys(change.subject for change in changed):
        changes = [change for change in changed if change.subject == ref]
        worst = max(changes, key=lambda change: change.level)
        said = f"{counted(len(changes), 'change')}, {worst.level.word}: {worst.path} {worst.message}"
        yield on_snapshot(project, ModelRef.parse(ref), CODES, "remote-changed", said, f"modelmint pull {ref}")


def _lost(project: Project, answers: Answers) -> Iterator[Finding]:
    from modelmint.settle import on_snapshot

    for gone in answers.gone:
        hint = f"modelmint remove {gone}, or move to another model"
        yield on_snapshot(project, gone, CODES, "remote-gone", "the source has no such model any more", hint)
    for broken, reason in answers.unreadable.items():
        hint = f"the snapshot stays as it is; modelmint diff {broken} tells when that changes"
        yield on_snapshot(project, broken, CODES, "remote-unreadable", reason, hint)


def _outcomes(
    project: Project,
    name: str,
    ids: Iterable[str],
    limits: Limits,
    progress: Progress | None,
    *,
    fresh: bool = False,
) -> list[object]:
    source, profile = _server(project, name)
    wanted = [Wanted(id_, None if fresh else _previous(project, ModelRef(name, id_))) for id_ in ids]
    return [*fetch_many(source, profile, wanted, limits, progress)]


def _server(project: Project, name: str) -> tuple[Source, Profile]:
    """Where documents come from. What a source leaves open is for its profile: calls may go to another server."""
    from modelmint.profile import load

    source = project.config.sources[name]
    return source, load(source.kind)


def _previous(project: Project, ref: ModelRef) -> Validators | None:
    """What makes a request conditional, where the snapshot is a live answer and still as it came."""
    entry = project.store.unchanged_since(ref)
    return None if entry is None else Validators(entry.etag, entry.last_modified)


def _arrival(ref: ModelRef, fetched: Fetched) -> Arrival:
    said = fetched.validators
    return Arrival(ref, fetched.document, fetched.url, fetched.body_hash, said.etag, said.last_modified)


def _sort(project: Project, ref: ModelRef, outcome: object, answers: Answers) -> None:
    if isinstance(outcome, NotFoundError | GoneError) and ref in project.store.refs():
        answers.gone.append(ref)
    elif isinstance(outcome, FetchError):
        answers.failures[ref] = outcome
    elif isinstance(outcome, Fetched):
        _compare(project, _arrival(ref, outcome), answers)


def _compare(project: Project, arrival: Arrival, answers: Answers) -> None:
    """Keep an arrival and what it changes, unless it describes no model."""
    from modelmint.changes import compare
    from modelmint.ir.text import spell
    from modelmint.pipeline import staged_in
    from modelmint.settle import mismatch

    ref = arrival.ref
    one = staged_in(project, Snapshot(ref, spell(arrival.document), project.store.file(ref)))
    new = one.normalised
    if new.unreadable:
        answers.unreadable[ref] = new.unreadable
        return
    answers.arrivals.append(arrival)
    if said := mismatch(project, one):
        answers.mismatched[ref] = said
    old = _kept(project, ref)
    answers.pairs.append((old, new))
    answers.changes += compare(project, old, new)


def _kept(project: Project, ref: ModelRef) -> Model | None:
    from modelmint.pipeline import stages
    from modelmint.snapshot import NoSnapshotError
    from modelmint.snapshot.errors import BrokenError

    try:
        return stages(project, ref).normalised
    except (NoSnapshotError, BrokenError):
        return None
