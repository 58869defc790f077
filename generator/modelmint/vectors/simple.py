"""A plain right value of a type, to stand beside the one that a vector is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice

from modelmint.ir.model import Parameter
from modelmint.ir.types import Any, Array, Contains, Record, Type
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.validate import accepts
from modelmint.validate.equal import equal
from modelmint.validate.words import most_items
from modelmint.vectors.numbers import sent
from modelmint.vectors.samples import candidates, contained, sample

_TRIED = 60


def json(value: Json) -> object:
    """A JSON value as a request carries it: numbers as `int` or `float`."""
    if isinstance(value, Decimal):
        return sent(value)
    if isinstance(value, list):
        return [json(item) for item in value]
    return {name: json(item) for name, item in value.items()} if isinstance(value, dict) else value


def exactly(value: object) -> Json:
    """The same value with exact numbers again."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, list):
        return [exactly(item) for item in value]
    if isinstance(value, dict):
        return {name: exactly(item) for name, item in value.items()}
    assert value is None or isinstance(value, bool | int | str | Decimal)
    return value


def values(parameter: Parameter) -> Iterator[object]:
    """Right values of a parameter, the one most worth showing first."""
    shown = sample(parameter)
    found = chain(() if shown is None else (shown,), candidates(parameter.type, parameter.name))
    yield from (value for value in map(json, islice(found, _TRIED)) if accepts(parameter.type, value))


def simple(type_: Type, name: str = "") -> object | Unset:
    """A right value of a type; UNSET where none is found."""
    found = map(json, islice(candidates(type_, name), _TRIED))
    return next((value for value in found if accepts(type_, value)), UNSET)


def simple_record(record: Record, *, every: bool = False) -> dict[str, object] | None:
    """A record with the fields that it must have, or with every field; None where no value is found for one."""
    fields = {field.name: simple(field.type, field.name) for field in record.fields if field.required or every}
    return None if UNSET in fields.values() else fields


def items_of(array: Array, length: int) -> list[object] | None:
    """An array of so many right items, all different where they must be; None where none is found."""
    items = [simple(one) for one in array.prefix[:length]]
    items += _many(array, length - len(items))
    return items if len(items) == length and UNSET not in items else None


def typed_places(array: Array) -> Iterator[tuple[int, Type]]:
    """The places of an array whose types differ: those typed by position, and the first of the rest."""
    most = most_items(array)
    types = (*array.prefix, *((array.items,) if array.items else ()))
    yield from ((place, one) for place, one in enumerate(types) if most is None or place < most)


def fewest(array: Array, place: int = -1) -> int:
    """The fewest items that an array needs behind a place, where any item may stand, to contain what it must."""
    needed = place + 1 + sum(asked.least for asked in array.contains)
    most = most_items(array)
    return max(array.min_items or 0, needed if most is None else max(min(needed, most), place + 1))


def other_item(array: Array, asked: Iterable[Contains]) -> object | Unset:
    """A right item that is of none of the kinds; UNSET where none is found."""
    items = array.items or Any()
    found = (value for value in _different(items, 2) if accepts(items, value))
    return next((value for value in found if not any(accepts(each.type, value) for each in asked)), UNSET)


def _many(array: Array, count: int) -> list[object | Unset]:
    if count <= 0 or array.items is None:
        return []
    asked: list[object | Unset] = [json(value) for value in contained(array)][:count]
    return [*_fillers(array, array.items, count - len(asked)), *asked]


def _fillers(array: Array, items: Type, count: int) -> list[object | Unset]:
    """Right items beside those that the array must contain, of kinds of which there may be any number."""
    limited = [asked for asked in array.contains if asked.most is not None]
    one = other_item(array, array.contains if array.unique else limited) if array.contains else simple(items)
    if not array.unique:
        return [one] * count
    found: list[object | Unset] = []
    for value in _different(items, count):
        of_a_kind = any(accepts(asked.type, value) for asked in array.contains)
        if not any(equal(value, earlier) for earlier in found) and accepts(items, value) and not of_a_kind:
            found.append(value)
    return found[:count]


def _different(type_: Type, count: int) -> Iterator[object]:
    yield from map(json, islice(candidates(type_, ""), _TRIED))
    for number in range(count + 2):
        yield from (number, f"a{number}", {"a": number})
