"""How far long work has come: one line on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def telling() -> Iterator[Callable[[str, int, int], None] | None]:
    """Tell on one line of standard error what was done, how often and of how many; take the line away at the end."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(what: str, done: int, total: int) -> None:
        sys.stderr.write(f"\r\x1b[K{what} {done} of {total}")
        sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[object, object], None] | None]:
    """The same for something that happens so many times; what happens once is not counted."""
    with telling() as tell:
        if tell is None or total < 2:
            yield None
            return
        done = 0

        def advance(_: object, __: object) -> None:
            nonlocal done
            done += 1
            tell(what, done, total)

        yield advance
