"""The allowed value or known name that a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json
from modelmint.ir.words import numeral
from modelmint.validate.number import exact

LONGEST = 40
"""Longer words get no suggestion: looking for one costs time by the square of the length."""


@frozen
class Nearest:
    """What was probably meant by a wrong value, which takes time to find: by the square of a word's length."""

    value: object
    allowed: Sequence[Json]

    def found(self) -> Json:
        """The allowed value nearest to the wrong one, or None if none is near."""
        return nearest_value(self.value, self.allowed)


def nearest_value(value: object, allowed: Sequence[Json]) -> Json:
    """The allowed value nearest to this one, or None: by spelling, or by amount among numbers."""
    if isinstance(value, str):
        return _respelt(value, allowed)
    number = exact(value)
    if number is None or not number.is_finite():
        return None
    spelt = numeral(number)
    return spelt if spelt in allowed else _closest(float(number), allowed)


def _closest(number: float, allowed: Sequence[Json]) -> Json:
    sizes = [(other, exact(other)) for other in allowed]
    distances = [(abs(number - float(size)), rank) for rank, (_, size) in enumerate(sizes) if size is not None]
    return allowed[min(distances)[1]] if distances else None


def _respelt(value: str, allowed: Sequence[Json]) -> Json:
    for other in allowed:
        number = exact(other)
        if number is not None and numeral(number) == value:
            return other
    return nearest_word(value, (other for other in allowed if isinstance(other, str)))


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The known word with the fewest slips from this one; of equals the longest common start, then the first.

    A slip is a character put in, left out, changed or swapped with its neighbour. No more than two fifths
    of the longer word may be slips. Capital ASCII letters count as small ones.
    """
    if len(word) > LONGEST:
        return None
    best: tuple[int, int, str] | None = None
    folded = _fold(word)
    for other in known:
        longer = max(len(other), len(word))
        most = longer * 2 // 5 if best is None else min(best[0], longer * 2 // 5)
        if abs(len(other) - len(word)) > most or _apart(folded, _fold(other)) > most:
            continue
        slips = _slips(folded, _fold(other))
        if slips <= most and (best is None or (slips, -_start(word, other)) < best[:2]):
            best = (slips, -_start(word, other), other)
    return None if best is None else best[2]


_SMALL = {ord(letter): letter.lower() for letter in ascii_uppercase}


def _fold(word: str) -> str:
    return word.translate(_SMALL)


def _apart(left: str, right: str) -> int:
    """The fewest slips between two words, whatever the order of their letters, which takes less time to find."""
    alone = 0
    for letter in left:
        if letter in right:
            right = right.replace(letter, "", 1)
        else:
            alone += 1
    return max(alone, len(right))


def _start(left: str, right: str) -> int:
    return next(
        (place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )


def _slips(left: str, right: str) -> int:
    """The optimal string alignment distance of two words."""
    earlier: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        line = [i + 1]
        for j, b in enumerate(right):
            cost = min(row[j] + (a != b), row[j + 1] + 1, line[j] + 1)
            if i and j and a == right[j - 1] and b == left[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            line.append(cost)
        earlier, row = row, line
    return row[-1]
