"""Patterns in use: whether one can be trusted, its spellings, and matching."""

from __future__ import annotations

import re
from functools import lru_cache

from modelmint.ir.frozen import frozen
from modelmint.validate.pattern.parse import parse
from modelmint.validate.pattern.safety import require_safe
from modelmint.validate.pattern.spell import spell
from modelmint.validate.pattern.tree import PatternError
from modelmint.validate.pattern.trim import trimmed


@frozen
class Spelled:
    """A pattern for `re` in Python, for `RegExp` with the flag `u`, and for engines of which nothing is known."""

    python: str
    javascript: str
    portable: str


@lru_cache(maxsize=4096)
def spelled(pattern: str) -> Spelled | None:
    """The spellings of a pattern; None if it is not used, for the reason that `flaw` gives."""
    try:
        branches = tuple(map(trimmed, parse(pattern)))
        require_safe(branches)
    except PatternError:
        return None
    # In some languages `$` matches before a last line end too.
    return Spelled(spell(branches, r"\Z"), spell(branches, "$"), spell(branches, r"$(?!\n)"))


def flaw(pattern: str) -> str:
    """Why a pattern is not enforced; empty if it is."""
    try:
        require_safe(map(trimmed, parse(pattern)))
    except PatternError as error:
        return str(error)
    return ""


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    spelling = spelled(pattern)
    return None if spelling is None else re.compile(spelling.python)


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern is found in the text; a pattern that is not enforced is found in any."""
    compiled = _compiled(pattern)
    return compiled is None or compiled.search(text) is not None
