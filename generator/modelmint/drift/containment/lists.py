"""A list that satisfies all of some atoms and none of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import Formula
from modelmint.drift.containment.size import size
from modelmint.drift.containment.value import Exact, Found, Nothing
from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    from modelmint.drift.containment.search import Search

_MOST_ITEMS = 2_000
_MOST_CHOICES = 12
_MOST_DIFFERENT = 120

State = frozenset[Formula]
_Choice = tuple[tuple[int, ...], tuple[int, ...]]


@frozen
class _Count:
    """From an index on, at least (or at most) so many items satisfy the formula."""

    start: int
    formula: Formula
    number: int


@dataclass(slots=True)
class _Wanted:
    """What the atoms ask for. `unique` is None where repetition is free, False where something must repeat."""

    items: dict[int, list[Formula]] = field(default_factory=dict)
    rests: list[tuple[int, Formula]] = field(default_factory=list)
    many: list[_Count] = field(default_factory=list)
    few: list[_Count] = field(default_factory=list)
    unique: bool | None = None
    least: int = 0
    most: int | None = None

    def horizon(self) -> int:
        """The index from which on all items are alike."""
        starts = [start for start, _ in self.rests] + [count.start for count in (*self.many, *self.few)]
        return max([0, *(index + 1 for index in self.items), *starts])

    def longest(self) -> int:
        """No list needs to be longer than this: what is beyond could be left out."""
        needed = max(self.least, self.horizon()) + sum(count.number for count in self.many)
        needed += 2 if self.unique is False else 0
        return needed if self.most is None else min(needed, self.most)


def find_list(search: Search, atoms: list[Formula]) -> Found:
    """A list within the atoms."""
    wanted = _Wanted()
    wanted.least, wanted.most = size(search.pool, atoms, ops.AT_LEAST, ops.AT_MOST)
    for atom in atoms:
        _apply(wanted, search.pool.op[abs(atom)], search.pool.args[abs(atom)], positive=atom > 0)
    if wanted.most is not None and wanted.least > wanted.most:
        return Nothing.EMPTY
    return _Builder(search, wanted).build()


def _apply(wanted: _Wanted, op: str, args: tuple[int, ...], *, positive: bool) -> None:
    match op:
        case ops.ITEM if positive:
            wanted.items.setdefault(args[0], []).append(args[1])
        case ops.REST if positive:
            wanted.rests.append((args[0], args[1]))
        case ops.REST:
            wanted.many.append(_Count(args[0], -args[1], 1))
        case ops.MANY | ops.FEW:
            if (op == ops.MANY) == positive:
                wanted.many.append(_Count(args[0], args[1], args[2] + (not positive)))
            else:
                wanted.few.append(_Count(args[0], args[1], args[2] - (not positive)))
        case ops.UNIQUE:
            wanted.unique = positive


class _Builder:
    """Tries one length after the other, and for each the ways to meet the counts."""

    def __init__(self, search: Search, wanted: _Wanted) -> None:
        self.search = search
        self.wanted = wanted
        self.unsure = False

    def build(self) -> Found:
        wanted = self.wanted
        wanted.few = [count for count in wanted.few if wanted.most is None or count.number < wanted.most]
        if any(count.number < 0 for count in wanted.few):
            return Nothing.EMPTY
        if wanted.least > _MOST_ITEMS or self._placing() > _MOST_CHOICES:
            return Nothing.UNKNOWN
        for length in range(wanted.least, wanted.longest() + 1):
            for states in self._ways(length):
                found = self._chosen(states)
                if found is not None:
                    return found
        return Nothing.UNKNOWN if self.unsure else Nothing.EMPTY

    def _placing(self) -> int:
        """How many of the items that are alike could differ from the rest, to meet the counts."""
        return sum(count.number for count in (*self.wanted.many, *self.wanted.few))

    def _base(self, index: int) -> State:
        ruled = (formula for start, formula in self.wanted.rests if index >= start)
        return frozenset((*self.wanted.items.get(index, ()), *ruled))

    def _possible(self, state: State) -> bool:
        found = self.search.find(state)
        self.unsure = self.unsure or found is Nothing.UNKNOWN
        return not isinstance(found, Nothing)

    def _ways(self, length: int) -> Iterator[list[State]]:
        """The states of the items, in every way that meets the counts."""
        bases = [self._base(index) for index in range(length)]
        if not all(map(self._possible, bases)):
            return
        if not self.wanted.many and not self.wanted.few:
            yield bases
            return
        active = min(length, self.wanted.horizon() + self._placing())
        idle = [base | {-count.formula for count in self.wanted.few} for base in bases[active:]]
        if all(map(self._possible, idle)):
            needs = tuple(count.number for count in self.wanted.many)
            spare = tuple(count.number for count in self.wanted.few)
            yield from ([*states, *idle] for states in self._placed(bases[:active], 0, needs, spare, None))

    def _placed(
        self, bases: list[State], index: int, needs: tuple[int, ...], spare: tuple[int, ...], last: _Choice | None
    ) -> Iterator[list[State]]:
        """Choices for the items one after the other. Among those that are alike, the order does not matter."""
        if max(needs, default=0) > len(bases) - index:
            return
        if index == len(bases):
            yield []
            return
        for choice in self._choices(index, needs, spare):
            if last is not None and index > self.wanted.horizon() and choice > last:
                continue
            met, kept = choice
            meets = {self.wanted.many[place].formula for place in met}
            avoids = {-self.wanted.few[place].formula for place in kept}
            state = bases[index] | meets | avoids
            if self._possible(state):
                left = tuple(need - (place in met) for place, need in enumerate(needs))
                rest = tuple(self._spare(place, kept, index, room) for place, room in enumerate(spare))
                yield from ([state, *others] for others in self._placed(bases, index + 1, left, rest, choice))

    def _spare(self, place: int, kept: tuple[int, ...], index: int, room: int) -> int:
        counts = index >= self.wanted.few[place].start and place not in kept
        return room - counts

    def _choices(self, index: int, needs: tuple[int, ...], spare: tuple[int, ...]) -> Iterator[_Choice]:
        """Which needs an item meets, and which limits it does not touch; those that meet most come first."""
        open_needs = [p for p, need in enumerate(needs) if need > 0 and index >= self.wanted.many[p].start]
        limited = [p for p, count in enumerate(self.wanted.few) if index >= count.start]
        full = {place for place in limited if spare[place] == 0}
        for met in sorted(_subsets(open_needs), reverse=True):
            yield from ((met, kept) for kept in sorted(_subsets(limited), reverse=True) if full <= set(kept))

    def _chosen(self, states: list[State]) -> list[Exact] | None:
        """Values for the items: different ones, two that are equal, or any."""
        if self.wanted.unique:
            return self._different(states)
        if self.wanted.unique is False:
            return self._repeated(states)
        return [self.search.find(state) for state in states]  # type: ignore[misc]  # _ways found them all

    def _repeated(self, states: list[State]) -> list[Exact] | None:
        for one, two in combinations(range(len(states)), 2):
            both = states[one] | states[two]
            if self._possible(both):
                merged = [both if index in (one, two) else state for index, state in enumerate(states)]
                return [self.search.find(state) for state in merged]  # type: ignore[misc]  # as above
        return None

    def _different(self, states: list[State]) -> list[Exact] | None:
        """A value of its own for each item: a matching between items and enough values for each."""
        if len(states) > _MOST_DIFFERENT:
            self.unsure = True
            return None
        pool = self.search.pool
        known = {state: self._several(state, len(states)) for state in dict.fromkeys(states)}
        taken: dict[Formula, int] = {}
        for index in range(len(states)):
            if not _match(index, [[pool.values((v,)) for v in known[state]] for state in states], taken, set()):
                return None
        values = {index: next(iter(pool.args[key][0].values())) for key, index in taken.items()}
        return [values[index] for index in range(len(states))]

    def _several(self, state: State, number: int) -> list[Exact]:
        """Up to so many different values."""
        values: list[Exact] = []
        while len(values) < number:
            ruled_out = {-self.search.pool.values(values)} if values else set()
            found = self.search.find(state | ruled_out)
            if isinstance(found, Nothing):
                self.unsure = self.unsure or found is Nothing.UNKNOWN
                break
            values.append(found)
        return values


def _match(index: int, options: list[list[Formula]], taken: dict[Formula, int], tried: set[Formula]) -> bool:
    """Give the item one of its options, moving others to another of theirs where needed."""
    for option in options[index]:
        if option not in tried:
            tried.add(option)
            if option not in taken or _match(taken[option], options, taken, tried):
                taken[option] = index
                return True
    return False


def _subsets(places: list[int]) -> Iterator[tuple[int, ...]]:
    for number in range(len(places) + 1):
        yield from combinations(places, number)
