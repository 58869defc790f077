"""Work that is spread over processes, each of which prepares itself once and ends with this one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Item = TypeVar("Item")
Done = TypeVar("Done")


def cores() -> int:
    """How many processes can be at work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    prepare: Callable[[Given], Callable[[Item], Done]], given: Given, items: Sequence[Item], processes: int
) -> Iterator[Done]:
    """What `prepare(given)` makes of the items, in any order; those for which it fails are left out.

    All that is handed over can be pickled, and `prepare` belongs to a module.
    """
    from concurrent.futures import ProcessPoolExecutor, as_completed  # slow to import, and seldom needed
    from multiprocessing import get_context

    try:
        pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, (prepare, given))
    except (ImportError, OSError, RuntimeError):  # some systems have no semaphores
        return
    try:
        for future in as_completed(_submitted(pool, items)):
            if future.exception() is None:
                yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, items: Sequence[Any]) -> list[Future[Any]]:
    from concurrent.futures import BrokenExecutor

    try:
        return [pool.submit(_do, item) for item in items]
    except (BrokenExecutor, OSError):
        return []


_work: Callable[[], Callable[[Any], Any]]
"""What this process does with an item, prepared when the first comes."""


def _start(prepare: Callable[[Any], Callable[[Any], Any]], given: Any) -> None:
    """Make a process ready: it leaves an interruption to the one that started it, and does not outlive that."""
    import signal
    from threading import Thread

    global _work
    _work = cache(partial(prepare, given))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(item: Any) -> Any:
    return _work()(item)
