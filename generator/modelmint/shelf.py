"""Files that were made before, in parts: those of one model in one target, and those that a target's models share.

A list tells the paths and digests of every part, which is all that most runs look at. The texts are entries of the
memo; they are fetched a part at a time, where one is to be written or shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from modelmint.ir.files import Digests, Files, text_hash
from modelmint.memo import Memo, key
from modelmint.stamp import own_code

Parts = Mapping[str, Digests]
"""The digests of each part's files by their paths."""

Rows = Sequence[Sequence[str]]
"""For each target, the names of the parts that its files come from."""

_FEW = 64
"""How many parts are in memory at once, unless the memo keeps nothing."""


class Shelf:
    """The parts of a project, each by the key of what it is made from.

    `whole` is the key of the last whole that was made of parts, `rows` are the parts of each of its targets.
    """

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self.parts: dict[str, Digests] = {}
        self.whole = ""
        self.rows: Rows = ()
        self._list = key("list", own_code())
        self._near: dict[str, Files] = {}
        self._unkept: dict[str, Files] = {}
        body = memo.read(self._list)
        if body is not None:
            self.parts, self.whole, self.rows = json.loads(body)

    def put(self, name: str, files: Files) -> None:
        """Put a part there."""
        if self.memo.keep(name, _packed(files)):
            self._hold(name, files)
        else:
            self._unkept[name] = files
        self.parts[name] = {path: text_hash(text) for path, text in files.items()}

    def text(self, name: str, path: str) -> str | None:
        """A text of a part; None if it is no longer there as it was put."""
        files = self._unkept.get(name) or self._near.get(name)
        if files is None:
            files = _unpacked(self.memo.read(name))
            self._hold(name, files)
        text = files.get(path)
        return text if text is not None and text_hash(text) == self.parts[name][path] else None

    def _hold(self, name: str, files: Files) -> None:
        if len(self._near) >= _FEW:
            self._near.pop(next(iter(self._near)))
        self._near[name] = files

    def settle(self, whole: str, rows: Rows) -> None:
        """Remember a whole, and forget the parts that it is not made of."""
        used = {name for row in rows for name in row}
        self.parts = {name: part for name, part in self.parts.items() if name in used}
        self.whole, self.rows = whole, rows
        self.memo.prune({self._list, *used})
        self.save()

    def save(self) -> None:
        """Remember what is there."""
        self.memo.keep(self._list, json.dumps([self.parts, self.whole, self.rows]).encode())


def _packed(files: Mapping[str, str]) -> bytes:
    """Texts one after the other, after a line that tells their paths and lengths."""
    bodies = [text.encode("utf-8", "surrogatepass") for text in files.values()]
    head = json.dumps([*zip(files, map(len, bodies), strict=True)])
    return b"".join([head.encode(), b"\n", *bodies])


def _unpacked(entry: bytes | None) -> Files:
    """The files of an entry; none if there is no entry."""
    head, _, bodies = (entry or b"[]").partition(b"\n")
    files, start = {}, 0
    for path, length in json.loads(head):
        files[path] = bodies[start : start + length].decode("utf-8", "surrogatepass")
        start += length
    return files
