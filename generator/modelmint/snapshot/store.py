"""The schemas folder: documents as they came, and the lock that says from where."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from modelmint.ir import text as json_text
from modelmint.ir.frozen import frozen
from modelmint.ir.ids import ModelRef, from_folder
from modelmint.ir.value import Json
from modelmint.snapshot import journal
from modelmint.snapshot import lock as lock_text
from modelmint.snapshot.errors import NoSnapshotError, StoreError
from modelmint.snapshot.journal import Change
from modelmint.snapshot.lock import Lock, LockEntry, LockError

LOCK = "lock.toml"
SNAPSHOT = "snapshot.json"
OVERLAY = "overlay.toml"

Effect: TypeAlias = Literal["added", "changed", "confirmed", "unchanged"]
"""What a write did to a model. Confirmed: a live answer says what was a transcription so far."""


@frozen
class Snapshot:
    """A document as it is kept. `file` is its path below the project, with `/`, as findings name it."""

    ref: ModelRef
    text: str
    file: str


@frozen
class Arrival:
    """A document that came in, and from where. `body_hash` is the SHA-256 of its bytes as received."""

    ref: ModelRef
    document: Json
    source_url: str
    body_hash: str
    etag: str | None = None
    last_modified: str | None = None
    transcription: bool = False


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Store:
    """The snapshots below `root`, the schemas folder of a project. Reading never writes.

    Whatever is written together becomes visible together, even if the process is killed meanwhile.
    """

    def __init__(self, root: Path, project: Path | None = None, now: Callable[[], datetime] = _now) -> None:
        self.root = root
        self.project = root.parent if project is None else project
        self._now = now
        self._moves = journal.pending(root)
        self._lock: Lock | None = None

    def lock(self) -> Lock:
        """What each snapshot came from; empty where there is none yet.

        Raises:
            StoreError: the file is not a lock that this version understands.
        """
        if self._lock is None:
            self._lock = self._read_lock()
        return self._lock

    def refs(self) -> tuple[ModelRef, ...]:
        """The models that have a snapshot, sorted."""
        folders = (folder for source in _folders(self.root) for folder in _folders(source))
        files = (folder / SNAPSHOT for folder in folders)
        present = {file.relative_to(self.root).as_posix() for file in files if file.is_file()}
        removed = {path for path, new in self._moves.items() if new is None}
        paths = (present | {path for path in self._moves if path.endswith(f"/{SNAPSHOT}")}) - removed
        return tuple(sorted(ref for path in paths if (ref := _ref(path)) is not None))

    def files(self) -> Iterator[Path]:
        """Every file and folder that decides what the store says, whether it is there or not."""
        yield from (self.root, self.root / LOCK, self.root / journal.FOLDER / journal.LIST)
        for source in _folders(self.root):
            yield source
            yield from (folder / name for folder in _folders(source) for name in (SNAPSHOT, OVERLAY))

    def read(self, ref: ModelRef) -> Snapshot:
        """The snapshot of a model.

        Raises:
            NoSnapshotError: there is none.
            StoreError: its file is not UTF-8.
        """
        body = self._body(ref)
        if body is None:
            raise NoSnapshotError(self.path(ref), f"there is no snapshot of {ref}", f"modelmint pull {ref}")
        try:
            return Snapshot(ref, body.decode(), self.file(ref))
        except UnicodeDecodeError as error:
            line = body.count(b"\n", 0, error.start) + 1
            raise StoreError(self.path(ref), "the file is not UTF-8", f"modelmint pull {ref}", line) from None

    def path(self, ref: ModelRef) -> Path:
        """Where the model's snapshot lies."""
        return self.root / _place(ref)

    def file(self, ref: ModelRef) -> str:
        """The same, below the project and with `/`."""
        return self.shown(self.path(ref))

    def overlay(self, ref: ModelRef) -> Path:
        """Where the model's corrections lie, if it has any."""
        return self.path(ref).with_name(OVERLAY)

    def shown(self, path: Path) -> str:
        """A path below the project, with `/`."""
        return Path(os.path.relpath(path, self.project)).as_posix()

    def disagrees(self, ref: ModelRef) -> bool:
        """Whether the snapshot is not the one that the lock knows, by its hash."""
        body = self._body(ref)
        entry = self.lock().entries.get(ref)
        return (body and _hash(body)) != (entry and entry.canonical_hash)

    def unchanged_since(self, ref: ModelRef) -> LockEntry | None:
        """What a conditional request may build on: the entry of a live answer that the snapshot still agrees with."""
        entry = self.lock().entries.get(ref)
        return None if entry is None or entry.transcription or self.disagrees(ref) else entry

    def write(self, *arrivals: Arrival) -> dict[ModelRef, Effect]:
        """Keep documents, all or none of them. What says nothing new changes no byte.

        Raises:
            StoreError: they cannot be written; all is as it was, or the next write ends what is left to do.
        """
        with self._writing():
            effects = {arrival.ref: self._effect(arrival) for arrival in arrivals}
            news = [arrival for arrival in arrivals if effects[arrival.ref] != "unchanged"]
            entries = {**self.lock().entries, **{arrival.ref: self._entry(arrival) for arrival in news}}
            changes = [Change(_place(arrival.ref), _spelled(arrival)) for arrival in news]
            self._commit(changes, entries)
        return effects

    def remove(self, *refs: ModelRef) -> None:
        """Forget snapshots, all or none of them; corrections stay where they are.

        Raises:
            StoreError: as for `write`.
        """
        with self._writing():
            entries = {ref: entry for ref, entry in self.lock().entries.items() if ref not in refs}
            changes = [Change(_place(ref), None) for ref in refs if self._body(ref) is not None]
            self._commit(changes, entries)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the folder, and see it as it is now."""
        from modelmint.snapshot.guard import guard  # most commands only read

        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with guard(self.root):
                journal.recover(self.root)
                self._moves, self._lock = {}, None
                yield
        except OSError as error:
            self._moves = journal.pending(self.root)
            done = "the next write completes it" if self._moves else "nothing was changed"
            raise StoreError(self.root, f"cannot write: {error.strerror or error}", done) from error
        finally:
            self._lock = None

    def _commit(self, changes: list[Change], entries: dict[ModelRef, LockEntry]) -> None:
        text = lock_text.spell(Lock(entries))
        if changes or entries != self.lock().entries:
            journal.commit(self.root, [*changes, Change(LOCK, text.encode())])

    def _effect(self, arrival: Arrival) -> Effect:
        entry, body = self.lock().entries.get(arrival.ref), self._body(arrival.ref)
        if entry is None or body is None:
            return "added"
        if not _hash(body) == entry.canonical_hash == json_text.canonical_hash(arrival.document):
            return "changed"
        return "confirmed" if entry.transcription and not arrival.transcription else "unchanged"

    def _entry(self, arrival: Arrival) -> LockEntry:
        return LockEntry(
            source_url=arrival.source_url,
            body_hash=arrival.body_hash,
            canonical_hash=json_text.canonical_hash(arrival.document),
            fetched_at=self._now(),
            etag=arrival.etag,
            last_modified=arrival.last_modified,
            transcription=arrival.transcription,
        )

    def _body(self, ref: ModelRef) -> bytes | None:
        """The snapshot's bytes, with the line ends that we write; version control may have changed them."""
        try:
            return journal.read(self.root, _place(ref), self._moves).replace(b"\r\n", b"\n")
        except FileNotFoundError:
            return None

    def _read_lock(self) -> Lock:
        try:
            return lock_text.read(journal.read(self.root, LOCK, self._moves).decode())
        except FileNotFoundError:
            return Lock()
        except UnicodeDecodeError:
            raise StoreError(self.root / LOCK, "the file is not UTF-8", _RESTORE) from None
        except LockError as error:
            raise StoreError(self.root / LOCK, str(error), _RESTORE, error.line) from None


_RESTORE = "restore it from version control, or remove it and run `modelmint pull`"


def _place(ref: ModelRef) -> str:
    return f"{ref.source}/{ref.folder}/{SNAPSHOT}"


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder; none where another process has just removed it."""
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if entry.is_dir() and entry.name[0] != "."]
    except (FileNotFoundError, NotADirectoryError):
        return []


def _ref(path: str) -> ModelRef | None:
    """The model whose snapshot lies there; None for a folder whose name we would not give."""
    source, folder, _ = path.split("/")
    try:
        ref = ModelRef(source, from_folder(folder))
    except UnicodeDecodeError:
        return None
    return ref if _place(ref) == path else None


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _spelled(arrival: Arrival) -> bytes:
    return json_text.spell(arrival.document).encode()
