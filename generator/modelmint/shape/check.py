"""A value, as `tomllib` reads it, against its shape: every mistake with its place and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from modelmint.ir.meant import meant
from modelmint.ir.places import escape
from modelmint.shape.kinds import Either, Key, Kind, Many, Named, Shape, Table, Text

FEW = 12
"""How many values of a choice, or keys of a table, an error tells."""

_LONGEST = 60


class Mistake(NamedTuple):
    """Something wrong in a file: where (a JSON Pointer), what was found and expected, and what to do."""

    pointer: str
    message: str
    hint: str = ""


def mistakes(value: Any, shape: Shape, pointer: str = "") -> Iterator[Mistake]:
    """Everything in a value that is not of the shape."""
    match shape:
        case Named():
            yield from mistakes(value, shape.shape(), pointer)
        case Either():
            yield from _in_either(value, shape, pointer)
        case _ if not _fits(value, shape):
            yield _expected(value, shape, pointer)
        case Text():
            yield from _in_text(value, shape, pointer)
        case Many():
            yield from _in_list(value, shape, pointer)
        case Table():
            yield from _in_table(value, shape, pointer)


def _fits(value: Any, shape: Shape) -> bool:
    """Whether the value is of the shape's kind, whatever is inside it."""
    match shape:
        case Text():
            return isinstance(value, str)
        case Kind():
            return shape.test(value)
        case Many():
            return isinstance(value, list)
        case Table():
            return isinstance(value, dict)
        case Either():
            return any(_fits(value, option) for option in shape.shapes)
        case Named():
            return _fits(value, shape.shape())


def _in_either(value: Any, shape: Either, pointer: str) -> Iterator[Mistake]:
    """The mistakes in the one shape of the value's kind; where there is none, that it is none of them."""
    fitting = [option for option in shape.shapes if _fits(value, option)]
    if not fitting:
        yield _expected(value, shape, pointer)
    elif all(any(mistakes(value, option, pointer)) for option in fitting):
        yield from mistakes(value, fitting[0], pointer)


def _in_text(value: str, shape: Text, pointer: str) -> Iterator[Mistake]:
    if shape.values and value not in shape.values:
        yield _no_choice(f"{_name(pointer)} is", value, shape, pointer)
    elif shape.pattern and not re.fullmatch(shape.pattern, value):
        yield _expected(value, shape, pointer)


def _in_list(value: list[Any], shape: Many, pointer: str) -> Iterator[Mistake]:
    if len(value) < shape.least:
        yield _expected(value, shape, pointer)
    seen: set[str] = set()
    for index, item in enumerate(value):
        place = f"{pointer}/{index}"
        yield from mistakes(item, shape.item, place)
        if shape.distinct and isinstance(item, str):
            if item in seen:
                yield Mistake(place, f"{quote(item)} stands twice in {_name(pointer)}", "remove one of them")
            seen.add(item)


def _in_table(value: dict[str, Any], shape: Table, pointer: str) -> Iterator[Mistake]:
    for name, inner in value.items():
        yield from _in_member(name, inner, shape, pointer)
    for name, key in shape.keys.items():
        if key.required and name not in value:
            yield _lacking(name, key, value if shape.others else {}, pointer)


def _in_member(name: str, value: Any, shape: Table, pointer: str) -> Iterator[Mistake]:
    inner = f"{pointer}/{escape(name)}"
    if name in shape.keys:
        yield from mistakes(value, shape.keys[name].shape, inner)
    elif shape.others is None:
        yield Mistake(inner, f"{_name(pointer)} has no key {quote(name)}", known(name, shape.keys))
    elif shape.names.values and name not in shape.names.values:
        yield _no_choice(f"{_name(pointer)} has", name, shape.names, inner)
    elif shape.names.pattern and not re.fullmatch(shape.names.pattern, name):
        yield Mistake(inner, f"{quote(name)} is not {shape.names.meant}")
    else:
        yield from mistakes(value, shape.others, inner)


def _lacking(name: str, key: Key, free: Iterable[str], pointer: str) -> Mistake:
    """The mistake of a key that is not there; one of the free names may be it, misspelt."""
    near = next((other for other in free if meant(other, (name,))), None)
    said = f"{_name(pointer)} lacks the key {name}{f': {key.doc}' if key.doc else ''}"
    return Mistake(pointer, said, f"add {name} = ..." if near is None else f"is {near} meant to be {name}?")


def known(name: str, names: Iterable[str]) -> str:
    """What to do about a name that is not known: what was meant, or what there is."""
    return meant(name, names) or f"known are {', '.join(names)}"


def _no_choice(subject: str, value: str, shape: Text, pointer: str) -> Mistake:
    """The mistake of a text that is none of a choice; a long one is not told whole."""
    few = len(shape.values) <= FEW
    expected = f", not one of {', '.join(shape.values)}" if few else f"; expected {shape.meant}"
    return Mistake(pointer, f"{subject} {quote(value)}{expected}", meant(value, shape.values))


def _expected(value: Any, shape: Shape, pointer: str) -> Mistake:
    found = "something else" if isinstance(shape, Text) and shape.private else quote(value)
    hint = "put it in brackets" if isinstance(shape, Many) and isinstance(value, str) else ""
    return Mistake(pointer, f"{_name(pointer)} is {found}; expected {_described(shape)}", hint)


def _described(shape: Shape) -> str:
    """What is expected, in words."""
    match shape:
        case Text(values=values) if 0 < len(values) <= FEW:
            return f"one of {', '.join(values)}"
        case Many(least=least) if least:
            return f"{shape.meant}, at least {least}"
        case Table(keys=keys) if 0 < len(keys) <= FEW:
            return f"{shape.meant} ({', '.join(keys)})"
        case Either():
            return " or ".join(map(_described, shape.shapes))
        case Named():
            return _described(shape.shape())
    return shape.meant


def _name(pointer: str) -> str:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return ".".join(steps) or "the file"


def quote(value: Any) -> str:
    """A value as an error shows it: on one line, and not long."""
    if isinstance(value, dict | list):
        return f"{'a table' if isinstance(value, dict) else 'a list'}" if value else "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."
