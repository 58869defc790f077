"""What was made before, by a digest of everything that it was made from.

An entry is a file that is named by its key and starts with a digest of that name and the rest: one that is damaged,
cut short, of another version or under another's name is as good as none. Whatever is kept can be made again, so all
of it can be deleted at any time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from modelmint.ir.frozen import frozen
from modelmint.stamp import make_folder

_FORM = b"modelmint memo 1\n"
_SIZE = 16
_DAY = 24 * 60 * 60


def key(*parts: object) -> str:
    """A name for what is made from these values and from nothing else; they are told apart by their spelling."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


@frozen
class Memo:
    """A folder of entries. None is a memo that forgets."""

    folder: Path | None

    def read(self, name: str) -> bytes | None:
        """The entry of this key; None if there is none that can be trusted."""
        try:
            found = b"" if self.folder is None else (self.folder / name).read_bytes()
        except OSError:
            return None
        start = len(_FORM) + _SIZE
        body = found[start:]
        return body if found[:start] == _head(name, body) else None

    def keep(self, name: str, body: bytes) -> bool:
        """Put an entry in place in one step; a folder that cannot be written keeps nothing. Whether it was kept."""
        if self.folder is None:
            return False
        staged = self.folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            make_folder(self.folder)
            staged.write_bytes(_head(name, body) + body)
            staged.replace(self.folder / name)
            return True
        return False

    def prune(self, used: Collection[str]) -> None:
        """Forget all entries but these."""
        for entry in self._entries():
            if entry.name not in used:
                _remove(entry)

    def expire(self, days: int) -> None:
        """Forget the entries that were made longer ago."""
        limit = time.time() - days * _DAY
        for entry in self._entries():
            with suppress(OSError):  # another process may have put it in place or removed it meanwhile
                if entry.stat().st_mtime < limit:
                    _remove(entry)

    def _entries(self) -> list[os.DirEntry[str]]:
        with suppress(OSError):
            return list(os.scandir(self.folder)) if self.folder is not None else []
        return []


def _head(name: str, body: bytes) -> bytes:
    digest = blake2b(name.encode(), digest_size=_SIZE)
    digest.update(body)
    return _FORM + digest.digest()


def _remove(entry: os.DirEntry[str]) -> None:
    with suppress(OSError):
        os.unlink(entry.path)  # noqa: PTH108 - there may be thousands of them


def of_this_user() -> Path | None:
    """Where what holds for every project of a user is kept; None where there is no such place."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with suppress(RuntimeError):  # a user without a home
        return (Path(base) if base else Path.home() / ".cache") / "modelmint"
    return None
