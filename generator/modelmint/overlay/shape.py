"""The shapes that values in an overlay have: what the reader checks, and what its JSON Schema is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import TypeAlias, Union

from modelmint.ir.frozen import frozen
from modelmint.ir.meant import meant
from modelmint.ir.places import escape
from modelmint.ir.value import Json


@frozen
class Kind:
    """A scalar: `test` says whether a value is one, `words` what it is, `schema` the same as JSON Schema."""

    words: str
    test: Callable[[Json], bool]
    schema: Mapping[str, Json]


@frozen
class Word:
    """One of a few words."""

    words: tuple[str, ...]


@frozen
class ListOf:
    """An array, of at least `least` items."""

    items: Shape
    least: int = 0


@frozen
class Table:
    """A table with known keys. `rest` is the shape of all others; None allows none."""

    keys: Mapping[str, Shape]
    needed: tuple[str, ...] = ()
    rest: Shape | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


@frozen
class Either:
    """One of several shapes that differ in their kind of value."""

    shapes: tuple[Shape, ...]


@frozen
class Named:
    """A shape by its name, so that one can hold itself."""

    name: str
    shape: Callable[[], Shape]


Shape: TypeAlias = Union[Kind, Word, ListOf, Table, Either, Named]


@frozen
class Problem:
    """Something in the overlay that is not as it must be, and where: a pointer into the file."""

    pointer: str
    message: str
    hint: str = ""


def _is_number(value: Json) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()


def is_day(value: Json) -> bool:
    """Whether the value is an ISO 8601 day in text, which TOML's own dates are read as."""
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


TEXT = Kind("text", lambda value: isinstance(value, str), {"type": "string"})
SAID = Kind("text that is not empty", lambda value: isinstance(value, str) and bool(value.strip()), {
    "type": "string", "pattern": r"\S",
})  # fmt: skip
FLAG = Kind("true or false", lambda value: isinstance(value, bool), {"type": "boolean"})
NUMBER = Kind("a number", _is_number, {"type": "number"})
COUNT = Kind("a whole number from 0 on", lambda value: _is_number(value) and isinstance(value, int) and value >= 0, {
    "type": "integer", "minimum": 0,
})  # fmt: skip
DAY = Kind("a date such as 2026-09-30", is_day, {"type": "string", "format": "date"})
ANY = Kind("a value", lambda value: True, {})


def problems(value: Json, shape: Shape, pointer: str) -> Iterator[Problem]:
    """Everything in a value that is not of the shape."""
    if isinstance(shape, Named):
        yield from problems(value, shape.shape(), pointer)
    elif isinstance(shape, Table) and isinstance(value, dict):
        yield from _table(value, shape, pointer)
    elif isinstance(shape, ListOf) and isinstance(value, list) and len(value) >= shape.least:
        for index, item in enumerate(value):
            yield from problems(item, shape.items, f"{pointer}/{index}")
    elif isinstance(shape, Either):
        yield from _either(value, shape, pointer)
    elif isinstance(shape, Word) and isinstance(value, str) and value not in shape.words:
        yield Problem(pointer, f"{quote(value)} is not one of {', '.join(shape.words)}", meant(value, shape.words))
    elif not _fits(value, shape):
        yield Problem(pointer, f"{quote(value)} was found where {describe(shape)} was expected")


def _table(value: dict[str, Json], shape: Table, pointer: str) -> Iterator[Problem]:
    for key, member in value.items():
        place = f"{pointer}/{escape(key)}"
        known = shape.keys.get(key, shape.rest)
        if known is not None:
            yield from problems(member, known, place)
        else:
            hint = meant(key, tuple(shape.keys)) or f"known here: {', '.join(shape.keys)}"
            yield Problem(place, f"{key!r} is not a key that is known here", hint)
    for key in shape.needed:
        if key not in value:
            yield Problem(pointer, f"{key!r} is missing", f"add {key} = ...")


def _either(value: Json, shape: Either, pointer: str) -> Iterator[Problem]:
    """Problems of the one shape of the value's kind; where none is, that it is none of them."""
    fitting = [option for option in map(_resolve, shape.shapes) if _fits(value, option)]
    if not fitting:
        yield Problem(pointer, f"{quote(value)} was found where {describe(shape)} was expected")
    elif all(any(problems(value, option, pointer)) for option in fitting):
        yield from problems(value, fitting[0], pointer)


def _resolve(shape: Shape) -> Shape:
    return shape.shape() if isinstance(shape, Named) else shape


def _fits(value: Json, shape: Shape) -> bool:
    """Whether the value is of the shape's kind, whatever is inside it."""
    if isinstance(shape, Kind):
        return shape.test(value)
    if isinstance(shape, Table):
        return isinstance(value, dict)
    if isinstance(shape, ListOf):
        return isinstance(value, list) and len(value) >= shape.least
    if isinstance(shape, Either):
        return any(_fits(value, _resolve(option)) for option in shape.shapes)
    return isinstance(value, str) if isinstance(shape, Word) else _fits(value, shape.shape())


def describe(shape: Shape) -> str:
    """What is expected, in words."""
    if isinstance(shape, Kind):
        return shape.words
    if isinstance(shape, Word):
        return f"one of {', '.join(shape.words)}"
    if isinstance(shape, ListOf):
        return "a list" if shape.least == 0 else f"a list of at least {shape.least}"
    if isinstance(shape, Table):
        return f"a table ({', '.join(shape.keys)})" if shape.keys else "a table"
    return " or ".join(map(describe, shape.shapes)) if isinstance(shape, Either) else describe(shape.shape())


def quote(value: object) -> str:
    """A value as a message shows it, at most some eighty characters."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    if isinstance(value, bool):
        text = "true" if value else "false"
    return text if len(text) <= 80 else text[:77] + "..."
