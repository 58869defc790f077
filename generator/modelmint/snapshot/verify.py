"""Whether the snapshots are those that the lock knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.ids import ModelRef
from modelmint.ir.origin import Origin
from modelmint.snapshot.store import LOCK, Store

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "snapshot-missing": Code(Severity.ERROR, "The lock knows a snapshot that is not there."),
        "snapshot-not-locked": Code(Severity.ERROR, "The lock does not say where a snapshot came from."),
        "snapshot-edited": Code(Severity.ERROR, "A snapshot is not the document that came in."),
    }
)
"""Every code that snapshots can give."""


def verify(store: Store) -> list[Finding]:
    """What a person did to snapshots or the lock, by model.

    Raises:
        StoreError: the lock cannot be read.
    """
    suspects = sorted({*store.refs(), *store.lock().entries})
    for _ in range(_ATTEMPTS):
        suspects = [ref for ref in suspects if store.disagrees(ref)]
        store = Store(store.root, store.project) if suspects else store
    return list(_findings(store, suspects))


_ATTEMPTS = 5
"""Another process may just be writing: what it changed agrees again once the lock is read anew."""


def _findings(store: Store, refs: list[ModelRef]) -> Iterator[Finding]:
    present, locked = set(store.refs()), store.lock().entries
    for ref in refs:
        if ref not in present:
            yield _missing(store, ref)
        elif ref not in locked:
            yield _unlocked(store, ref)
        else:
            yield _edited(store, ref)


def _missing(store: Store, ref: ModelRef) -> Finding:
    message = f"the lock knows {ref}, but its snapshot is not there"
    place = Origin(store.shown(store.root / LOCK), Origin("").child("models", str(ref)).pointer)
    return _finding("snapshot-missing", message, place, ref, f"modelmint pull {ref}")


def _unlocked(store: Store, ref: ModelRef) -> Finding:
    message = "the lock does not know this snapshot, so nothing says where it came from"
    place = Origin(store.file(ref))
    return _finding("snapshot-not-locked", message, place, ref, f"modelmint pull {ref}")


def _edited(store: Store, ref: ModelRef) -> Finding:
    message = "the snapshot is not the document that came in: it was changed by hand"
    hint = f"modelmint pull {ref} brings the document back; corrections belong into overlay.toml beside it"
    return _finding("snapshot-edited", message, Origin(store.file(ref)), ref, hint)


def _finding(code: str, message: str, place: Origin, ref: ModelRef, hint: str) -> Finding:
    return Finding(code, CODES[code].severity, message, place, str(ref), hint=hint)
