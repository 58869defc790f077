"""Values that are not listed: near misses, which name the value that was meant, and values far from all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from modelmint.ir.types import Const, Enum
from modelmint.ir.value import Json
from modelmint.validate.equal import equal
from modelmint.validate.nearest import LONGEST
from modelmint.vectors.case import Case

FAR = "nothing of the kind"


def wrong_listed(type_: Enum | Const, path: str) -> Iterator[Case]:
    """A text with a slip, a number as text, a number off the list, and NaN; an open list takes most of these."""
    if isinstance(type_, Enum) and type_.open:
        return
    values = type_.values if isinstance(type_, Enum) else (type_.value,)
    texts = [value for value in values if isinstance(value, str)]
    numbers = [value for value in values if not isinstance(value, str | bool | None | list | dict)]
    if texts:
        yield Case(FAR, "a text that is not listed", path, "not-allowed")
        yield from _near(texts, path)
    if numbers:
        yield from _beside(numbers, values, path)


def _near(texts: list[str], path: str) -> Iterator[Case]:
    for text in texts:
        slips = (misspelt(text), text.swapcase())
        for slip, label in zip(slips, ("a slip", "the other case"), strict=True):
            if slip and slip not in texts:
                yield Case(
                    slip, f"{label} from a listed text", path, "not-allowed", text if label == "a slip" else None
                )
        return


def misspelt(word: str) -> str:
    """The word with two letters swapped, or one more where there is nothing to swap; empty if it is too short."""
    if not 3 <= len(word) <= LONGEST - 1:
        return ""
    for place in range(len(word) - 2, 0, -1):
        if word[place] != word[place + 1]:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return f"{word}x"


def _beside(numbers: Sequence[Json], values: tuple[Json, ...], path: str) -> Iterator[Case]:
    first = numbers[0]
    assert not isinstance(first, str | list | dict | None)
    off = next(number for number in range(7, 10_000_000, 13) if not any(equal(number, value) for value in values))
    yield Case(off, "a number that is not listed", path, "not-allowed")
    yield Case(str(first), "a listed number as text", path, "not-allowed")
    yield Case(math.nan, "NaN", path, "not-allowed")
    if any(equal(value, 1) for value in values):
        yield Case(True, "true for one", path, "not-allowed")
