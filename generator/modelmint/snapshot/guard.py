"""One writer at a time, over all processes of a machine."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modelmint.snapshot.errors import StoreError

FILE = ".lock"
_PATIENCE = 30.0
_PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def guard(root: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the folder for writing. The system lets go of it when the process ends, however it ends.

    Raises:
        StoreError: another process held it for `patience` seconds.
    """
    file = root / FILE
    deadline = time.monotonic() + patience
    while (descriptor := _hold(file)) is None:
        if time.monotonic() > deadline:
            raise StoreError(file, f"another process has been writing for {patience:g} seconds", "wait for it to end")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _let_go(file, descriptor)


def _hold(file: Path) -> int | None:
    """A descriptor that holds the file as it is on disk; None if someone else does."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _try(descriptor)
        if os.path.samestat(os.fstat(descriptor), file.stat()):
            return descriptor
    except OSError:  # held, or removed by the one who held it
        pass
    os.close(descriptor)
    return None


def _let_go(file: Path, descriptor: int) -> None:
    """Remove the file first, so that whoever waits for this one sees that it is gone. Windows keeps an open file."""
    if sys.platform != "win32":
        file.unlink(missing_ok=True)
    os.close(descriptor)
