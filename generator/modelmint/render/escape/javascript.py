"""Text as JavaScript or TypeScript: a string, a regular expression, a JSDoc comment's content, a line comment."""

from __future__ import annotations

import re

from modelmint.render.code import Code
from modelmint.render.escape.data import json_string, visible


def string(text: str) -> Code:
    """A string literal, with its quotes; safe within an HTML script too."""
    return Code(json_string(text).replace("</", "<\\/").replace("<!--", "\\u003c!--"))


def regex(pattern: str) -> Code:
    """A literal of a regular expression with the flag `u`."""
    source = re.sub(r"\\.|/", lambda found: "\\/" if found[0] == "/" else found[0], pattern)
    return Code(f"/{re.sub('[^ -~]', _code_point, source) or '(?:)'}/u")


def _code_point(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match[0]):x}}}"


def doc(text: str, before: str = " * ") -> Code:
    """The lines of a block comment, ` * ` before each; `*/` cannot end it and `@` starts no tag."""
    lines = visible_lines(text.replace("*/", "*\\/").replace("@", "\\@"))
    return Code("\n".join(f"{before}{line}".rstrip() for line in lines))


def comment(text: str) -> Code:
    """Comment lines, one for each line of the text, `// ` before each."""
    return Code("\n".join(f"// {line}".rstrip() for line in visible_lines(text)))


def visible_lines(text: str) -> list[str]:
    """The lines of a text, with what cannot be printed spelled out."""
    return [visible(line) for line in text.split("\n")]
