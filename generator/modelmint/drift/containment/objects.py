"""An object that satisfies all of some atoms and none of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.evaluate import UnsureError, holds
from modelmint.drift.containment.pool import FALSE, Formula
from modelmint.drift.containment.size import size
from modelmint.drift.containment.value import STRING, Exact, Found, Nothing

if TYPE_CHECKING:
    from modelmint.drift.containment.search import Search

_MOST_KEYS = 300
_MOST_RULES = 8


@dataclass(slots=True)
class _Wanted:
    """What the atoms ask for. A rule is about the keys of its first formula; a demand, about some key of it."""

    fields: dict[str, list[Formula]] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    rules: list[tuple[Formula, Formula]] = field(default_factory=list)
    demands: list[tuple[Formula, Formula]] = field(default_factory=list)
    least: int = 0
    most: int | None = None


def find_object(search: Search, atoms: list[Formula]) -> Found:
    """An object within the atoms."""
    wanted = _Wanted()
    wanted.least, wanted.most = size(search.pool, atoms, ops.LARGE, ops.SMALL)
    for atom in atoms:
        _apply(wanted, search.pool.op[abs(atom)], search.pool.args[abs(atom)], positive=atom > 0)
    if wanted.most is not None and max(wanted.least, len(wanted.required)) > wanted.most:
        return Nothing.EMPTY
    return _Builder(search, wanted).build()


def _apply(wanted: _Wanted, op: str, args: tuple[Any, ...], *, positive: bool) -> None:
    match op:
        case ops.FIELD if positive:
            wanted.fields.setdefault(args[0], []).append(args[1])
        case ops.REQUIRED if positive:
            wanted.required.append(args[0])
        case ops.REQUIRED:
            wanted.fields.setdefault(args[0], []).append(FALSE)
        case ops.KEYS if positive:
            wanted.rules.append(args)
        case ops.KEYS:
            wanted.demands.append((args[0], -args[1]))


class _Builder:
    """Builds the object: what is required, then what is demanded of some key, then as many keys as it needs."""

    def __init__(self, search: Search, wanted: _Wanted) -> None:
        self.search = search
        self.pool = search.pool
        self.wanted = wanted
        self.unsure = False

    def build(self) -> Found:
        if len(self.wanted.rules) > _MOST_RULES or self.wanted.least > _MOST_KEYS:
            return Nothing.UNKNOWN
        states = {name: self._state(name) for name in self.wanted.required}
        values: dict[str, Exact] = {}
        for name in sorted(states, key=lambda name: -len(states[name])):
            found = self.search.find(states[name])
            if found is Nothing.EMPTY:
                return found
            self.unsure = self.unsure or found is Nothing.UNKNOWN
            values[name] = None if isinstance(found, Nothing) else found
        unknown = self.unsure
        result = self._demanded({name: values[name] for name in states}, states, self.wanted.demands)
        return (
            Nothing.UNKNOWN
            if unknown or (self.unsure and result is None)
            else Nothing.EMPTY
            if result is None
            else result
        )

    def _state(self, name: str) -> frozenset[Formula]:
        """What the value of a key must satisfy."""
        ruled = (formula for key, formula in self.wanted.rules if self._about(key, name))
        return frozenset((*self.wanted.fields.get(name, ()), *ruled))

    def _about(self, key: Formula, name: str) -> bool:
        try:
            return holds(self.pool, key, name)
        except UnsureError:
            self.unsure = True
            return True

    def _look(self, state: Iterable[Formula]) -> tuple[Exact] | None:
        """A value of these formulas, in a tuple since null is one too."""
        found = self.search.find(state)
        if isinstance(found, Nothing):
            self.unsure = self.unsure or found is Nothing.UNKNOWN
            return None
        return (found,)

    def _demanded(
        self, chosen: dict[str, Exact], states: dict[str, frozenset[Formula]], demands: list[tuple[Formula, Formula]]
    ) -> dict[str, Exact] | None:
        """The object with the demands met one by one, by keys that are there or by others."""
        if not demands:
            return self._filled(chosen)
        (key, formula), rest = demands[0], demands[1:]
        for name, state in self._carriers(key, states):
            value = self._look(state | {formula})
            if value is not None and self._fits(chosen, name):
                found = self._demanded({**chosen, name: value[0]}, {**states, name: state | {formula}}, rest)
                if found is not None:
                    return found
        return None

    def _fits(self, chosen: dict[str, Exact], name: str) -> bool:
        most = self.wanted.most
        return name in chosen or most is None or len(chosen) < most

    def _carriers(
        self, key: Formula, states: dict[str, frozenset[Formula]]
    ) -> Iterator[tuple[str, frozenset[Formula]]]:
        """The keys that could carry a demand: those in use, those with a name, one of each class of others."""
        for name, state in states.items():
            if self._about(key, name):
                yield name, state
        for name in self._named():
            if name not in states and self._about(key, name):
                yield name, self._state(name)
        yield from self._fresh(key, {*states, *self._named()})

    def _named(self) -> list[str]:
        """The keys that the atoms name."""
        named = dict.fromkeys(self.wanted.fields)
        for key in [key for key, _ in self.wanted.rules] + [key for key, _ in self.wanted.demands]:
            named.update(dict.fromkeys(self._listed(key)))
        return list(named)

    def _listed(self, key: Formula) -> Iterator[str]:
        op, args = self.pool.op[abs(key)], self.pool.args[abs(key)]
        if op == ops.VALUES:
            yield from (name for name in args[0].values() if isinstance(name, str))
        elif op == ops.AND:
            for part in args:
                yield from self._listed(part)

    def _fresh(self, key: Formula, used: set[str]) -> Iterator[tuple[str, frozenset[Formula]]]:
        """A new key of each class: which of the rules and demands are about it, and which not."""
        others = -self.pool.values(sorted(used))
        for about in self._classes(frozenset((self.pool.kind(STRING), key, others)), self._kinds_of_key()):
            name = self._look(about)
            if name is not None:
                ruled = frozenset(formula for rule, formula in self.wanted.rules if rule in about)
                yield str(name[0]), ruled

    def _kinds_of_key(self) -> tuple[Formula, ...]:
        """What tells keys apart, each as it is tried first: within a demand, since one key may meet several."""
        demanded = dict.fromkeys(key for key, _ in self.wanted.demands)
        return (*demanded, *(-rule for rule in dict.fromkeys(rule for rule, _ in self.wanted.rules)))

    def _classes(self, about: frozenset[Formula], keys: tuple[Formula, ...]) -> Iterator[frozenset[Formula]]:
        """The classes of keys, those without any key left out as soon as that is clear."""
        if self._look(about) is None:
            return
        if not keys:
            yield about
            return
        for key in (keys[0], -keys[0]):
            yield from self._classes(about | {key}, keys[1:])

    def _filled(self, chosen: dict[str, Exact]) -> dict[str, Exact] | None:
        """The object with further keys, until it has as many as it needs."""
        if len(chosen) >= self.wanted.least:
            return chosen
        result = dict(chosen)
        for name in self._named():
            value = self._look(self._state(name)) if name not in result and len(result) < self.wanted.least else None
            if value is not None:
                result[name] = value[0]
        while len(result) < self.wanted.least:
            key = self._another({*result, *self._named()})
            if key is None:
                return None
            result[key[0]] = key[1]
        return result

    def _another(self, used: set[str]) -> tuple[str, Exact] | None:
        for name, state in self._fresh(self.pool.kind(STRING), used):
            value = self._look(state)
            if value is not None:
                return name, value[0]
        return None
