"""A text that a pattern matches."""

from __future__ import annotations

from modelmint.validate.pattern.parse import parse
from modelmint.validate.pattern.tree import Chars, Choice, PatternError, Repeat, Sequence, Tree

_NICE = [ord(letter) for letter in "a0A-_ #."]


def sample_match(pattern: str) -> str | None:
    """The shortest text that one of the pattern's alternatives reads; None if the pattern cannot be read."""
    try:
        branches = parse(pattern)
    except PatternError:
        return None
    return min((_sample(branch.tree) for branch in branches), key=len)


def _sample(tree: Tree) -> str:
    match tree:
        case Chars():
            return _letter(tree)
        case Sequence():
            return "".join(map(_sample, tree.parts))
        case Choice():
            return min(map(_sample, tree.branches), key=len)
        case Repeat():
            return _sample(tree.part) * tree.least


def _letter(chars: Chars) -> str:
    nice = (point for point in _NICE if any(low <= point <= high for low, high in chars.spans))
    first = chars.spans[0][0] if chars.spans else 0xFFFD
    return chr(next(nice, first))
