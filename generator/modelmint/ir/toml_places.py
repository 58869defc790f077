"""Where the keys and items of a TOML text stand, by JSON Pointer, since no TOML reader at hand tells lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from modelmint.ir.places import Place, escape

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\#[^\n]*+"
    r"|[\[\]{},=.\n]"
    r"|[^\s\[\]{},=.\"'\#]++",
    re.DOTALL,
)


def toml_places(text: str) -> Iterator[Place]:
    """Every table, key and item of a valid TOML text, in the order in which they stand there."""
    return _Reader(text).document()


class _Reader:
    """The tokens of a text, and how many tables each array of tables has so far."""

    def __init__(self, text: str) -> None:
        matches = ((match[0], match.start()) for match in _TOKEN.finditer(text))
        self.tokens = [(token, offset) for token, offset in matches if token[0] != "#"]
        self.at = 0
        self.counts: dict[str, int] = {}

    def peek(self) -> str:
        """The next token, or nothing at the end."""
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self, *wanted: str) -> bool:
        """Pass the next token if it is one of these."""
        if self.peek() not in wanted:
            return False
        self.at += 1
        return True

    def document(self) -> Iterator[Place]:
        table = ""
        while self.peek():
            if self.take("\n"):
                continue
            if self.take("["):
                steps = list(self.header())
                yield from steps
                table = steps[-1][0]
            else:
                yield from self.member(table)

    def header(self) -> Iterator[Place]:
        """The steps of `[a.b]` or `[[a.b]]`, each with its place."""
        array = self.take("[")
        keys = list(self.keys("]"))
        self.take("]")
        pointer = ""
        for number, (key, offset) in enumerate(keys, 1):
            pointer = f"{pointer}/{escape(key)}"
            yield pointer, offset
            if array and number == len(keys):
                self.counts[pointer] = self.counts.get(pointer, 0) + 1
            if pointer in self.counts:
                pointer = f"{pointer}/{self.counts[pointer] - 1}"
                yield pointer, offset

    def keys(self, end: str) -> Iterator[tuple[str, int]]:
        """A dotted key, and the token that ends it."""
        while self.peek() and not self.take(end):
            token, offset = self.tokens[self.at]
            self.at += 1
            if token != ".":
                yield _unquote(token), offset

    def member(self, table: str) -> Iterator[Place]:
        """`a.b = value`."""
        for key, offset in self.keys("="):
            table = f"{table}/{escape(key)}"
            yield table, offset
        yield from self.value(table)

    def value(self, pointer: str) -> Iterator[Place]:
        if self.take("["):
            yield from self.items(pointer)
        elif self.take("{"):
            while self.peek() and not self.take("}"):
                if not self.take(",", "\n"):
                    yield from self.member(pointer)
        else:
            while self.peek() not in ("", ",", "]", "}", "\n"):
                self.at += 1

    def items(self, pointer: str) -> Iterator[Place]:
        index = 0
        while self.peek() and not self.take("]"):
            if not self.take(",", "\n"):
                yield f"{pointer}/{index}", self.tokens[self.at][1]
                yield from self.value(f"{pointer}/{index}")
                index += 1


def _unquote(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] == '"' else key
