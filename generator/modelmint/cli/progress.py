"""How far long work has come: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[object, object], None] | None]:
    """Count what is done on one line of standard error, and take the line away at the end."""
    if total < 2 or not sys.stderr.isatty():
        yield None
        return
    done = 0

    def advance(_: object, __: object) -> None:
        nonlocal done
        done += 1
        sys.stderr.write(f"\r{what} {done} of {total}")
        sys.stderr.flush()

    try:
        yield advance
    finally:
        sys.stderr.write("\r\x1b[K")
