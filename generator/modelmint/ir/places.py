"""Where the members of a JSON text stand, by JSON Pointer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

Place: TypeAlias = tuple[str, int]
"""A JSON Pointer, and the offset in the text of the key or item that it leads to."""

# Most runs ask for no places, and compile none of it.
_TOKEN = r'"(?:[^"\\]|\\.)*+"|[{}\[\],]|[^\s{}\[\],:"]++'


class _Container:
    """An object or array that is being read: its pointer, and the member whose value comes next."""

    __slots__ = ("index", "key", "pointer")

    def __init__(self, pointer: str, *, array: bool) -> None:
        self.pointer = pointer
        self.index = 0 if array else None
        self.key: str | None = None

    def next(self) -> None:
        """Pass a comma."""
        self.key = None
        if self.index is not None:
            self.index += 1

    def here(self) -> str:
        """The pointer of the value that comes next."""
        return f"{self.pointer}/{self.key if self.index is None else self.index}"


def json_places(text: str) -> Iterator[Place]:
    """Every member and item of a JSON text, in the order in which they stand there.

    A key that an object repeats comes twice. The text need not be valid beyond its first mistake.
    """
    open_: list[_Container] = []
    for match in re.finditer(_TOKEN, text):
        token = match[0]
        if token == ",":
            if open_:
                open_[-1].next()
        elif token in ("}", "]"):
            open_ = open_[:-1]
        elif open_ and open_[-1].index is None and open_[-1].key is None:
            open_[-1].key = escape(_unquote(token))
            yield open_[-1].here(), match.start()
        else:
            pointer = open_[-1].here() if open_ else ""
            if not open_ or open_[-1].index is not None:
                yield pointer, match.start()
            if token in ("{", "["):
                open_.append(_Container(pointer, array=token == "["))


def _unquote(token: str) -> str:
    try:
        return str(json.loads(token, strict=False))
    except ValueError:
        return token


def escape(key: str) -> str:
    """A key as one step of a JSON Pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def line_at(text: str, offset: int) -> int:
    """The number of the line, counted from 1, in which the offset lies; only `\\n` ends a line."""
    return text.count("\n", 0, offset) + 1
