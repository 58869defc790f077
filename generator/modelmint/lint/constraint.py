"""What a type says in numbers, next to what the description says: the two agree, or one is silent, or they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model, Parameter
from modelmint.ir.types import Array, Enum, Integer, Number, Range, Record, String, Type, UnionOf
from modelmint.ir.words import span
from modelmint.lint.place import Place, places, solid
from modelmint.lint.prose.bounds import Bounds, bounds
from modelmint.lint.prose.sizes import count, length
from modelmint.lint.row import Found

Ends: TypeAlias = tuple[Decimal | None, Decimal | None]
"""The least and the greatest; None where there is no limit."""

Verdict: TypeAlias = Literal["same", "silent", "different"]


@frozen
class Facet:
    """One thing that both can speak of. `ends` is None for a type that has no such thing."""

    name: str
    claim: Callable[[str], Bounds | None]
    ends: Callable[[Type], Ends | None]


def _range(type_: Type) -> Ends | None:
    """The ends of a number, of a list of numbers, or of the two sides of a size where they are the same."""
    if isinstance(type_, Integer | Number):
        return type_.range.minimum, type_.range.maximum
    if isinstance(type_, Enum):
        values = [Decimal(v) for v in type_.values if isinstance(v, int | Decimal) and not isinstance(v, bool)]
        return (min(values), max(values)) if values and len(values) == len(type_.values) else None
    sides = [field.type for field in _fields(type_) if field.name in ("width", "height")]
    ends = {_range(solid(side)) for side in sides}
    return ends.pop() if len(sides) == 2 and len(ends) == 1 else None


def _fields(type_: Type) -> tuple[Parameter, ...]:
    """The fields of a record, or of the one record among several alternatives."""
    if isinstance(type_, Record):
        return type_.fields
    records = [member for member in type_.members if isinstance(member, Record)] if isinstance(type_, UnionOf) else []
    return records[0].fields if len(records) == 1 else ()


def _length(type_: Type) -> Ends | None:
    return (_whole(type_.min_length), _whole(type_.max_length)) if isinstance(type_, String) else None


def _count(type_: Type) -> Ends | None:
    return (_whole(type_.min_items), _whole(type_.max_items)) if isinstance(type_, Array) else None


def _whole(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


RANGE = Facet("range", bounds, _range)
LENGTH = Facet("length", length, _length)
COUNT = Facet("count", count, _count)


def compare(claim: Bounds, ends: Ends) -> Verdict:
    """How a claim stands to what is enforced. An end that the description does not name is not compared."""
    pairs = [pair for pair in zip((claim.low, claim.high), ends, strict=True) if pair[0] is not None]
    if any(known is not None and known != said for said, known in pairs):
        return "different"
    return "silent" if any(known is None for _, known in pairs) else "same"


def contradictions(facet: Facet) -> Callable[[Model], Iterator[Found]]:
    """The check for a description that says something else than the constraint."""
    return lambda model: _judged(model, facet, "different")


def omissions(facet: Facet) -> Callable[[Model], Iterator[Found]]:
    """The check for a description that says what the constraint does not."""
    return lambda model: _judged(model, facet, "silent")


def _judged(model: Model, facet: Facet, verdict: Verdict) -> Iterator[Found]:
    for place in places(model):
        ends = facet.ends(place.type)
        claim = facet.claim(place.doc) if ends and place.doc else None
        if claim and ends and _meant(place, claim) and compare(claim, ends) == verdict:
            yield _found(place, facet, claim, ends)


def _found(place: Place, facet: Facet, claim: Bounds, ends: Ends) -> Found:
    said, known = spell((claim.low, claim.high)), spell(ends)
    correctable = f'[[correct]] at = "{place.path}.{facet.name}" in the overlay'
    return Found(
        place.parameter.origin.child("description"),
        f'the description says {said} ("{claim.quote}"), the {facet.name} is {known}',
        f"if the description is right, {'tell the provider' if _fields(place.type) else correctable}",
        place.path,
    )


def spell(ends: Ends) -> str:
    """Two ends in words."""
    return span(Range(*ends)) or "not limited"


_SIDES = re.compile(r"\bwidth and height (?:must|should|have to) be\b", re.IGNORECASE)
_UNITS = {"ms": "ms", "millisecond": "ms", "milliseconds": "ms", "minute": "minute", "minutes": "minute"}


def _meant(place: Place, claim: Bounds) -> bool:
    """Whether the claim is about the value as it is sent, and not in another unit or about another thing.

    `0.5 minutes` is not of a number of seconds, and of a size only its two sides are meant.
    """
    unit = _UNITS.get(claim.unit)
    if unit is not None and unit not in place.name and unit not in place.doc.replace(claim.quote, ""):
        return False
    return not _fields(place.type) or _SIDES.search(place.doc) is not None
