"""The search for a value that satisfies a set of formulas: it finds one, proves that there is none, or gives up.

For each kind of value, the formulas are taken apart into atoms about that kind; alternatives are tried one
after the other, the smallest first. What is left, atoms and negated atoms, goes to the module of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.evaluate import UnsureError, holds
from modelmint.drift.containment.lists import find_list
from modelmint.drift.containment.numbers import find_number
from modelmint.drift.containment.objects import find_object
from modelmint.drift.containment.pool import FALSE, TRUE, Formula, Pool
from modelmint.drift.containment.strings import find_text
from modelmint.drift.containment.value import (
    ARRAY,
    BOOLEAN,
    EVERY_KIND,
    KINDS,
    NULL,
    NUMBER,
    STRING,
    Exact,
    Found,
    Nothing,
    kind_of,
)

State: TypeAlias = frozenset[Formula]

_MOST_BRANCHES = 20_000
_DEEPEST = 60


class Search:
    """Finds values of formulas of one pool, and remembers what it found."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.branches = 0
        self._found: dict[State, Found] = {}
        self._open: dict[State, int] = {}
        self._assumed = _DEEPEST

    def find(self, formulas: Iterable[Formula]) -> Found:
        """A value that satisfies all of the formulas."""
        state = frozenset(formulas)
        if FALSE in state or any(-formula in state for formula in state):
            return Nothing.EMPTY
        if state in self._found:
            return self._found[state]
        if state in self._open:
            # The smallest value never contains one that satisfies the same formulas: here, there is none.
            self._assumed = min(self._assumed, self._open[state])
            return Nothing.EMPTY
        return self._open_up(state)

    def _open_up(self, state: State) -> Found:
        depth = len(self._open)
        if depth >= _DEEPEST:
            return Nothing.UNKNOWN
        self._open[state] = depth
        found = self._look(state)
        del self._open[state]
        if found is not Nothing.EMPTY or self._assumed >= depth:
            self._found[state] = found
        if self._assumed >= depth:
            self._assumed = _DEEPEST
        return found

    def _look(self, state: State) -> Found:
        flat = self._flattened(state)
        if flat is None:
            return Nothing.EMPTY
        listed = [formula for formula in flat if formula > 0 and self.pool.op[formula] == ops.VALUES]
        if listed:
            return self.among(listed, flat, EVERY_KIND)
        mask = EVERY_KIND
        for formula in flat:
            if self.pool.op[abs(formula)] == ops.KIND:
                own = self.pool.args[abs(formula)][0]
                mask &= own if formula > 0 else ~own
            elif formula < 0:
                mask &= ops.ABOUT.get(self.pool.op[-formula], EVERY_KIND)
        return self.first_of(self._of_kind(kind, flat) for kind in KINDS if kind & mask)

    def _flattened(self, state: State) -> set[Formula] | None:
        """The formulas with conjunctions taken apart; None if two contradict each other."""
        flat: set[Formula] = set()
        pending = sorted(state, key=abs, reverse=True)
        while pending:
            formula = pending.pop()
            if formula > 0 and self.pool.op[formula] == ops.AND:
                pending.extend(self.pool.args[formula])
            elif -formula in flat:
                return None
            else:
                flat.add(formula)
        return flat

    def first_of(self, attempts: Iterator[Found]) -> Found:
        """The first value; where there is none, whether that is certain."""
        result = Nothing.EMPTY
        for found in attempts:
            if not isinstance(found, Nothing):
                return found
            if found is Nothing.UNKNOWN:
                result = found
        return result

    def among(self, listed: list[Formula], formulas: set[Formula], kinds: int) -> Found:
        """The first of the listed values that is of these kinds and satisfies the formulas."""
        shortest = min((self.pool.args[formula][0] for formula in listed), key=len)
        return self.first_of(self._checked(value, formulas) for value in shortest.values() if kind_of(value) & kinds)

    def _checked(self, value: Exact, formulas: Iterable[Formula]) -> Found:
        try:
            good = all(holds(self.pool, formula, value) for formula in formulas)
        except UnsureError:
            return Nothing.UNKNOWN
        return value if good else Nothing.EMPTY

    def _of_kind(self, kind: int, flat: set[Formula]) -> Found:
        if kind == BOOLEAN:
            return self.first_of(self._checked(value, flat) for value in (True, False))
        if kind == NULL:
            return self._checked(None, flat)
        return Branch(self, kind).close(sorted(flat, key=abs))

    def solve(self, kind: int, atoms: list[Formula], ruled_out: list[Formula]) -> Found:
        """A value of this kind that satisfies atoms about it."""

        def accepts(value: Exact) -> bool:
            return not any(holds(self.pool, formula, value) for formula in ruled_out)

        if kind == NUMBER:
            return find_number(self.pool, atoms, accepts)
        if kind == STRING:
            return find_text(self.pool, atoms, accepts)
        return find_list(self, atoms) if kind == ARRAY else find_object(self, atoms)


