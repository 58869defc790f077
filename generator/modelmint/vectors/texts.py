"""Texts at the edges of their lengths, and texts that are too short, too long, or not of the pattern."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.ir.types import String
from modelmint.validate.pattern import matches, sample_match, spelled
from modelmint.vectors.case import Case

LONGEST = 100_000
"""Longer texts are not made: a package would carry them."""

WIDE = "\U0001f600"
"""One character, which is two units of UTF-16 and four of UTF-8."""

_ODD = ("", "a", "1", " ", "#", "é", "a b", "-1", "\n", WIDE)


def right_texts(type_: String, path: str) -> Iterator[Case]:
    """The shortest, the longest, and the longest counted in characters rather than bytes."""
    yield from (Case(text, "text that matches", path) for text in [sample_match(type_.pattern or "")] if type_.pattern)
    if type_.min_length is not None and type_.min_length <= LONGEST:
        yield Case("a" * type_.min_length, "the shortest", path)
    if type_.max_length is not None and type_.max_length <= LONGEST:
        yield Case("a" * type_.max_length, "the longest", path)
        if type_.max_length:
            yield Case(WIDE * type_.max_length, "the longest, of wide characters", path)
    if type_.min_length is None and type_.pattern is None:
        yield Case("", "empty", path)


def wrong_texts(type_: String, path: str) -> Iterator[Case]:
    """One character too few or too many, and what does not match."""
    if type_.min_length and type_.min_length <= LONGEST:
        yield Case("a" * (type_.min_length - 1), "one character too short", path, "too-short")
        if type_.min_length > 1:
            yield Case(WIDE * (type_.min_length - 1), "too short, of wide characters", path, "too-short")
    if type_.max_length is not None and type_.max_length <= LONGEST:
        yield Case("a" * (type_.max_length + 1), "one character too long", path, "too-long")
    if type_.pattern is not None and spelled(type_.pattern) is not None:
        yield from _unmatched(type_, type_.pattern, path)


def _unmatched(type_: String, pattern: str, path: str) -> Iterator[Case]:
    """Near a match first: a line end behind it is where languages differ."""
    sample = sample_match(pattern) or ""
    near = {f"{sample}\n": "a match and a line end", f"{sample}é": "a match and more", f"x{sample}": "more and a match"}
    least = type_.min_length or 0
    padded = ((text.ljust(least, "a"), "no match") for text in _ODD)
    for text, label in {**near, **dict(padded)}.items():
        if not matches(pattern, text) and least <= len(text) <= (type_.max_length or LONGEST):
            yield Case(text, label, path, "no-match")
