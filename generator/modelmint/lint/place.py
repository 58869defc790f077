"""Every parameter of a model and every field inside one, with those beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.types import Array, Map, Nullable, Record, Type, UnionOf


@frozen
class Place:
    """A parameter at its path; `type` is its type when a value is given, so without null; `beside` has itself too."""

    path: str
    parameter: Parameter
    type: Type
    beside: tuple[Parameter, ...]

    @property
    def doc(self) -> str:
        """What the provider says about it."""
        return self.parameter.doc

    @property
    def name(self) -> str:
        """Its name on the wire, the last part of its path."""
        return self.parameter.name

    def is_in(self, parameter: Parameter) -> bool:
        """Whether this is a field somewhere inside a parameter of the model."""
        return re.match(rf"{re.escape(parameter.name)}[.\[]", self.path) is not None


def solid(type_: Type) -> Type:
    """The type without null."""
    return solid(type_.inner) if isinstance(type_, Nullable) else type_


def places(model: Model) -> Iterator[Place]:
    """Every parameter, outermost first, each place in the document once."""
    seen: set[Origin] = set()
    for place in _among(model.parameters, ""):
        if place.parameter.origin not in seen:
            seen.add(place.parameter.origin)
            yield place


def _among(parameters: Sequence[Parameter], prefix: str) -> Iterator[Place]:
    for parameter in parameters:
        path = f"{prefix}{parameter.name}"
        yield Place(path, parameter, solid(parameter.type), tuple(parameters))
        yield from _inside(parameter.type, path)


def _inside(type_: Type, path: str) -> Iterator[Place]:
    if isinstance(type_, Record):
        yield from _among(type_.fields, f"{path}.")
    elif isinstance(type_, Array):
        for item in (*type_.prefix, *((type_.items,) if type_.items else ())):
            yield from _inside(item, f"{path}[]")
    elif isinstance(type_, Map):
        yield from _inside(type_.values, f"{path}.*")
    elif isinstance(type_, Nullable):
        yield from _inside(type_.inner, path)
    elif isinstance(type_, UnionOf):
        for member in type_.members:
            yield from _inside(member, path)
