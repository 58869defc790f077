"""Going through a type and all that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import is_
from typing import TypeVar

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model, Parameter
from modelmint.ir.types import Array, Map, Nothing, Nullable, Record, Type, UnionOf

T = TypeVar("T")


def inner_types(type_: Type) -> Iterator[Type]:
    """The types that a type is directly made of, in order."""
    if isinstance(type_, Array):
        yield from type_.prefix
        yield from () if type_.items is None else (type_.items,)
        yield from (asked.type for asked in type_.contains)
    elif isinstance(type_, Record):
        yield from (field.type for field in type_.fields)
        yield from () if type_.additional is None else (type_.additional,)
    elif isinstance(type_, Map):
        yield type_.values
    elif isinstance(type_, UnionOf):
        yield from type_.members
    elif isinstance(type_, Nullable):
        yield type_.inner


def all_types(type_: Type) -> Iterator[Type]:
    """A type and every type inside it, outermost first."""
    yield type_
    for inner in inner_types(type_):
        yield from all_types(inner)


def rebuild(type_: Type, change: Callable[[Type], Type]) -> Type:
    """The type with `change` applied to every type inside it and then to itself.

    What `change` leaves as it is stays the same object, and so does what holds only such.
    """

    def perhaps(inner: Type | None) -> Type | None:
        return None if inner is None else rebuild(inner, change)

    if isinstance(type_, Array):
        asked = (with_changes(each, type=rebuild(each.type, change)) for each in type_.contains)
        contains = _unless_same(type_.contains, asked)
        type_ = with_changes(type_, items=perhaps(type_.items), prefix=_each(type_.prefix, change), contains=contains)
    elif isinstance(type_, Record):
        rebuilt = (with_changes(field, type=rebuild(field.type, change)) for field in type_.fields)
        type_ = with_changes(type_, fields=_unless_same(type_.fields, rebuilt), additional=perhaps(type_.additional))
    elif isinstance(type_, Map):
        type_ = with_changes(type_, values=rebuild(type_.values, change))
    elif isinstance(type_, UnionOf):
        type_ = with_changes(type_, members=_each(type_.members, change))
    elif isinstance(type_, Nullable):
        type_ = with_changes(type_, inner=rebuild(type_.inner, change))
    elif isinstance(type_, Nothing) and type_.unread is not None:
        rest = rebuild(type_.unread.rest, change)
        type_ = with_changes(type_, unread=with_changes(type_.unread, rest=rest))
    return change(type_)


def _each(types: tuple[Type, ...], change: Callable[[Type], Type]) -> tuple[Type, ...]:
    return _unless_same(types, (rebuild(type_, change) for type_ in types))


def _unless_same(old: tuple[T, ...], new: Iterable[T]) -> tuple[T, ...]:
    """The new values, or the old tuple if it holds the very same ones."""
    made = tuple(new)
    return old if all(map(is_, old, made)) else made


def with_changes(value: T, **changes: object) -> T:
    """The value with other fields, or itself if it has the very same ones."""
    if all(getattr(value, name) is given for name, given in changes.items()):
        return value
    return replace(value, **changes)  # type: ignore[type-var]  # every value of ours is a dataclass


def change_parameters(model: Model, change: Callable[[Parameter], Parameter]) -> Model:
    """The model with each of its own parameters changed; fields of records stay as they are."""
    return with_changes(model, parameters=_unless_same(model.parameters, map(change, model.parameters)))
