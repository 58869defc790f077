"""Text as Python: a string, a docstring's content, a comment."""

from __future__ import annotations

from modelmint.render.code import Code
from modelmint.render.escape.data import json_string, visible


def string(text: str) -> Code:
    """A string literal, with its quotes. What JSON escapes, Python reads the same."""
    return json_string(text)


def doc(text: str) -> Code:
    """What stands between the triple double quotes of a docstring, line ends kept."""
    lines = [visible(line) for line in text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').split("\n")]
    joined = "\n".join(lines)
    # A quote at the end would meet the closing ones.
    return Code(joined[:-1] + '\\"' if joined.endswith('"') else joined)


def comment(text: str) -> Code:
    """Comment lines, one for each line of the text, `# ` before each."""
    return Code("\n".join(f"# {visible(line)}".rstrip() for line in text.split("\n")))
