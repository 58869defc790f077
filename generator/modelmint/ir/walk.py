"""Going through a type and all that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model, Parameter
from modelmint.ir.types import Array, Map, Nullable, Record, Type, UnionOf


def inner_types(type_: Type) -> Iterator[Type]:
    """The types that a type is directly made of, in order."""
    if isinstance(type_, Array):
        yield from type_.prefix
        yield from () if type_.items is None else (type_.items,)
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
    """The type with `change` applied to every type inside it and then to itself."""

    def again(inner: Type) -> Type:
        return rebuild(inner, change)

    def perhaps(inner: Type | None) -> Type | None:
        return None if inner is None else again(inner)

    if isinstance(type_, Array):
        type_ = replace(type_, items=perhaps(type_.items), prefix=tuple(map(again, type_.prefix)))
    elif isinstance(type_, Record):
        fields = tuple(replace(field, type=again(field.type)) for field in type_.fields)
        type_ = replace(type_, fields=fields, additional=perhaps(type_.additional))
    elif isinstance(type_, Map):
        type_ = replace(type_, values=again(type_.values))
    elif isinstance(type_, UnionOf):
        type_ = replace(type_, members=tuple(map(again, type_.members)))
    elif isinstance(type_, Nullable):
        type_ = replace(type_, inner=again(type_.inner))
    return change(type_)


def change_parameters(model: Model, change: Callable[[Parameter], Parameter]) -> Model:
    """The model with each of its own parameters changed; fields of records stay as they are."""
    return replace(model, parameters=tuple(map(change, model.parameters)))
