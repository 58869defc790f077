"""Whether matching a pattern takes time in proportion to the text, whatever the text.

An engine that goes back tries every way in which the pattern can read a beginning of the text. There are many
ways only if two of them part and meet again. So a pattern is safe if no two ways through it that read the same
text ever meet. This asks a little too much: a repetition with an end counts as one without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from modelmint.ir.frozen import frozen
from modelmint.validate.pattern.tree import (
    LAST,
    Branch,
    Chars,
    Choice,
    PatternError,
    Repeat,
    Sequence,
    Tree,
    is_nullable,
)

SIZE = 400
"""The most places for characters that a pattern may have, with what is repeated a fixed number of times written out."""

STEPS = 200_000
"""The most pairs of places that are looked at."""

AMBIGUOUS = "it can read the same text in several ways, which may take time without end"

_EVERYTHING = Chars(((0, LAST),))


def require_safe(branches: Iterable[Branch]) -> None:
    """Pass a pattern whose time is bounded.

    Raises:
        PatternError: it is not, or too large to tell.
    """
    places = _Places()
    free: set[int] = set()
    first: set[int] = set()
    for branch in branches:
        ends = places.add(branch.tree)
        (first if branch.start else free).update(ends.first)
    if free:
        anywhere = places.new(_EVERYTHING)
        free.add(anywhere)
        places.follow[anywhere] = free
    _require_no_meeting(places, first | free)


def _require_no_meeting(places: _Places, start: Set[int]) -> None:
    seen: set[tuple[int, int]] = set()
    waiting = list(places.parting(start))
    for places_after in places.follow:
        waiting.extend(places.parting(places_after))
    while waiting:
        pair = waiting.pop()
        if pair in seen:
            continue
        seen.add(pair)
        if len(seen) > STEPS:
            raise PatternError("it is too large to tell whether it is safe")
        for after in places.together(*pair):
            if after[0] == after[1]:
                raise PatternError(AMBIGUOUS)
            waiting.append(after)


@frozen
class _Ends:
    """Where a part can start and end, and whether it can be left out."""

    first: frozenset[int]
    last: frozenset[int]
    nullable: bool


class _Places:
    """Each character of a pattern has a place; `follow` says which places can come next."""

    def __init__(self) -> None:
        self.chars: list[Chars] = []
        self.follow: list[set[int]] = []

    def new(self, chars: Chars) -> int:
        """A place for one character."""
        if len(self.chars) == SIZE:
            raise PatternError("it is too large to tell whether it is safe")
        self.chars.append(chars)
        self.follow.append(set())
        return len(self.chars) - 1

    def add(self, tree: Tree) -> _Ends:
        """Places for all characters of a part."""
        match tree:
            case Chars():
                here = frozenset({self.new(tree)})
                return _Ends(here, here, False)
            case Sequence():
                return self._after_each_other(self.add(part) for part in tree.parts)
            case Choice():
                return self._choice(tree)
            case Repeat():
                return self._repeat(tree)

    def _after_each_other(self, parts: Iterable[_Ends]) -> _Ends:
        whole = _Ends(frozenset(), frozenset(), True)
        for part in parts:
            for place in whole.last:
                self.follow[place] |= part.first
            first = whole.first | part.first if whole.nullable else whole.first
            last = whole.last | part.last if part.nullable else part.last
            whole = _Ends(first, last, whole.nullable and part.nullable)
        return whole

    def _choice(self, tree: Choice) -> _Ends:
        if sum(map(is_nullable, tree.branches)) > 1:
            raise PatternError("several of its alternatives can be empty")
        ends = [self.add(branch) for branch in tree.branches]
        first = frozenset().union(*(end.first for end in ends))
        last = frozenset().union(*(end.last for end in ends))
        return _Ends(first, last, any(end.nullable for end in ends))

    def _repeat(self, tree: Repeat) -> _Ends:
        if tree.most != 1 and is_nullable(tree.part):
            raise PatternError("it repeats what can be empty")
        if tree.least == tree.most:
            return self._after_each_other(self.add(tree.part) for _ in range(tree.least))
        ends = self.add(tree.part)
        for place in ends.last if tree.most != 1 else ():
            # What is repeated within leads there too: two ways of which the places know but one.
            if self.follow[place] & ends.first:
                raise PatternError(AMBIGUOUS)
            self.follow[place] |= ends.first
        return _Ends(ends.first, ends.last, ends.nullable or tree.least == 0)

    def parting(self, after: Set[int]) -> Iterator[tuple[int, int]]:
        """Pairs of different places among these that one character can lead to."""
        return ((one, other) for one in after for other in after if one < other and self._agree(one, other))

    def together(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        """Pairs of places that one more character can lead to from both."""
        for left in self.follow[one]:
            for right in self.follow[other]:
                if self._agree(left, right):
                    yield (left, right) if left <= right else (right, left)

    def _agree(self, one: int, other: int) -> bool:
        return self.chars[one].overlaps(self.chars[other])
