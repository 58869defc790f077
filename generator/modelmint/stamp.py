"""What a run concluded from files, kept until one of them is no longer what it was.

A file whose size, times and inode are as before has not changed. Of any other the content is compared, and of one
that had just changed when it was looked at, since within a tick of the clock it may have changed again. So a fresh
checkout of the same files costs a reading, not a run. Without its stamp a run takes longer and concludes the same.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

_FORM = "modelmint stamp 1"
_YOUNG = "?"
_TICK = 2_000_000_000
"""Within how many nanoseconds a file may change twice and its times stay the same, on the coarsest file system."""

States = dict[str, str]
"""What the system says of each path: size, times and inode."""


OWN = ".modelmint"
"""Below the project: what we keep for ourselves."""

CACHE = f"{OWN}/cache"
"""Where a project keeps what can be made again, below its root."""


@frozen
class Stamp:
    """A conclusion in a file. It depends on the files that were looked at, and on what `key` says, in one line."""

    file: Path
    key: str

    @classmethod
    def of(cls, root: Path, name: str, today: date) -> Stamp:
        """The stamp of a project, by its root, for one kind of conclusion that is drawn on a day."""
        place = root.resolve()
        return cls(place / CACHE / f"{name}.stamp", f"{today} {own_code()} {place}")

    def read(self) -> str | None:
        """The conclusion, if it would be drawn again; None if it has to be."""
        limit = time.time_ns() - _TICK
        head, known, conclusion = self._kept()
        if head != [_FORM, self.key] or conclusion is None:
            return None
        states = look(known)
        digests = {path: digest for path, (_, digest) in known.items()}
        unsure = [path for path, (state, _) in known.items() if state != states[path]]
        if any(content(path) != digests[path] for path in unsure):
            return None
        if unsure:
            self._put(states, digests, conclusion, limit)
        return conclusion

    def _kept(self) -> tuple[list[str], dict[str, tuple[str, str]], str | None]:
        """The form and the key, what was known of each path (its state and digest), and the conclusion, if any."""
        head, blank, conclusion = _text(self.file).partition("\n\n")
        lines = head.split("\n")
        rows = [row.split(" ", 2) for row in lines[2:]]
        if not blank or any(len(row) != 3 for row in rows):
            return [], {}, None
        return lines[:2], {path: (state, digest) for state, digest, path in rows}, conclusion

    def keep(self, before: States, conclusion: str = "", wanted: Mapping[str, str] | None = None) -> None:
        """Keep what was concluded from files that were looked at before, unless one of them has changed meanwhile.

        `wanted` are the contents, as digests, that some of them must have for the conclusion to hold. What has not
        changed since the last time, whatever was concluded then, is not read for it; nor is what was just written,
        since the next run looks at its content in any case.
        """
        limit = time.time_ns() - _TICK
        head, known, _ = self._kept()
        digests = {path: digest for path, digest in (wanted or {}).items() if _settled(before[path], limit) == _YOUNG}
        if head[:1] == [_FORM]:
            digests |= {path: digest for path, (state, digest) in known.items() if state == before.get(path)}
        digests |= {path: content(path) for path in before if path not in digests}
        if look(before) == before and (wanted or {}).items() <= digests.items():
            self._put(before, digests, conclusion, limit)

    def _put(self, states: States, digests: Mapping[str, str], conclusion: str, limit: int) -> None:
        """Write it down. What changed after `limit` may change again and look the same."""
        rows = [f"{_settled(states[path], limit)} {digests[path]} {path}" for path in states]
        if not any("\n" in path for path in states):
            _write(self.file, "\n".join([_FORM, self.key, *rows, "", conclusion]))


def conclusion(files: int, refused: Iterable[tuple[str, str]]) -> str:
    """What generating came to: how many files, and what every form refuses, of which model and in words."""
    from json import dumps

    return "\n".join([str(files), *map(dumps, refused)])


def read_conclusion(text: str) -> tuple[int, list[tuple[str, str]]]:
    """What generating came to, as `conclusion` has it."""
    files, *refused = text.split("\n")
    if not refused:
        return int(files), []
    from json import loads

    return int(files), [(model, words) for model, words in map(loads, refused)]


def look(paths: Iterable[str | Path]) -> States:
    """What the system says of files and folders, which need not be there."""
    return {str(path): _state(path) for path in paths}


def _state(path: str | Path) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 - making a Path of each of many names takes longer than the look
    except OSError:
        return "-"
    return f"{found.st_size},{found.st_ino},{found.st_mtime_ns},{found.st_ctime_ns}"


def _settled(state: str, limit: int) -> str:
    """The state, or that it says nothing, since the file changed after `limit`."""
    times = state.split(",")[2:]
    return _YOUNG if any(int(each) > limit for each in times) else state


def content(path: str | Path) -> str:
    """What a file holds, or a folder lists, as a SHA-256; `-` for what is not there."""
    import hashlib  # where nothing changed, nothing is hashed

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - making a Path of each of many names takes longer than this
            body = file.read()
    except IsADirectoryError:
        body = "\n".join(sorted(each.name for each in Path(path).iterdir())).encode("utf-8", "surrogateescape")
    except OSError:
        return "-"
    return hashlib.sha256(body).hexdigest()


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def make_folder(folder: Path) -> None:
    """Make a folder below our own, which git is told to leave alone."""
    folder.mkdir(parents=True, exist_ok=True)
    own = next((each for each in (folder, *folder.parents) if each.name == OWN), None)
    ignored = own / ".gitignore" if own else None
    if ignored is not None and not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")


def _write(file: Path, text: str) -> None:
    """Put a text in place in one step; a cache that cannot be written is none."""
    staged = file.with_name(f"{file.name}.{os.getpid()}")
    with suppress(OSError):
        make_folder(file.parent)
        staged.write_bytes(text.encode("utf-8", "surrogateescape"))
        staged.replace(file)


@cache
def own_code() -> str:
    """What tells this code, its packs and what is installed beside it from other versions of them."""
    package = Path(__file__).parent
    installed = [_installed(folder) for folder in sys.path if folder.endswith("-packages")]
    return " ".join([_below([str(package), str(package.parent.parent / "templates")]), *installed])


def _installed(folder: str) -> str:
    """What tells the distributions in a folder from others. The folder's own times also change when Python runs."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        found = sorted(f"{one.name},{one.stat().st_mtime_ns}" for one in entries if one.name.endswith(".dist-info"))
        return f"{len(found)},{zlib.crc32(' '.join(found).encode('utf-8', 'surrogateescape'))}"
    return "-"


def _below(folders: list[str]) -> str:
    """How many files are below folders, their sizes and times. One loop: each command waits for this.

    What Python makes of sources does not count, nor do folders, whose time it changes.
    """
    count = sizes = times = 0
    for folder in folders:
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name == "__pycache__" or entry.name[0] == ".":
                    continue
                if entry.is_dir():
                    folders.append(entry.path)
                else:
                    found = entry.stat()
                    count, sizes, times = count + 1, sizes + found.st_size, times + found.st_mtime_ns
    return f"{count},{sizes},{times}"
