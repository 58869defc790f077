"""Text, numbers and listed values against their types."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from modelmint.ir.counts import at_least, at_most, counted
from modelmint.ir.types import Enum, Integer, Number, String
from modelmint.ir.value import Json
from modelmint.ir.words import greatest, least, multiple, numeral
from modelmint.validate import words
from modelmint.validate.equal import is_one_of
from modelmint.validate.kind import kind_of
from modelmint.validate.nearest import Nearest
from modelmint.validate.number import exact, is_multiple, is_whole
from modelmint.validate.pattern import matches
from modelmint.validate.problem import Problem
from modelmint.validate.quote import quote


def wrong_type(expected: str, value: object, path: str) -> Problem:
    """The problem of a value of another kind."""
    return Problem(path, "wrong-type", expected, quote(value, path))


def string(type_: String, value: object, path: str) -> Iterator[Problem]:
    """Lengths in code points, then the pattern if the length is right."""
    if not isinstance(value, str):
        yield wrong_type("a string", value, path)
        return
    length = counted(len(value), "character")
    if type_.min_length is not None and len(value) < type_.min_length:
        yield Problem(path, "too-short", at_least(type_.min_length, "character"), length)
    elif type_.max_length is not None and len(value) > type_.max_length:
        yield Problem(path, "too-long", at_most(type_.max_length, "character"), length)
    elif type_.pattern is not None and not matches(type_.pattern, value):
        yield Problem(path, "no-match", words.matching(type_.pattern), quote(value, path))


def number(type_: Integer | Number, value: object, path: str) -> Iterator[Problem]:
    """The first thing wrong with a number: its kind, its limits, or its step."""
    amount = exact(value)
    if amount is None:
        yield wrong_type(words.describe(type_), value, path)
    elif not amount.is_finite():
        yield Problem(path, "not-finite", words.describe(type_), numeral(amount))
    elif isinstance(type_, Integer) and not is_whole(amount):
        yield wrong_type("a whole number", value, path)
    elif amount not in type_.range:
        yield _out_of_range(type_, amount, path)
    elif type_.multiple_of is not None and not is_multiple(amount, type_.multiple_of):
        yield Problem(path, "not-multiple", multiple(type_.multiple_of), numeral(amount))


def _out_of_range(type_: Integer | Number, amount: Decimal, path: str) -> Problem:
    low = type_.range.minimum
    if low is not None and (amount < low or (amount == low and type_.range.exclusive_minimum)):
        return Problem(path, "below", least(type_.range), numeral(amount))
    return Problem(path, "above", greatest(type_.range), numeral(amount))


def enum(type_: Enum, value: object, path: str) -> Iterator[Problem]:
    """One of the values; an open enumeration takes others of the values' kinds."""
    if is_one_of(value, type_.values):
        return
    if not type_.open:
        yield not_allowed(words.choices(type_.values), value, path, type_.values)
        return
    amount = exact(value)
    if kind_of(value) not in set(map(kind_of, type_.values)):
        yield wrong_type(words.of_kind(type_.values), value, path)
    elif amount is not None and not amount.is_finite():
        yield Problem(path, "not-finite", words.of_kind(type_.values), numeral(amount))


def not_allowed(expected: str, value: object, path: str, allowed: tuple[Json, ...]) -> Problem:
    """The problem of a value that is not listed, with the nearest that is."""
    return Problem(path, "not-allowed", expected, quote(value, path), Nearest(value, allowed))
