"""The models of a project in one run: what is remembered of them, and those that are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from modelmint.memo import Memo, key
from modelmint.snapshot.errors import StoreError
from modelmint.staging import counted, read_left, stages
from modelmint.stamp import content, own_code

if TYPE_CHECKING:
    from datetime import date

    from modelmint.gist import Gist
    from modelmint.ir.ids import ModelRef
    from modelmint.project import Project
    from modelmint.snapshot import Snapshot
    from modelmint.staging import Stages, Tell


class Readings:
    """The models of a project in one run: each is read when it is needed, and those that did not change need not be.

    `known` are the gists that were asked for. `tell` hears how many there are.
    """

    def __init__(self, project: Project, tell: Tell | None = None) -> None:
        self.project = project
        self.tell = tell or (lambda *_: None)
        self._memo = Memo(project.cache / "read")
        self.known: dict[ModelRef, Gist] = {}
        self._documents: dict[ModelRef, str] = {}
        self._staged: dict[ModelRef, Stages] = {}

    def document(self, ref: ModelRef) -> str:
        """The key of a model's document and corrections, of where they are, and of how they are read.

        Raises:
            StoreError: there is no snapshot, or it is not readable.
        """
        if ref not in self._documents:
            self._documents[ref] = self._key(self.project.store.read(ref))
        return self._documents[ref]

    def _key(self, snapshot: Snapshot) -> str:
        ref, store = snapshot.ref, self.project.store
        overlay, dialect = store.overlay(ref), self.project.config.sources[ref.source].kind
        parts = (str(ref), snapshot.file, snapshot.text, store.shown(overlay), content(overlay), dialect)
        return key("document", own_code(), *parts)

    def stages(self, ref: ModelRef) -> Stages:
        """All stages of a model, of which the last few that were read are still known.

        Raises:
            StoreError: it is another by now than `document` told, so that nothing may be remembered of it.
        """
        if ref not in self._staged:
            if len(self._staged) >= _FEW:
                self._staged.clear()
            one = self._staged[ref] = stages(self.project, ref)
            if self._key(one.snapshot) != self.document(ref):
                raise StoreError(self.project.store.path(ref), "it changed while it was read", "run the command again")
        return self._staged[ref]

    def gists(self, refs: Sequence[ModelRef]) -> list[Gist]:
        """What is to be known of each model; those that changed are read."""
        found = list(counted("read", refs, self._gist, self.tell))
        if self._staged:
            self._memo.prune({*self._documents.values()})
        return found

    def remembered(self, ref: ModelRef) -> Gist | None:
        """What is known of a model without reading it."""
        from modelmint import gist

        if ref not in self.known:
            body = self._memo.read(self.document(ref))
            found = None if body is None else gist.read(body)
            if found is None or not found.holds(self.project.today):
                return None
            self.known[ref] = found
        return self.known[ref]

    def _gist(self, ref: ModelRef) -> Gist:
        from modelmint import gist

        known = self.remembered(ref)
        if known is None:
            known = self.known[ref] = gist_of(self.stages(ref), self.project.today)
            self._memo.keep(self.document(ref), gist.spell(known))
        return known


_FEW = 32
"""How many models that were read are in memory at once."""


def gist_of(one: Stages, day: date) -> Gist:
    """What is to be known of a model on a day."""
    from modelmint.diagnostics.finding import Severity
    from modelmint.gist import Gist, outline
    from modelmint.ir.refusals import refusals
    from modelmint.lower.sentences import refused

    return Gist(
        outline(one.corrected),
        parameters=len(one.corrected.parameters),
        prices=len(one.corrected.prices),
        errors=tuple(finding for finding in read_left(one) if finding.severity is Severity.ERROR),
        stale=one.correcting,
        refused=tuple(f"{each.origin.file}#{each.origin.pointer}: {refused(each)}" for each in refusals(one.corrected)),
        day=day,
        expiring=() if one.overlay is None else one.overlay.expiring,
    )
