"""Text as Markdown (GitHub's), HTML and a URL's part."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from modelmint.render.code import Code
from modelmint.render.escape.data import visible

_SPACE = re.compile(r"\s+")
# What means something in GitHub's Markdown wherever it stands; an underscore within a word does not.
_SPECIAL = re.compile(
    r"[\\`*\[\]<|~$]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|&(?=#|[A-Za-z])"
    r"|:(?=//|[a-z0-9_+-]+:)|(?<=www)\."
)
# What means something at the start of a line only.
_START = re.compile(r"(\d{0,9})([#>=]|[-+](?=[\s-]|$)|(?<=\d)[.)](?=\s|$))")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def html(text: str) -> Code:
    """Text or an attribute's value in HTML."""
    pairs = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))
    escaped = visible_text(text)
    for plain, entity in pairs:
        escaped = escaped.replace(plain, entity)
    return Code(escaped)


def inline(text: str) -> Code:
    """Running text on one line, in which nothing is markup but code between single backticks, and no address a link."""
    return _inline(text, code)


def table(text: str) -> Code:
    """A cell of a table: running text, in which no `|` ends the cell."""
    return _inline(text, table_code)


def _inline(text: str, spell_code: Callable[[str], Code]) -> Code:
    # What is split at the pattern alternates: text, code, text, and so on.
    parts = _CODE.split(visible(_SPACE.sub(" ", text).strip()))
    spelled = "".join(spell_code(part) if at % 2 else _SPECIAL.sub(r"\\\g<0>", part) for at, part in enumerate(parts))
    return Code(_START.sub(r"\1\\\2", spelled, count=1) if _START.match(spelled) else spelled)


def code(text: str) -> Code:
    """A code span, fenced by more backticks than the text holds in a row."""
    line = visible(text) or " "
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    stripped = line[0] == line[-1] == " " and line.strip()
    pad = " " if "`" in (line[0], line[-1]) or stripped else ""
    return Code(f"{fence}{pad}{line}{pad}{fence}")


def table_code(text: str) -> Code:
    """A code span in a table's cell, where `|` would end the cell even so."""
    return Code(code(text).replace("|", "\\|"))


def block(text: str, language: str = "") -> Code:
    """A whole code block, with a fence that the text does not hold."""
    lines = [visible(line) for line in text.split("\n")]
    longest = max((len(run) for run in re.findall("`{3,}", "\n".join(lines))), default=2)
    fence = "`" * (longest + 1)
    return Code("\n".join((f"{fence}{language}", *lines, fence)))


def url(text: str) -> Code:
    """A part of a URL's path, percent-encoded whole."""
    return Code(quote(text.encode("utf-8", "replace"), safe=""))


def path(text: str) -> Code:
    """A relative path or a part of one, for a link or an output; what is not plain is percent-encoded."""
    return Code(quote(text.encode("utf-8", "replace"), safe="/%"))


def visible_text(text: str) -> str:
    """Text with line ends kept and what cannot be printed spelled out."""
    return "\n".join(visible(line) for line in text.split("\n"))