class Branch:
    """One way through the alternatives: the atoms gathered so far, and the alternatives still open."""

    def __init__(self, search: Search, kind: int) -> None:
        self.search = search
        self.pool = search.pool
        self.kind = kind
        self.seen: set[Formula] = set()
        self.open: list[tuple[Formula, ...]] = []

    def close(self, formulas: Iterable[Formula]) -> Found:
        """Take the formulas in, then try what alternatives are left, or solve the atoms."""
        self.search.branches += 1
        if self.search.branches > _MOST_BRANCHES:
            return Nothing.UNKNOWN
        if not self._take(list(formulas)):
            return Nothing.EMPTY
        if not self.open:
            return self._solve()
        options = min(self.open, key=len)
        self.open.remove(options)
        return self.search.first_of(self._copy().close([option]) for option in options)

    def _copy(self) -> Branch:
        other = Branch(self.search, self.kind)
        other.seen = set(self.seen)
        other.open = list(self.open)
        return other

    def _take(self, pending: list[Formula]) -> bool:
        """Whether the formulas can be taken in without a contradiction."""
        while pending:
            while pending:
                formula = pending.pop()
                if formula in self.seen:
                    continue
                if -formula in self.seen or not self._sort(formula, pending):
                    return False
            if not self._narrow(pending):
                return False
        return True

    def _sort(self, formula: Formula, pending: list[Formula]) -> bool:
        """Take one formula in, its parts into `pending`; False if it cannot hold for this kind."""
        op, args = self.pool.op[abs(formula)], self.pool.args[abs(formula)]
        about = ops.ABOUT.get(op)
        if about is not None and about != self.kind:
            return formula > 0
        self.seen.add(formula)
        match op:
            case ops.AND if formula > 0:
                pending.extend(args)
            case ops.AND:
                self.open.append(tuple(-part for part in args))
            case ops.ONE:
                self.open.append(self._one(args, positive=formula > 0))
            case ops.KIND:
                return bool(args[0] & self.kind) == (formula > 0)
            case ops.REFERENCE:
                target = self.pool.targets[args[0]]
                pending.append(target if formula > 0 else -target)
            case ops.VALUES if formula < 0:
                pending.extend(self._apart(args[0].values()))
            case ops.FIELD if formula < 0:
                pending += [self.pool.atom(ops.REQUIRED, args[0]), self.pool.field(args[0], -args[1])]
            case ops.ITEM if formula < 0:
                pending += [self.pool.atom(ops.AT_LEAST, args[0] + 1), self.pool.atom(ops.ITEM, args[0], -args[1])]
        return True

    def _one(self, parts: tuple[Formula, ...], *, positive: bool) -> tuple[Formula, ...]:
        """The ways in which exactly one of the parts holds, or in which none or two do."""
        pool = self.pool
        if positive:
            return tuple(pool.all((part, *(-other for other in parts if other != part))) for part in parts)
        pairs = ((one, two) for index, one in enumerate(parts) for two in parts[index + 1 :])
        return (pool.all(-part for part in parts), *(pool.all(pair) for pair in pairs))

    def _apart(self, values: Iterable[Exact]) -> Iterator[Formula]:
        """What it means to differ from each of the lists and objects among the values."""
        pool = self.pool
        for value in values:
            if isinstance(value, list) and self.kind == ARRAY:
                differs = [pool.atom(ops.ITEM, index, -pool.values((item,))) for index, item in enumerate(value)]
                sizes = [-pool.atom(ops.AT_LEAST, len(value)), -pool.atom(ops.AT_MOST, len(value))]
                yield pool.any((*differs, *sizes))
            elif isinstance(value, dict) and self.kind == kind_of(value):
                fields = [pool.field(name, -pool.values((item,))) for name, item in value.items()]
                absent = [-pool.atom(ops.REQUIRED, name) for name in value]
                more = -pool.keys(-pool.values(value), FALSE)
                yield pool.any((*fields, *absent, more))

    def _narrow(self, pending: list[Formula]) -> bool:
        """Drop alternatives that cannot hold; what is left alone must. False if nothing is left of one."""
        still_open = []
        for options in self.open:
            left = [option for option in options if not self._contradicts(option)]
            if not left:
                return False
            if TRUE in left or any(option in self.seen or self._idle(option) for option in left):
                continue
            if len(left) == 1:
                pending.append(left[0])
            else:
                still_open.append(tuple(left))
        self.open = still_open
        return True

    def _idle(self, option: Formula) -> bool:
        """Whether the option holds for every value of this kind."""
        op = self.pool.op[abs(option)]
        if op == ops.KIND:
            return bool(self.pool.args[abs(option)][0] & self.kind) == (option > 0)
        return option > 0 and ops.ABOUT.get(op, self.kind) != self.kind

    def _contradicts(self, option: Formula) -> bool:
        if option == FALSE or -option in self.seen:
            return True
        op, args = self.pool.op[abs(option)], self.pool.args[abs(option)]
        if op == ops.KIND:
            return bool(args[0] & self.kind) != (option > 0)
        if option > 0:
            return op == ops.AND and any(self._contradicts(part) for part in args)
        return ops.ABOUT.get(op, self.kind) != self.kind

    def _solve(self) -> Found:
        opaque = any(self.pool.op[abs(formula)] == ops.OPAQUE for formula in self.seen)
        listed = [formula for formula in self.seen if self.pool.op[abs(formula)] == ops.VALUES]
        positive = [formula for formula in listed if formula > 0]
        if positive:
            return self.search.among(positive, self.seen, self.kind)
        atoms = [formula for formula in sorted(self.seen, key=abs) if self.pool.op[abs(formula)] in ops.ABOUT]
        found = self.search.solve(self.kind, atoms, [-formula for formula in listed])
        return Nothing.UNKNOWN if opaque and found is not Nothing.EMPTY else found
