"""Fields inside parameters, by their path: `image.url`, `scenes[].prompt`, `labels.*.text`, as findings name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modelmint.ir.frozen import replace
from modelmint.ir.model import Parameter
from modelmint.ir.types import Array, Map, Nullable, Record, Type, UnionOf

Parameters = tuple[Parameter, ...]
Change = Callable[[Parameter], Parameter]


def fields(parameters: Parameters, prefix: str = "") -> Iterator[tuple[str, Parameter]]:
    """Every parameter and every field inside one, with its path."""
    for parameter in parameters:
        path = f"{prefix}{parameter.name}"
        yield path, parameter
        for inner, below in _inner(parameter.type, path):
            yield from fields(inner.fields, f"{below}.")


def changed(parameters: Parameters, path: str, change: Change, prefix: str = "") -> Parameters:
    """The parameters with every field of a path changed; members of a union may each have one."""

    def one(parameter: Parameter) -> Parameter:
        place = f"{prefix}{parameter.name}"
        if place == path:
            return change(parameter)
        if not path.startswith((f"{place}.", f"{place}[")):
            return parameter
        return replace(parameter, type=_rebuilt(parameter.type, place, path, change))

    return tuple(map(one, parameters))


def _inner(type_: Type, path: str) -> Iterator[tuple[Record, str]]:
    """The records right below a type, each with the path that leads to it."""
    if isinstance(type_, Record):
        yield type_, path
    for part, below in _parts(type_, path):
        yield from _inner(part, below)


def _parts(type_: Type, path: str) -> Iterator[tuple[Type, str]]:
    match type_:
        case Array():
            yield from ((item, f"{path}[]") for item in (*type_.prefix, type_.items) if item is not None)
        case Map():
            yield type_.values, f"{path}.*"
        case Nullable():
            yield type_.inner, path
        case UnionOf():
            yield from ((member, path) for member in type_.members)


def _rebuilt(type_: Type, place: str, path: str, change: Change) -> Type:
    def built(part: Type, below: str = place) -> Type:
        return _rebuilt(part, below, path, change)

    match type_:
        case Record():
            return replace(type_, fields=changed(type_.fields, path, change, f"{place}."))
        case Array():
            items = None if type_.items is None else built(type_.items, f"{place}[]")
            return replace(type_, items=items, prefix=tuple(built(part, f"{place}[]") for part in type_.prefix))
        case Map():
            return replace(type_, values=built(type_.values, f"{place}.*"))
        case Nullable():
            return replace(type_, inner=built(type_.inner))
        case UnionOf():
            return replace(type_, members=tuple(map(built, type_.members)))
    return type_
