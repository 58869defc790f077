"""What was probably meant: the word with the fewest slips, as the plainest search finds it."""

from __future__ import annotations

from functools import cache
from itertools import takewhile

from hypothesis import given
from hypothesis import strategies as st

from modelmint.validate.nearest import nearest_word

WORDS = st.text("abcAé_", max_size=8)


@cache
def slips(left: str, right: str) -> int:
    """How many slips lie between two words, from the last letter of each on."""
    if not left or not right:
        return len(left) + len(right)
    ways = [
        slips(left[:-1], right) + 1,
        slips(left, right[:-1]) + 1,
        slips(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    ]
    if len(left) > 1 and left[-2:] == right[-2:][::-1]:
        ways.append(slips(left[:-2], right[:-2]) + 1)
    return min(ways)


def shared(left: str, right: str) -> int:
    """How many letters two words start with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))))


def plainly(word: str, known: list[str]) -> str | None:
    ranked = [
        (slips(word.replace("A", "a"), other.replace("A", "a")), -shared(word, other), place)
        for place, other in enumerate(known)
    ]
    near = [row for row in ranked if row[0] * 5 <= max(len(word), len(known[row[2]])) * 2]
    return known[min(near)[2]] if near else None


@given(WORDS, st.lists(WORDS, max_size=6))
def test_the_nearest_word_is_the_one_with_the_fewest_slips(word: str, known: list[str]) -> None:
    for one in (word, *(other[1:2] + other[:1] + other[2:] for other in known)):
        assert nearest_word(one, known) == plainly(one, known)
