"""One spelling for types that mean the same, so that a change of representation is no change."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.ir.types import Any, Boolean, Const, Enum, Nothing, Nullable, Type, UnionOf
from modelmint.ir.value import Json, same

_NEVER = Nothing()


def plain(type_: Type) -> Type:
    """The type in the spelling that comparisons use: no constants, no union of one, null outermost."""
    match type_:
        case Const():
            return _listed((type_.value,), open_=False)
        case Enum():
            return _listed(type_.values, open_=type_.open)
        case Nullable():
            return _nullable(plain(type_.inner))
        case UnionOf():
            return _union(type_)
        case _:
            return type_


def split(type_: Type) -> tuple[Type, bool]:
    """The plain type without null, and whether null is allowed beside it."""
    spelled = plain(type_)
    return (spelled.inner, True) if isinstance(spelled, Nullable) else (spelled, isinstance(spelled, Any))


def _nullable(inner: Type) -> Type:
    if inner == _NEVER:
        return Enum((None,))
    return inner if isinstance(inner, Nullable | Any) else Nullable(inner)


def _listed(values: tuple[Json, ...], *, open_: bool) -> Type:
    rest = tuple(value for value in values if value is not None)
    if len(rest) < len(values) and rest:
        return Nullable(_listed(rest, open_=open_))
    if not open_ and len(rest) == 2 and all(isinstance(value, bool) for value in rest) and rest[0] is not rest[1]:
        return Boolean()
    return Enum(rest or values, open_)


def _union(type_: UnionOf) -> Type:
    inner = [split(member) for member in _flat(type_)]
    nullable = any(null for _, null in inner)
    members = _merged([member for member, _ in inner if member != Enum((None,))])
    if any(isinstance(member, Any) for member in members) and not type_.exclusive:
        return Any()
    union = members[0] if len(members) == 1 else UnionOf(tuple(members), type_.discriminator, type_.exclusive)
    null = nullable or len(inner) > len([member for member, _ in inner if member != Enum((None,))])
    return _nullable(union) if null else union


def _flat(type_: UnionOf) -> Iterator[Type]:
    """The members that take a value, those of unions within unions too where that says the same."""
    taking = [member for member in type_.members if member != _NEVER]
    for member in taking or type_.members[:1]:
        if isinstance(member, UnionOf) and not member.exclusive and not type_.exclusive:
            yield from _flat(member)
        else:
            yield member


def _merged(members: list[Type]) -> list[Type]:
    """The members without repetition, closed lists of values joined into the first."""
    listed: list[Json] = []
    kept: list[Type] = []
    for member in members:
        if isinstance(member, Enum) and not member.open:
            if not listed:
                kept.append(member)
            listed += [value for value in member.values if not any(same(value, known) for known in listed)]
        elif member not in kept:
            kept.append(member)
    return [Enum(tuple(listed)) if isinstance(member, Enum) and not member.open else member for member in kept]
