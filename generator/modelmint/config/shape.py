"""The kinds of value that a configuration can hold, and the check of a value against them.

Both the reader and the published JSON Schema come from these, so that what the one refuses the other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, time
from typing import Any, NamedTuple, TypeAlias, Union, assert_never

from modelmint.ir.frozen import frozen
from modelmint.ir.meant import meant
from modelmint.ir.places import escape


@frozen
class Text:
    """A string: one of `values` if there are any, and otherwise all of it matches `pattern`.

    `meant` says in words what is expected. A private one is never quoted in an error, since a person may
    have put a secret there.
    """

    meant: str = "a string"
    pattern: str = r"[^\x00]*"
    values: tuple[str, ...] = ()
    private: bool = False


@frozen
class Scalar:
    """A string, a whole number or a boolean."""

    meant: str = "a string, a whole number or a boolean"


@frozen
class Day:
    """A date, as TOML has them or in quotes."""

    meant: str = "a date such as 2027-03-31"


@frozen
class Many:
    """A list; what stands twice in a list of strings is a mistake."""

    item: Shape
    meant: str = "a list"


@frozen
class Key:
    """A key of a table, and what it is for."""

    shape: Shape
    doc: str
    required: bool = False


@frozen
class Table:
    """A table with known keys; `others` is the shape of free ones, whose names match `names`."""

    keys: Mapping[str, Key] = field(default_factory=dict)
    others: Shape | None = None
    names: Text = Text()
    meant: str = "a table"


FEW = 12
"""How many values of a choice an error tells."""

Shape: TypeAlias = Union[Text, Scalar, Day, Many, Table]


class Mistake(NamedTuple):
    """Something wrong in a configuration: where, what was found and expected, and what to do."""

    pointer: str
    message: str
    hint: str = ""


def mistakes(value: Any, shape: Shape, pointer: str = "") -> Iterator[Mistake]:
    """Everything in a value, as `tomllib` reads it, that is not of the shape."""
    match shape:
        case Text():
            yield from _in_text(value, shape, pointer)
        case Scalar():
            if not isinstance(value, str | int):
                yield _expected(value, shape, pointer)
        case Day():
            if as_day(value) is None:
                yield _expected(value, shape, pointer)
        case Many():
            yield from _in_list(value, shape, pointer)
        case Table():
            yield from _in_table(value, shape, pointer)
        case _:
            assert_never(shape)


def as_day(value: Any) -> date | None:
    """The date that a value of the shape `Day` means; None if it means none."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _in_text(value: Any, shape: Text, pointer: str) -> Iterator[Mistake]:
    if not isinstance(value, str):
        yield _expected(value, shape, pointer)
    elif shape.values and value not in shape.values:
        yield _no_choice(f"{_name(pointer)} is", value, shape, pointer)
    elif not re.fullmatch(shape.pattern, value):
        yield _expected(value, shape, pointer)


def _in_list(value: Any, shape: Many, pointer: str) -> Iterator[Mistake]:
    if not isinstance(value, list):
        hint = "put it in brackets" if isinstance(value, str) else ""
        yield _expected(value, shape, pointer)._replace(hint=hint)
        return
    seen: set[str] = set()
    for index, item in enumerate(value):
        yield from mistakes(item, shape.item, f"{pointer}/{index}")
        if isinstance(item, str) and item in seen:
            yield Mistake(f"{pointer}/{index}", f"{quote(item)} stands twice in {_name(pointer)}", "remove one of them")
        elif isinstance(item, str):
            seen.add(item)


def _in_table(value: Any, shape: Table, pointer: str) -> Iterator[Mistake]:
    if not isinstance(value, dict):
        yield _expected(value, shape, pointer)
        return
    for name, inner in value.items():
        yield from _in_member(name, inner, shape, pointer)
    for name, key in shape.keys.items():
        if key.required and name not in value:
            yield Mistake(pointer, f"{_name(pointer)} lacks the key {name}: {key.doc}", f"add {name} = ...")


def _in_member(name: str, value: Any, shape: Table, pointer: str) -> Iterator[Mistake]:
    inner = f"{pointer}/{escape(name)}"
    if name in shape.keys:
        yield from mistakes(value, shape.keys[name].shape, inner)
    elif shape.others is None:
        hint = meant(name, shape.keys) or f"known are {', '.join(shape.keys)}"
        yield Mistake(inner, f"{_name(pointer)} has no key {quote(name)}", hint)
    elif shape.names.values and name not in shape.names.values:
        yield _no_choice(f"{_name(pointer)} has", name, shape.names, inner)
    elif not re.fullmatch(shape.names.pattern, name):
        yield Mistake(inner, f"{quote(name)} is not {shape.names.meant}")
    else:
        yield from mistakes(value, shape.others, inner)


def _no_choice(subject: str, value: str, shape: Text, pointer: str) -> Mistake:
    """The mistake of a text that is none of a choice; a long one is not told whole."""
    few = len(shape.values) <= FEW
    expected = f", not one of {', '.join(shape.values)}" if few else f"; expected {shape.meant}"
    return Mistake(pointer, f"{subject} {quote(value)}{expected}", meant(value, shape.values))


def _expected(value: Any, shape: Shape, pointer: str) -> Mistake:
    found = "something else" if isinstance(shape, Text) and shape.private else quote(value)
    return Mistake(pointer, f"{_name(pointer)} is {found}; expected {shape.meant}")


def _name(pointer: str) -> str:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return ".".join(steps) or "the configuration"


def quote(value: Any) -> str:
    """A value as an error shows it: on one line, and not long."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    shown = str(value) if isinstance(value, bool | date | time) else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
