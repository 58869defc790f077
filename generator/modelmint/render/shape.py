"""What `pack.toml` may hold, and the check of a file against it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from modelmint.ir.lines import line_of
from modelmint.render.errors import PackError
from modelmint.shape.check import mistakes
from modelmint.shape.kinds import ANY, Key, Many, Shape, Table, Text

CASES = ("snake", "pascal", "camel", "upper-snake", "kebab", "wire")
LANGUAGES = ("python", "javascript", "typescript", "json", "text")

_TEXT: Final = Key(Text())
_NEEDED: Final = Key(Text(), required=True)
_TEXTS: Final = Key(Many(Text(), "a list of strings"))
_WORDS: Final = Key(Many(Text(), "a list of words", repeats=True))
_CASE: Final = Key(Text(values=CASES))


def _choice(*values: str, required: bool = False) -> Key:
    return Key(Text(values=values), required=required)


def _tables(keys: dict[str, Key], *, required: bool = False) -> Key:
    return Key(Many(Table(keys), "a list of tables"), required=required)


_NAMES: Final = Table(
    {
        "like": _TEXT,
        **dict.fromkeys(("module", "class", "member", "constant", "task"), _CASE),
        "suffix": _TEXT,
        "reserved": _TEXTS,
        "taken": Key(Table(others=Many(Text(), "a list of strings"))),
    }
)
_OPTION: Final = Table(
    {
        "type": _choice("string", "name", "boolean", "integer", required=True),
        "default": Key(ANY, required=True),
        "doc": _NEEDED,
        "choices": _TEXTS,
    }
)
_PER: Final = _choice("model", "source", "all", required=True)

PACK: Final[Shape] = Table(
    {
        "about": _NEEDED,
        "language": _choice(*LANGUAGES),
        "families": _TEXTS,
        "uses": _TEXTS,
        "names": Key(_NAMES),
        "literals": Key(Table(dict.fromkeys(("true", "false", "null", "decimal"), _TEXT))),
        "options": Key(Table(others=_OPTION)),
        "outputs": _tables({"template": _NEEDED, "path": _NEEDED, "per": _PER, "when": _TEXT}, required=True),
        "copies": _tables(
            {"folder": _NEEDED, "path": _NEEDED, "per": _choice("source", "all", required=True), "files": _TEXTS}
        ),
        "format": _tables({"files": _TEXT, "builtin": _choice("json", "javascript"), "command": _WORDS}),
        "check": _tables({"command": _WORDS}),
    }
)


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
        raise PackError(file, int(line[1]) if line else 0, f"this is not TOML: {error}") from None
    for wrong in mistakes(data, PACK):
        said = f"{wrong.message}; {wrong.hint}" if wrong.hint else wrong.message
        raise PackError(file, line_of(text, wrong.pointer, file.name), said)
    return data
