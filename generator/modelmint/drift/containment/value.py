"""JSON values with exact numbers, and keys by which they compare as JSON does."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, Union

from modelmint.ir.value import Json

Exact: TypeAlias = Union[bool, int, Fraction, str, "list[Exact]", "dict[str, Exact]", None]
"""A JSON value whose numbers are `int` where they are whole and `Fraction` elsewhere."""

NULL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT = (1 << bit for bit in range(6))
EVERY_KIND = (1 << 6) - 1
KINDS = (STRING, NUMBER, OBJECT, ARRAY, BOOLEAN, NULL)
"""The kinds of JSON value, as bits, in the order in which witnesses are looked for."""


class Nothing(Enum):
    """Why no value was found: there is none, or we cannot tell."""

    EMPTY = "empty"
    UNKNOWN = "unknown"


Found: TypeAlias = Union[Exact, Nothing]
"""A value, or why there is none."""


def exact(value: object) -> Exact:
    """The value with exact numbers. A float means the decimal that it is printed as."""
    match value:
        case None | bool() | str():
            return value
        case int() | float() | Decimal() | Fraction():
            return number(value)
        case list() | tuple():
            return [exact(item) for item in value]
        case dict():
            return {str(key): exact(item) for key, item in value.items()}
        case _:
            raise TypeError(f"{type(value).__name__} is no JSON value")


def number(value: float | Decimal | Fraction) -> int | Fraction:
    """The exact number, as `int` if it is whole."""
    if isinstance(value, int):
        return int(value)
    fraction = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction


def kind_of(value: Exact) -> int:
    """The kind of a value, as a bit."""
    match value:
        case None:
            return NULL
        case bool():
            return BOOLEAN
        case int() | Fraction():
            return NUMBER
        case str():
            return STRING
        case list():
            return ARRAY
        case _:
            return OBJECT


def frozen(value: Exact) -> Hashable:
    """A key that is equal for values that JSON holds to be equal: `1` is `1.0`, and `true` is not `1`."""
    match value:
        case bool():
            return ("boolean", value)
        case list():
            return ("array", tuple(map(frozen, value)))
        case dict():
            return ("object", frozenset((key, frozen(item)) for key, item in value.items()))
        case _:
            return value


def plain(value: Exact) -> Json:
    """The value as `json` writes it: fractions as `Decimal`. Ours always have a finite expansion."""
    match value:
        case Fraction():
            return Decimal(value.numerator) / Decimal(value.denominator)
        case list():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case _:
            return value
