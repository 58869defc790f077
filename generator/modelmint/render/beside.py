"""Work that a second process does beside this one, where the system can fork: one model keeps two cores busy."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile


@contextmanager
def beside(work: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """Begin some work in a copy of this process; what is given waits for its end and returns what it made.

    Where there can be no copy, or it fails, the work is done here when it is asked for. So it is done as it would be
    here, errors included, and all that is lost is what it leaves in memory. A copy that nobody waits for is ended.
    """
    if not _can_fork():
        yield work
        return
    with TemporaryFile() as made:
        child = os.fork()
        if child == 0:
            _work(work, made.fileno())
        status: int | None = None

        def result() -> bytes:
            nonlocal status
            status = os.waitpid(child, 0)[1]
            made.seek(0)
            return work() if status else made.read()

        try:
            yield result
        finally:
            if status is None:
                os.kill(child, 9)
                os.waitpid(child, 0)


def _can_fork() -> bool:
    """Whether a copy of this process would be whole, which it is not with other threads, and would be faster."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _work(work: Callable[[], bytes], into: int) -> None:
    """Do the work and end, without a word: whoever waits does it again if it fails."""
    failed = 1
    try:
        with open(into, "wb", closefd=False) as file:
            file.write(work())
        failed = 0
    finally:
        os._exit(failed)
