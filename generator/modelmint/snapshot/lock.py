"""What each snapshot came from: `lock.toml`, in one spelling that merges line by line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any, Final

from modelmint.ir.frozen import frozen
from modelmint.ir.ids import ModelRef

VERSION: Final = 1
_HEAD = "# What each snapshot came from. Written by modelmint; after a merge, `modelmint pull` puts it right."


@frozen
class LockEntry:
    """Where a snapshot came from. Hashes are SHA-256 as hexadecimal; `fetched_at` is in UTC, to the second.

    `body_hash` is that of the answer's body as received, `canonical_hash` that of the snapshot's file. A
    transcription was written down from something else, and is no live answer.
    """

    source_url: str
    body_hash: str
    canonical_hash: str
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    transcription: bool = False


@frozen
class Lock:
    """The entries of all snapshots, by model."""

    entries: Mapping[ModelRef, LockEntry] = field(default_factory=dict)


class LockError(ValueError):
    """A text that is no lock. `line` counts from 1; 0 means the whole."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def spell(lock: Lock) -> str:
    """The one text of a lock: sorted by model, a line a fact."""
    entries = (_spell_entry(ref, lock.entries[ref]) for ref in sorted(lock.entries))
    return "\n".join([_HEAD, f"version = {VERSION}", *entries, ""])


def _spell_entry(ref: ModelRef, entry: LockEntry) -> str:
    facts = {
        "source_url": _quote(entry.source_url),
        "body_hash": _quote(entry.body_hash),
        "canonical_hash": _quote(entry.canonical_hash),
        "fetched_at": entry.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "etag": entry.etag and _quote(entry.etag),
        "last_modified": entry.last_modified and _quote(entry.last_modified),
        "transcription": "true" if entry.transcription else None,
    }
    return "\n".join(
        [f"\n[models.{_quote(str(ref))}]", *(f"{name} = {value}" for name, value in facts.items() if value)]
    )


def _quote(text: str) -> str:
    return encode_basestring(text).replace("\x7f", "\\u007f")


def read(text: str) -> Lock:
    """The lock that a text holds.

    Raises:
        LockError: it holds none that this version understands.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LockError(f"this is not TOML: {error}", _conflict(text)) from None
    version = document.get("version")
    if version != VERSION:
        raise LockError(f"version is {version!r}; this modelmint reads version {VERSION}")
    models = document.get("models", {})
    if not isinstance(models, dict):
        raise LockError("models is not a table")
    return Lock({_ref(name): _entry(name, entry) for name, entry in models.items()})


def _conflict(text: str) -> int:
    """The line of the first mark of a merge conflict, 0 if there is none."""
    rows = text.split("\n")
    return next((number for number, row in enumerate(rows, 1) if row.startswith("<<<<<<<")), 0)


def _ref(name: str) -> ModelRef:
    try:
        return ModelRef.parse(name)
    except ValueError as error:
        raise LockError(str(error)) from None


_KINDS: Final[Mapping[str, type]] = {
    "source_url": str,
    "body_hash": str,
    "canonical_hash": str,
    "fetched_at": datetime,
    "etag": str,
    "last_modified": str,
    "transcription": bool,
}


def _entry(name: str, entry: Any) -> LockEntry:
    right = isinstance(entry, dict) and all(isinstance(value, _KINDS.get(key, ())) for key, value in entry.items())
    if not right or not {"source_url", "body_hash", "canonical_hash", "fetched_at"} <= entry.keys():
        raise LockError(f"the entry of {name} is not one that modelmint wrote")
    return LockEntry(**entry)
