"""Languages with their derivatives: what may follow a character. Each is stored once, as a number."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final, TypeAlias

from modelmint.drift.regex.characters import EVERY, Characters, contains, joined

Language: TypeAlias = int

EMPTY: Final = 0  # no text at all
BLANK: Final = 1  # the empty text alone

_MOST_LANGUAGES = 20_000


class TooLargeError(Exception):
    """The languages grew beyond what we are ready to look at."""


class Languages:
    """The languages of one question. `starts` of one are the code points at which its first characters change."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Language] = {}
        self._node: list[tuple[str, tuple[Any, ...]]] = []
        self.has_blank: list[bool] = []
        self.starts: list[frozenset[int]] = []
        self._derived: dict[tuple[Language, int], Language] = {}
        self._store("set", ((),), False, frozenset())
        self._store("blank", (), True, frozenset())
        self.anything = self.star(self.one_of(EVERY))

    def _store(self, op: str, args: tuple[Any, ...], has_blank: bool, starts: Iterable[int]) -> Language:
        known = self._known.get((op, args))
        if known is None:
            known = self._known[op, args] = len(self._node)
            if known > _MOST_LANGUAGES:
                raise TooLargeError
            self._node.append((op, args))
            self.has_blank.append(has_blank)
            self.starts.append(frozenset(starts))
        return known

    def one_of(self, characters: Characters) -> Language:
        """The texts of one character of the set."""
        starts = (edge for low, high in characters for edge in (low, high + 1))
        return self._store("set", (characters,), False, starts)

    def then(self, first: Language, second: Language) -> Language:
        """A text of the first followed by one of the second."""
        if EMPTY in (first, second):
            return EMPTY
        if BLANK in (first, second):
            return second if first == BLANK else first
        op, args = self._node[first]
        if op == "then":
            return self.then(args[0], self.then(args[1], second))
        starts = self.starts[first] | self.starts[second] if self.has_blank[first] else self.starts[first]
        return self._store("then", (first, second), self.has_blank[first] and self.has_blank[second], starts)

    def star(self, inner: Language) -> Language:
        """Texts of the language, any number of them."""
        if inner in (EMPTY, BLANK):
            return BLANK
        if self._node[inner][0] == "star":
            return inner
        return self._store("star", (inner,), True, self.starts[inner])

    def text(self, text: str) -> Language:
        """This text alone."""
        language = BLANK
        for char in reversed(text):
            language = self.then(self.one_of(((ord(char), ord(char)),)), language)
        return language

    def either(self, parts: Iterable[Language]) -> Language:
        """The texts of any of the languages."""
        flat = self._flat("either", parts) - {EMPTY}
        if self.anything in flat:
            return self.anything
        sets = [part for part in flat if self._node[part][0] == "set"]
        if len(sets) > 1:
            merged = self.one_of(joined(pair for part in sets for pair in self._node[part][1][0]))
            flat = (flat - set(sets)) | {merged}
        return self._combined("either", flat, any, EMPTY)

    def both(self, parts: Iterable[Language]) -> Language:
        """The texts that are in all of the languages."""
        flat = self._flat("both", parts) - {self.anything}
        if EMPTY in flat or any(self.outside(part) in flat for part in flat if self._node[part][0] == "outside"):
            return EMPTY
        return self._combined("both", flat, all, self.anything)

    def _flat(self, op: str, parts: Iterable[Language]) -> set[Language]:
        flat: set[Language] = set()
        for part in parts:
            flat.update(self._node[part][1] if self._node[part][0] == op else (part,))
        return flat

    def _combined(
        self, op: str, parts: set[Language], blank: Callable[[Iterable[bool]], bool], nothing: Language
    ) -> Language:
        if len(parts) < 2:
            return parts.pop() if parts else nothing
        ordered = tuple(sorted(parts))
        starts = frozenset().union(*(self.starts[part] for part in ordered))
        return self._store(op, ordered, blank(self.has_blank[part] for part in ordered), starts)

    def outside(self, inner: Language) -> Language:
        """The texts that are not in the language."""
        if inner == EMPTY:
            return self.anything
        op, args = self._node[inner]
        if op == "outside":
            return int(args[0])
        if inner == self.anything:
            return EMPTY
        return self._store("outside", (inner,), not self.has_blank[inner], self.starts[inner])

    def after(self, language: Language, code: int) -> Language:
        """What may follow this character in a text of the language."""
        key = (language, code)
        known = self._derived.get(key)
        if known is None:
            known = self._derived[key] = self._derive(language, code)
        return known

    def _derive(self, language: Language, code: int) -> Language:
        op, args = self._node[language]
        match op:
            case "set":
                return BLANK if contains(args[0], code) else EMPTY
            case "blank":
                return EMPTY
            case "star":
                return self.then(self.after(args[0], code), language)
            case "either":
                return self.either([self.after(part, code) for part in args])
            case "both":
                return self.both([self.after(part, code) for part in args])
            case "outside":
                return self.outside(self.after(args[0], code))
        rest = self.then(self.after(args[0], code), args[1])
        return self.either((rest, self.after(args[1], code))) if self.has_blank[args[0]] else rest
