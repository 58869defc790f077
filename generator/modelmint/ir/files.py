"""Generated files, before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

Files: TypeAlias = dict[str, str]
"""Text by path. Paths are relative, with `/`; text is UTF-8 with `\\n` line ends."""

Digests: TypeAlias = Mapping[str, str]
"""The `text_hash` of files by path."""

Draft: TypeAlias = Callable[[], tuple[str, bool]]
"""Makes the text of a file when it is asked for, and says whether it rests on no other model than its own."""

Drafts: TypeAlias = dict[str, Draft]
"""What makes each file, by path."""


class KeptFiles(Mapping[str, str]):
    """Files whose digests are known and whose texts are elsewhere, so that thousands of them take no room."""

    def __init__(self, digests: Digests, fetch: Callable[[str], str]) -> None:
        self.digests = digests
        self.fetch = fetch

    def __getitem__(self, path: str) -> str:
        if path not in self.digests:
            raise KeyError(path)
        return self.fetch(path)

    def __contains__(self, path: object) -> bool:
        return path in self.digests

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def digest(files: Mapping[str, str], path: str) -> str:
    """The `text_hash` of one of the files."""
    return files.digests[path] if isinstance(files, KeptFiles) else text_hash(files[path])
