"""A pattern as a tree."""

from __future__ import annotations

from typing import TypeAlias, Union

from modelmint.ir.frozen import frozen

LAST = 0x10FFFF
"""The greatest code point."""

Span: TypeAlias = tuple[int, int]
"""The first and the last of neighbouring code points."""


class PatternError(ValueError):
    """A pattern that is not used; says why."""


@frozen
class Chars:
    """One character of these, in order and without overlap."""

    spans: tuple[Span, ...]

    def overlaps(self, other: Chars) -> bool:
        """Whether some character is in both."""
        return any(low <= end and start <= high for low, high in self.spans for start, end in other.spans)


@frozen
class Sequence:
    """One part after the other."""

    parts: tuple[Tree, ...]


@frozen
class Choice:
    """One of the branches."""

    branches: tuple[Tree, ...]


@frozen
class Repeat:
    """The part `least` to `most` times; None is without end."""

    part: Tree
    least: int
    most: int | None


Tree: TypeAlias = Union[Chars, Sequence, Choice, Repeat]


@frozen
class Branch:
    """An alternative of a whole pattern, and whether it is tied to the start and to the end of the text."""

    tree: Tree
    start: bool
    end: bool


def union(spans: list[Span]) -> Chars:
    """The characters of all spans."""
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return Chars(tuple(merged))


def complement(chars: Chars) -> Chars:
    """All other characters."""
    edges = [-1, *(edge for low, high in chars.spans for edge in (low, high)), LAST + 1]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return Chars(tuple((left + 1, right - 1) for left, right in gaps if left + 1 <= right - 1))


def single(letter: str) -> Chars:
    """Just this character."""
    return Chars(((ord(letter), ord(letter)),))


def is_nullable(tree: Tree) -> bool:
    """Whether it matches the empty text."""
    match tree:
        case Chars():
            return False
        case Sequence():
            return all(map(is_nullable, tree.parts))
        case Choice():
            return any(map(is_nullable, tree.branches))
        case Repeat():
            return tree.least == 0 or is_nullable(tree.part)
