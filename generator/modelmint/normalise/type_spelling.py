"""One spelling for each type, so that two documents that mean the same give the same model."""

from __future__ import annotations

from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model
from modelmint.ir.types import Any, Const, Enum, Nullable, Type, UnionOf
from modelmint.ir.walk import change_parameters, rebuild, with_changes

_NULL: Final = Const(None)


def spell_types(model: Model) -> Model:
    """The model with each of its types in the one spelling."""
    spelled = change_parameters(model, lambda parameter: with_changes(parameter, type=rebuild(parameter.type, _spell)))
    return with_changes(spelled, output=None if model.output is None else rebuild(model.output, _spell))


def _spell(type_: Type) -> Type:
    """The spelling of a type whose inner types are spelled already."""
    if isinstance(type_, Enum):
        return _enum(type_)
    if isinstance(type_, UnionOf):
        return _union(type_)
    if isinstance(type_, Nullable) and (isinstance(type_.inner, Nullable) or type_.inner == _NULL):
        return type_.inner
    return type_


def _enum(type_: Enum) -> Type:
    """A closed list of one value is that value; a list with null is a nullable list."""
    if len(type_.values) == 1 and not type_.open:
        return Const(type_.values[0])
    if None in type_.values and len(type_.values) > 1:
        return Nullable(_enum(replace(type_, values=tuple(v for v in type_.values if v is not None))))
    return type_


def _union(type_: UnionOf) -> Type:
    """A union of one is that one; null among the members goes outside."""
    members = tuple(member.inner if isinstance(member, Nullable) else member for member in type_.members)
    rest = tuple(member for member in members if member != _NULL)
    if not rest or not _hoists(type_):
        return type_.members[0] if len(type_.members) == 1 else type_
    return Nullable(rest[0] if len(rest) == 1 else replace(type_, members=rest))


def _hoists(type_: UnionOf) -> bool:
    """Whether null is a member of its own; where exactly one may match, no other may take it too."""
    nulls = sum(isinstance(member, Nullable) or member == _NULL for member in type_.members)
    return nulls > 0 and (not type_.exclusive or sum(map(_takes_null, type_.members)) == 1)


def _takes_null(type_: Type) -> bool:
    if isinstance(type_, UnionOf):
        return any(map(_takes_null, type_.members))
    if isinstance(type_, Enum):
        return type_.open or None in type_.values
    return isinstance(type_, Any | Nullable) or type_ == _NULL
