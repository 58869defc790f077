"""What changed in a union: members that came, went, or changed themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Member, Place
from modelmint.drift.relation import Relation, relate
from modelmint.drift.rules import made
from modelmint.ir.frozen import replace
from modelmint.ir.types import Const, Enum, Record, Type, UnionOf
from modelmint.ir.value import Json

Compare = Callable[[Place, Type, Type], Iterator[Change]]


def compare_unions(place: Place, old: UnionOf, new: UnionOf, compare: Compare) -> Iterator[Change]:
    """Members are paired by equality, then by what names them, then by kind."""
    if old.discriminator != new.discriminator:
        yield made("discriminator-changed", place.at("discriminator"), old.discriminator or "", new.discriminator or "")
    pairs, gone, came = _paired(old, new)
    for before, after in pairs:
        yield from compare(_into(place, before, after, alone=_one_alone(old, new)), before, after)
    for member in gone:
        yield made("member-removed", place.at("type"), "- " + words.type_(member))
    for member in came:
        yield made(_came(place, member), place.at("type"), new="+ " + words.type_(member))


def compare_told(place: Place, old: UnionOf, new: UnionOf, compare: Compare) -> Iterator[Change]:
    """What is said inside the records of two unions that take the same values: defaults, texts, order."""
    pairs, _, _ = _paired(old, new)
    for before, after in pairs:
        if isinstance(before, Record) and isinstance(after, Record) and relate(before, after) is Relation.SAME:
            yield from compare(_into(place, before, after, alone=_one_alone(old, new)), before, after)


def _one_alone(old: UnionOf, new: UnionOf) -> bool:
    return 1 in (len(old.members), len(new.members))


def _into(place: Place, old: Type, new: Type, *, alone: bool) -> Place:
    inside = place.down(Member(old, new), _label(new))
    return replace(inside, path=place.path) if alone else inside


def _came(place: Place, member: Type) -> str:
    fails = isinstance(member, Record) and any(field.name in {"error", "errors"} for field in member.fields)
    return "error-shape-added" if fails and place.direction == "response" else "member-added"


def _label(member: Type) -> str:
    return member.name if isinstance(member, Record) and member.name else member.kind


def _paired(old: UnionOf, new: UnionOf) -> tuple[list[tuple[Type, Type]], list[Type], list[Type]]:
    gone = [member for member in old.members if member not in new.members]
    came = [member for member in new.members if member not in old.members]
    pairs: list[tuple[Type, Type]] = []
    for key in (lambda member: _tag(member, new.discriminator), _label, lambda member: member.kind):
        for before in list(gone):
            after = next((member for member in came if key(before) is not None and key(member) == key(before)), None)
            if after is not None:
                pairs.append((before, after))
                gone.remove(before)
                came.remove(after)
    return pairs, gone, came


def _tag(member: Type, discriminator: str | None) -> Json:
    """The value of the discriminator that selects the member."""
    fields = member.fields if isinstance(member, Record) else ()
    for field in fields:
        if field.name == discriminator:
            if isinstance(field.type, Const):
                return field.type.value
            if isinstance(field.type, Enum) and len(field.type.values) == 1:
                return field.type.values[0]
    return None
