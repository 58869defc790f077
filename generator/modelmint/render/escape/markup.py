"""Text as Markdown (GitHub's), HTML and a URL's part."""

from __future__ import annotations

import re
from urllib.parse import quote

from modelmint.render.code import Code
from modelmint.render.escape.data import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~&$:@=^]")
# Those that mean something only in company: inside a word or a sentence they are what they seem.
_SPACE = re.compile(r"\s+")


def html(text: str) -> Code:
    """Text or an attribute's value in HTML."""
    pairs = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))
    escaped = visible_text(text)
    for plain, entity in pairs:
        escaped = escaped.replace(plain, entity)
    return Code(escaped)


def inline(text: str) -> Code:
    """Running text on one line, in which nothing is markup."""
    line = _SPACE.sub(" ", text).strip()
    return Code(_plain(visible(line)))


def table(text: str) -> Code:
    """A cell of a table: running text in which `|` ends nothing."""
    return inline(text)


def code(text: str) -> Code:
    """A code span, fenced by more backticks than the text holds in a row; `|` is escaped for tables."""
    line = visible(text) or " "
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line[0] in "` " or line[-1] in "` " else ""
    return Code(f"{fence}{pad}{line}{pad}{fence}".replace("|", "\\|"))


def fence(text: str) -> Code:
    """The inside of a code block fenced by four backticks: a row of four or more is broken up."""
    lines = (visible(line) for line in text.split("\n"))
    return Code("\n".join(re.sub("`{4,}", lambda run: "`\u200b" * len(run[0]), line) for line in lines))


def url(text: str) -> Code:
    """A part of a URL's path, percent-encoded whole."""
    return Code(quote(text.encode("utf-8", "replace"), safe=""))


def path(text: str) -> Code:
    """A relative path or a part of one, for a link or an output; what is not plain is percent-encoded."""
    return Code(quote(text.encode("utf-8", "replace"), safe="/%"))


def visible_text(text: str) -> str:
    """Text with line ends kept and what cannot be printed spelled out."""
    return "\n".join(visible(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", line)
