"""Several files changed as one: after a crash at any moment, all of them are old or all are new.

The new files are first put beside the old ones, in `.pending/`, with a list of what is to move where. Once
that list stands under its final name, the change counts as made: whoever reads looks into `.pending/` first,
and whoever writes next ends the moves that were left over.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from modelmint.snapshot.errors import StoreError

FOLDER = ".pending"
LIST = "moves.json"
_UNDO = "undo.json"


class Change(NamedTuple):
    """What a file, by its path below the root, is to hold; None removes it."""

    path: str
    body: bytes | None


def pending(root: Path, within: str = FOLDER) -> Mapping[str, Path | None]:
    """The moves that count as made but may not be: where the new file of a path may lie; None if it is removed.

    Raises:
        StoreError: the list of moves is not ours.
    """
    file = root / within / LIST
    try:
        moves = json.loads(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except ValueError:
        moves = None
    if not isinstance(moves, dict) or not all(_inside(path) and _beside(name) for path, name in moves.items()):
        raise StoreError(file, "this is not a list of moves that modelmint wrote", f"remove the folder {within}")
    return {path: root / within / name if name else None for path, name in moves.items()}


def _inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in path and ":" not in path


def _beside(name: object) -> bool:
    return name is None or (isinstance(name, str) and re.fullmatch("[0-9a-f-]+", name) is not None)


def read(root: Path, path: str, moves: Mapping[str, Path | None]) -> bytes:
    """What a file holds, were all moves made.

    Raises:
        FileNotFoundError: it does not exist.
    """
    if path in moves:
        new = moves[path]
        if new is None:
            raise FileNotFoundError(root / path)
        try:
            return new.read_bytes()
        except FileNotFoundError:  # it has been moved since
            pass
    return (root / path).read_bytes()


def commit(root: Path, changes: Sequence[Change], within: str = FOLDER) -> None:
    """Change all files or none. The caller holds the guard and has called `recover`.

    Raises:
        OSError: nothing was changed, or all of it counts as changed and the next writer ends the moves.
    """
    _begin(root, changes, (), within)
    recover(root, within)


def swap(root: Path, changes: Sequence[Change], within: str) -> None:
    """As `commit`, but if a move fails, those before it are taken back: what that takes is staged beforehand.

    Raises:
        OSError: nothing was changed, or the next `recover` sees to that.
    """
    before = [Change(change.path, _held(root / change.path)) for change in changes]
    _begin(root, changes, before, within)
    try:
        recover(root, within)
    except OSError:
        folder = root / within
        (folder / _UNDO).replace(folder / LIST)
        recover(root, within)
        raise


def _held(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _begin(root: Path, changes: Sequence[Change], before: Sequence[Change], within: str) -> None:
    try:
        _stage(root, changes, before, root / within)
    except BaseException:
        _clear(root / within, certainly=False)
        for change in changes:
            _remove_if_empty((root / change.path).parent, root)
        raise


def recover(root: Path, within: str = FOLDER) -> None:
    """End the moves that a crash left over, and clear away what was never finished. The caller holds the guard."""
    folder = root / within
    moves = pending(root, within)
    for path, new in moves.items():
        _move(root, path, new)
    for parent in sorted({(root / path).parent for path in moves}):
        _sync_folder(parent)
    if folder.exists():
        _clear(folder)


def _clear(folder: Path, *, certainly: bool = True) -> None:
    """Remove the folder, the list first: without it, the rest means nothing."""
    import shutil

    (folder / LIST).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=not certainly)


def _stage(root: Path, changes: Sequence[Change], before: Sequence[Change], folder: Path) -> None:
    folder.mkdir(parents=True)
    undo = _listed(folder, before, len(changes))
    moves = _listed(folder, changes, 0)
    for change in changes:
        if change.body is not None:
            (root / change.path).parent.mkdir(parents=True, exist_ok=True)
    if undo:
        _write(folder / _UNDO, json.dumps(undo).encode())
    _write(folder / f"{LIST}.new", json.dumps(moves).encode())
    _sync_folder(folder)
    (folder / f"{LIST}.new").replace(folder / LIST)
    _sync_folder(folder)


def _listed(folder: Path, changes: Sequence[Change], first: int) -> dict[str, str | None]:
    """The list of moves that make the changes, the files that they move written beside it."""
    moves: dict[str, str | None] = {}
    for number, change in enumerate(changes, first):
        moves[change.path] = None
        if change.body is not None:
            # A reader that is late must not take the file of a later change for the one that it looks for.
            name = moves[change.path] = f"{number}-{hashlib.sha256(change.body).hexdigest()[:16]}"
            _write(folder / name, change.body)
    return moves


def _move(root: Path, path: str, new: Path | None) -> None:
    target = root / path
    if new is None:
        target.unlink(missing_ok=True)
        _remove_if_empty(target.parent, root)
    elif new.exists():
        new.replace(target)


def _remove_if_empty(folder: Path, root: Path) -> None:
    while folder != root and not (folder.is_dir() and any(folder.iterdir())):
        if folder.is_dir():
            folder.rmdir()
        folder = folder.parent


def _write(file: Path, body: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(body)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the folder's entries reach the disk; systems that cannot do so order them by themselves."""
    if os.name == "nt" or not folder.is_dir():
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
