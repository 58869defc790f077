"""Formulas about one JSON value, each stored once, so that equal schemas are one number.

A formula is an `int`; its negation is its negative. An atom about a kind of value (`minimum` is about
numbers) holds for every value of another kind, as keywords of JSON Schema do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any, Final, TypeAlias

from modelmint.drift.containment.value import (
    ARRAY,
    EVERY_KIND,
    NUMBER,
    OBJECT,
    STRING,
    Exact,
    frozen,
)

Formula: TypeAlias = int

TRUE: Final = 1
FALSE: Final = -1

AND: Final = "and"  # all of the formulas; an alternative is a negated AND
ONE: Final = "one"  # exactly one of the formulas
KIND: Final = "kind"  # the value's kind is one of these bits
VALUES: Final = "values"  # the value is one of these
OPAQUE: Final = "opaque"  # a condition that we cannot look into: why not, and what tells it from others
REFERENCE: Final = "reference"  # a formula that is defined elsewhere, possibly by itself

LEAST: Final = "least"  # number >= x, or > x
MOST: Final = "most"  # number <= x, or < x
STEP: Final = "step"  # number is a multiple
LONG: Final = "long"  # at least so many characters
SHORT: Final = "short"  # at most so many characters
PATTERN: Final = "pattern"  # the regular expression is found in the text

AT_LEAST: Final = "at-least"  # so many items
AT_MOST: Final = "at-most"
ITEM: Final = "item"  # an item at this index satisfies the formula
REST: Final = "rest"  # items from this index on satisfy it
MANY: Final = "many"  # from this index on, at least so many items satisfy it
FEW: Final = "few"  # from this index on, at most so many items satisfy it
UNIQUE: Final = "unique"  # no item is repeated

LARGE: Final = "large"  # at least so many keys
SMALL: Final = "small"
FIELD: Final = "field"  # the value of this key, if there is one, satisfies the formula
REQUIRED: Final = "required"
KEYS: Final = "keys"  # for each key that satisfies the first formula, its value satisfies the second

ABOUT: Final = {
    **dict.fromkeys((LEAST, MOST, STEP), NUMBER),
    **dict.fromkeys((LONG, SHORT, PATTERN), STRING),
    **dict.fromkeys((AT_LEAST, AT_MOST, ITEM, REST, MANY, FEW, UNIQUE), ARRAY),
    **dict.fromkeys((LARGE, SMALL, FIELD, REQUIRED, KEYS), OBJECT),
}
"""The kind of value that an atom is about."""


class Pool:
    """The formulas of one comparison."""

    def __init__(self) -> None:
        self.op: list[str] = [AND, AND]
        self.args: list[tuple[Any, ...]] = [(), ()]
        self._known: dict[Hashable, Formula] = {(AND,): TRUE}
        self.targets: dict[Hashable, Formula] = {}

    def atom(self, op: str, *args: Any) -> Formula:
        """The formula of this operator and these arguments."""
        return self._stored((op, *args), op, args)

    def _stored(self, key: Hashable, op: str, args: tuple[Any, ...]) -> Formula:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = len(self.op)
            self.op.append(op)
            self.args.append(args)
        return known

    def all(self, formulas: Iterable[Formula]) -> Formula:
        """All of the formulas hold."""
        parts: set[Formula] = set()
        for formula in formulas:
            if formula > TRUE and self.op[formula] == AND:
                parts.update(self.args[formula])
            elif formula != TRUE:
                parts.add(formula)
        if len(parts) < 2:
            return parts.pop() if parts else TRUE
        if FALSE in parts or any(-part in parts for part in parts):
            return FALSE
        return self.atom(AND, *sorted(parts))

    def any(self, formulas: Iterable[Formula]) -> Formula:
        """At least one of the formulas holds."""
        return -self.all(-formula for formula in formulas)

    def one(self, formulas: Iterable[Formula]) -> Formula:
        """Exactly one of the formulas holds."""
        counted = Counter(formula for formula in formulas if formula != FALSE)
        # What is listed twice never holds once.
        never = [-formula for formula, times in counted.items() if times > 1]
        parts = sorted(formula for formula, times in counted.items() if times == 1)
        if len(parts) < 2:
            return self.all((*never, *parts)) if parts else FALSE
        return self.all((*never, self.atom(ONE, *parts)))

    def kind(self, mask: int) -> Formula:
        """The value is of one of these kinds."""
        if mask == EVERY_KIND:
            return TRUE
        return self.atom(KIND, mask) if mask else FALSE

    def opaque(self) -> list[str]:
        """Why there are conditions that we cannot look into."""
        return list(dict.fromkeys(args[0] for op, args in zip(self.op, self.args, strict=True) if op == OPAQUE))

    def values(self, values: Iterable[Exact]) -> Formula:
        """The value is one of these."""
        keyed = {frozen(value): value for value in values}
        if not keyed:
            return FALSE
        return self._stored((VALUES, frozenset(keyed)), VALUES, (keyed,))

    def field(self, name: str, formula: Formula) -> Formula:
        """If the key is there, its value satisfies the formula."""
        return TRUE if formula == TRUE else self.atom(FIELD, name, formula)

    def keys(self, key: Formula, formula: Formula) -> Formula:
        """The value of every such key satisfies the formula."""
        return TRUE if formula == TRUE or key == FALSE else self.atom(KEYS, key, formula)
