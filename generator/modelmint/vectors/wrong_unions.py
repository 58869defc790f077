"""Values that no alternative of a union takes, or that more than one takes where only one may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelmint.ir.frozen import replace
from modelmint.ir.types import Record, Type, UnionOf
from modelmint.validate import accepts
from modelmint.validate.equal import equal
from modelmint.validate.kind import kind_of, kinds
from modelmint.validate.union import tags
from modelmint.vectors.case import Case
from modelmint.vectors.right import right

if TYPE_CHECKING:
    from modelmint.vectors.wrong_inside import Inner


def wrong_unions(type_: UnionOf, path: str, inner: Inner) -> Iterator[Case]:
    """What is wrong for one alternative and right for none."""
    for one in type_.members:
        for case in inner(one, path):
            if case.value is not None and not accepts(type_, case.value):
                yield from _told(type_, one, case, path)
    if type_.exclusive:
        yield from _ambiguous(type_, path)


def _told(type_: UnionOf, one: Type, case: Case, path: str) -> Iterator[Case]:
    """How a union tells what is wrong: as the alternative that was meant does, if it is clear which one was."""
    meant = _meant(type_, case.value)
    if len(meant) != 1:
        yield replace(case, path=path, code="no-member", suggestion=None)
    elif meant[0] is one:
        yield case


def _meant(type_: UnionOf, value: object) -> list[Type]:
    name = type_.discriminator
    if name is not None and isinstance(value, dict) and name in value:
        records = (one for one in type_.members if isinstance(one, Record))
        tagged: list[Type] = [one for one in records if any(equal(value[name], tag) for tag in tags(one, name))]
        if len(tagged) == 1:
            return tagged
    return [one for one in type_.members if kind_of(value) in kinds(one)]


def _ambiguous(type_: UnionOf, path: str) -> Iterator[Case]:
    for one in type_.members:
        for case in right(one, path):
            if sum(accepts(other, case.value) for other in type_.members) > 1:
                yield Case(case.value, f"fits more than one: {case.label}", path, "ambiguous")
