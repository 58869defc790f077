"""Sets of characters, as sorted ranges of code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

Characters: TypeAlias = tuple[tuple[int, int], ...]
"""Ranges of code points, first and last, sorted and apart. Surrogates are no characters."""

EVERY: Final[Characters] = ((0, 0xD7FF), (0xE000, 0x10FFFF))
DIGITS: Final[Characters] = ((48, 57),)
WORD: Final[Characters] = ((48, 57), (65, 90), (95, 95), (97, 122))
SPACE: Final[Characters] = (
    (9, 13),
    (32, 32),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
)
LINE_ENDS: Final[Characters] = ((10, 10), (13, 13), (0x2028, 0x2029))

_NICE = (*range(97, 123), *range(48, 58), *range(65, 91), *range(32, 127))


def joined(ranges: Iterable[tuple[int, int]]) -> Characters:
    """The ranges as one set."""
    result: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if result and low <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return tuple(result)


def shared(left: Characters, right: Characters) -> Characters:
    """The characters that are in both."""
    pairs = ((max(a, c), min(b, d)) for a, b in left for c, d in right)
    return joined((low, high) for low, high in pairs if low <= high)


def others(characters: Characters) -> Characters:
    """The characters that are not in the set."""
    gaps, start = [], 0
    for low, high in characters:
        if start < low:
            gaps.append((start, low - 1))
        start = high + 1
    gaps.append((start, 0x10FFFF))
    return shared(tuple(gap for gap in gaps if gap[0] <= gap[1]), EVERY)


def contains(characters: Characters, code: int) -> bool:
    """Whether the character is in the set."""
    return any(low <= code <= high for low, high in characters)


def example(low: int, high: int) -> int:
    """A character of the range that reads well."""
    return next((code for code in _NICE if low <= code <= high), low)
