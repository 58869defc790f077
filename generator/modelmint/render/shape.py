"""What `pack.toml` may hold, as data, and the check of a file against it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from modelmint.ir.meant import meant
from modelmint.render.errors import PackError

CASES = ("snake", "pascal", "camel", "upper-snake", "kebab", "wire")
LANGUAGES = ("python", "javascript", "typescript", "json", "text")

Shape = Any
"""A type, a tuple of the texts allowed, a list with the shape of its items, or a dict of shapes by key (`*`: any)."""

PACK: Shape = {
    "about": str,
    "language": LANGUAGES,
    "families": [str],
    "uses": [str],
    "names": {
        "like": str,
        "module": CASES,
        "class": CASES,
        "member": CASES,
        "constant": CASES,
        "task": CASES,
        "suffix": str,
        "reserved": [str],
        "taken": {"*": [str]},
    },
    "literals": {"true": str, "false": str, "null": str, "decimal": str},
    "options": {
        "*": {"type": ("string", "name", "boolean", "integer"), "default": object, "doc": str, "choices": [str]}
    },
    "outputs": [{"template": str, "path": str, "per": ("model", "source", "all"), "when": str}],
    "copies": [{"folder": str, "path": str, "per": ("source", "all"), "files": [str]}],
    "format": [{"files": str, "builtin": ("json", "javascript"), "command": [str]}],
    "check": [{"command": [str]}],
}
REQUIRED = {
    "": ("about", "outputs"),
    "options.*": ("type", "default", "doc"),
    "outputs": ("template", "path", "per"),
    "copies": ("folder", "path", "per"),
}


def read(file: Path) -> dict[str, Any]:
    """Read a `pack.toml`.

    Raises:
        PackError: it is no TOML, or holds a key or value that means nothing; names the line and what was meant.
    """
    text = file.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise PackError(file, int(line[1]) if line else 0, f"not TOML: {error}") from None
    _Checker(file, text).check(data, PACK, "")
    return data


class _Checker:
    """Walks a file's data beside the shape; the path is the shape's, with `*` for a free key."""

    def __init__(self, file: Path, text: str) -> None:
        self.file, self.lines = file, text.splitlines()

    def check(self, value: Any, shape: Shape, path: str) -> None:
        if isinstance(shape, dict):
            self._table(value, shape, path)
        elif isinstance(shape, list):
            self._expect(isinstance(value, list), path, "a list")
            for item in value:
                self.check(item, shape[0], path)
        elif isinstance(shape, tuple):
            if value not in shape:
                self._expect(False, path, f"one of {', '.join(shape)}, not {value!r}{_meant(str(value), shape)}")
        else:
            self._expect(isinstance(value, shape), path, {str: "a string"}.get(shape, shape.__name__))

    def _table(self, value: Any, shape: dict[str, Shape], path: str) -> None:
        self._expect(isinstance(value, dict), path, "a table")
        for key, item in value.items():
            if key not in shape and "*" not in shape:
                raise PackError(
                    self.file, self._line(key), f"{key!r} means nothing{_in(path)}{_meant(key, tuple(shape))}"
                )
            inner = key if key in shape else "*"
            self.check(item, shape[inner], f"{path}.{inner}".lstrip("."))
        for key in REQUIRED.get(path, ()):
            if key not in value:
                raise PackError(self.file, self._line(path.split(".")[0]), f"{key!r} is missing{_in(path)}")

    def _expect(self, holds: bool, path: str, expected: str) -> None:
        if not holds:
            raise PackError(self.file, self._line(path.split(".")[-1]), f"{path} must be {expected}")

    def _line(self, key: str) -> int:
        pattern = re.compile(rf"""\s*(\[+.*\b{re.escape(key)}\b|["']?{re.escape(key)}["']?\s*=)""") if key else None
        return next((at for at, line in enumerate(self.lines, 1) if pattern and pattern.match(line)), 0)


def _in(path: str) -> str:
    return f" in [{path}]" if path else ""


def _meant(word: str, known: tuple[str, ...]) -> str:
    return f"; {meant(word, known) or 'known are ' + ', '.join(known)}"
