"""One model at every stage: from its document to the corrected model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from modelmint.diagnostics.finding import Finding
    from modelmint.ir.ids import ModelRef
    from modelmint.ir.model import Model
    from modelmint.ir.value import Json
    from modelmint.overlay import Overlay
    from modelmint.project import Project
    from modelmint.snapshot import Snapshot


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
    """
    from modelmint.snapshot.errors import BrokenError

    try:
        return staged_in(project, project.store.read(ref))
    except BrokenError as error:
        hint = f"modelmint pull {ref} brings the provider's document back"
        raise BrokenError(error.file, error.message, hint, error.line) from None


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
    """Take a document through all stages, the stages in order.

    Raises:
        BrokenError: it is no JSON.
    """
    from modelmint.normalise import normalise
    from modelmint.overlay import apply, read_overlay
    from modelmint.read import read

    document = _parsed(snapshot)
    model, reading = read(document, snapshot.ref, snapshot.file, place.dialect)
    normalised = normalise(model)
    overlay, unread = read_overlay(place.overlay, snapshot.ref, place.shown)
    corrected, stale = apply(normalised, overlay, today)
    return Stages(snapshot, document, model, normalised, corrected, overlay, tuple(reading), (*unread, *stale))


def _parsed(snapshot: Snapshot) -> Json:
    from modelmint.ir.text import JsonError, parse
    from modelmint.snapshot.errors import BrokenError

    try:
        return parse(snapshot.text)
    except JsonError as error:
        message = f"this is not JSON: {error.reason} (column {error.column})"
        raise BrokenError(Path(snapshot.file), message, line=error.line) from None


_Item = TypeVar("_Item")
_Done = TypeVar("_Done")
Tell: TypeAlias = Callable[[str, int, int], None]
"""Hears how far long work has come: what was done, how often, and how often it will be."""


def every(project: Project, refs: Iterable[ModelRef], tell: Tell | None = None) -> list[Stages]:
    """All stages of several models, in their order."""
    return list(counted("read", [*refs], lambda ref: stages(project, ref), tell))


def counted(what: str, items: Sequence[_Item], work: Callable[[_Item], _Done], tell: Tell | None) -> Iterator[_Done]:
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
    """What reading found in one document, less what is refused no more since a correction."""
    from modelmint.ir.refusals import refusals

    before, after = ({refusal.origin for refusal in refusals(model)} for model in (one.normalised, one.corrected))
    return [found for found in one.reading if found.origin not in before - after]
