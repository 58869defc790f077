"""The changes of a model over the snapshots that git has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from modelmint.changes import compare
from modelmint.drift import Change
from modelmint.ir.frozen import frozen, replace
from modelmint.pipeline import Project, staged_in
from modelmint.snapshot import Snapshot
from modelmint.snapshot.errors import BrokenError
from modelmint.snapshot.revision import Version, versions

if TYPE_CHECKING:
    from modelmint.ir.ids import ModelRef
    from modelmint.ir.model import Model


@frozen
class Moment:
    """A commit that changed a snapshot, and what that meant. `unreadable` says why nothing can be told of it."""

    version: Version
    changes: tuple[Change, ...] = ()
    unreadable: str = ""


def history(project: Project, ref: ModelRef, limit: int | None = None) -> Iterator[Moment]:
    """The commits that changed a model's snapshot, the newest first, each judged as of its day.

    Raises:
        RevisionError: there is no git repository, or it has no commits.
    """

    @cache
    def read(text: str) -> Model:
        return staged_in(project, Snapshot(ref, text, project.store.file(ref))).normalised

    for version in versions(project.store.path(ref), limit):
        try:
            old, new = (None if text is None else read(text) for text in (version.old, version.new))
        except BrokenError as error:
            yield Moment(version, unreadable=f"line {error.line}: {error.message}")
        else:
            yield Moment(version, compare(replace(project, today=version.day), old, new))
