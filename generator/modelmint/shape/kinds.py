"""The shapes that a value in a file written by hand can have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias, Union

from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json


@frozen
class Text:
    """A string: one of `values` if there are any, and otherwise all of it matches `pattern`, any if that is empty.

    `meant` says in words what is expected. A private one is never quoted in an error, since a person may
    have put a secret there.
    """

    meant: str = "a string"
    pattern: str = ""
    values: tuple[str, ...] = ()
    private: bool = False


@frozen
class Kind:
    """A value that is no string: `test` says whether a value is one, `schema` the same as JSON Schema."""

    meant: str
    test: Callable[[Any], bool]
    schema: Mapping[str, Json]


@frozen
class Many:
    """A list of at least `least` items; what stands twice in a list of strings is a mistake unless it `repeats`."""

    item: Shape
    meant: str = "a list"
    least: int = 0
    repeats: bool = False

    @property
    def distinct(self) -> bool:
        """Whether nothing may stand in it twice."""
        return isinstance(self.item, Text) and not self.repeats


@frozen
class Key:
    """A key of a table, and what it is for."""

    shape: Shape
    doc: str = ""
    required: bool = False


@frozen
class Table:
    """A table with known keys; `others` is the shape of free ones, whose names match `names`."""

    keys: Mapping[str, Key] = field(default_factory=dict)
    others: Shape | None = None
    names: Text = Text()
    meant: str = "a table"


@frozen
class Either:
    """One of several shapes that differ in their kind of value."""

    shapes: tuple[Shape, ...]


@frozen
class Named:
    """A shape by its name, so that one can hold itself."""

    name: str
    shape: Callable[[], Shape]


Shape: TypeAlias = Union[Text, Kind, Many, Table, Either, Named]


def as_day(value: Any) -> date | None:
    """The date that a value of the shape `DAY` means, as TOML has them or in quotes; None if it means none."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


SAID = Text("text that is not empty", r"[\s\S]*\S[\s\S]*")
FLAG = Kind("true or false", lambda value: isinstance(value, bool), {"type": "boolean"})
NUMBER = Kind("a number", _is_number, {"type": "number"})
COUNT = Kind("a whole number from 0 on", _is_count, {"type": "integer", "minimum": 0})
DAY = Kind(
    "a date such as 2027-03-31",
    lambda value: as_day(value) is not None,
    {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
)
SCALAR = Kind(
    "a string, a whole number or a boolean",
    lambda value: isinstance(value, str | int),
    {"type": ["string", "integer", "boolean"]},
)
ANY = Kind("a value", lambda value: True, {})
