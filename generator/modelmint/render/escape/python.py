"""Text as Python: a string, a docstring's content, a comment."""

from __future__ import annotations

import re
from functools import lru_cache

from modelmint.render.code import Code
from modelmint.render.escape.data import json_string, visible, whole


def string(text: str) -> Code:
    """A string literal, with its quotes. What JSON escapes, Python reads the same."""
    return json_string(text)


@lru_cache(maxsize=4096, typed=True)  # what a parameter is for stands in every method that takes it
def doc(text: str) -> Code:
    """What stands between the triple double quotes of a docstring, line ends kept.

    No class can have a docstring with lone surrogates: they become U+FFFD.
    """
    # No two quotes may meet, and none the closing ones.
    escaped = re.sub(r'"(?="|\Z)', r'\\"', whole(text).replace("\\", "\\\\"))
    return Code("\n".join(map(visible, escaped.split("\n"))))


def comment(text: str) -> Code:
    """Comment lines, one for each line of the text, `# ` before each."""
    return Code("\n".join(f"# {visible(line)}".rstrip() for line in text.split("\n")))
