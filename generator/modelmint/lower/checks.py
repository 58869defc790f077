"""What validators need besides the types: what is checked by name, the order of checks, and rules in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from modelmint.ir.frozen import frozen
from modelmint.ir.types import Enum, Integer, Number, Type, UnionOf
from modelmint.ir.value import Json
from modelmint.validate.number import is_whole
from modelmint.validate.union import tags_of

if TYPE_CHECKING:
    from modelmint.lower.type_view import ParameterView, TypeView
    from modelmint.lower.view import ClauseView, RuleView

BLOCK = 5
"""After how many parameters a validator asks whether any are left."""

_Item = TypeVar("_Item")


def blocks(members: Sequence[ParameterView]) -> tuple[tuple[ParameterView, ...], ...]:
    """The members in blocks: behind each a check may end if no more are given, so the first has all required."""
    last = max((place for place, member in enumerate(members, 1) if member.required), default=0)
    first = max(last, BLOCK)
    rest = members[first:]
    return tuple(block for block in (tuple(members[:first]), *(tuple(part) for part in _chunks(rest, BLOCK))) if block)


def _chunks(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def checks(types: Iterable[TypeView]) -> tuple[TypeView, ...]:
    """The types, and those within them, that have a name for what checks them; inner ones first, each once."""
    found: dict[str, TypeView] = {}
    for type_ in types:
        parts = (type_.inner, type_.items, type_.keys, type_.values, type_.additional)
        asked = (each.type for each in type_.contains)
        inner = (*type_.prefix, *type_.members, *(field.type for field in type_.fields), *asked)
        found |= {part.check: part for part in checks((*filter(None, parts), *inner))}
        if type_.check:
            found.setdefault(type_.check, type_)
    return tuple(found.values())


@frozen
class Amounts:
    """The limits and the step of a number, whole ones as `int`.

    They are `plain` if floating point holds them and all between them so well that it compares them exactly.
    `grid` is a step that is no whole number, where floating point can tell its multiples: how many decimals it has,
    and how many of the last of them it is, such as 2 and 5 for 0.05.
    """

    low: int | Decimal | None
    high: int | Decimal | None
    step: int | Decimal | None
    plain: bool
    grid: tuple[int, int] | None = None


def amounts(type_: Type) -> Amounts | None:
    """The limits and the step of a type of numbers; None for other types."""
    if not isinstance(type_, Integer | Number):
        return None
    low, high, step = map(_whole, (type_.range.minimum, type_.range.maximum, type_.multiple_of))
    plain = all(map(_is_plain, (low, high, step)))
    return Amounts(low, high, step, plain, _grid(low, high, step) if plain else None)


def _grid(low: int | Decimal | None, high: int | Decimal | None, step: int | Decimal | None) -> tuple[int, int] | None:
    # A float is on the grid if rounding it to so many decimals leaves it as it is: both then have one shortest
    # spelling. That its multiple by a power of ten is nearest to the right whole number holds far below 2**53.
    if not isinstance(step, Decimal) or low is None or high is None:
        return None
    places = -int(step.as_tuple().exponent)
    largest = max(abs(Decimal(low)), abs(Decimal(high))) * 10**places
    return (places, int(step.scaleb(places))) if 0 < places <= 9 and largest < 2**50 else None


def _whole(number: Decimal | None) -> int | Decimal | None:
    # A number with an exponent that nobody means must not become digits without end.
    whole = number is not None and number.adjusted() < 400 and is_whole(number)
    return int(number) if whole and number is not None else number


def _is_plain(number: int | Decimal | None) -> bool:
    # The shortest spellings of floats are in the order of the floats, so one that is spelt so compares exactly.
    if number is None:
        return True
    return abs(Decimal(number)) <= 2**53 and Decimal(repr(float(number))) == number


@frozen
class Alternative:
    """A member of a union that must be tried: `listed` are the values it lists, `tags` those of its discriminator."""

    type: TypeView
    listed: tuple[Json, ...]
    tags: tuple[Json, ...]


@frozen
class Branches:
    """How to check a union: members that are `alone` in taking a kind of value, by that kind; the others are tried."""

    alone: tuple[tuple[str, TypeView], ...]
    tried: tuple[Alternative, ...]


def branches(union: TypeView) -> Branches:
    """The members of a union, those first whose kinds of value no other takes."""
    alone = [
        member
        for place, member in enumerate(union.members)
        if not any(set(member.kinds) & set(other.kinds) for at, other in enumerate(union.members) if at != place)
    ]
    by_kind = tuple((kind, member) for member in alone for kind in member.kinds)
    tried = (member for member in union.members if not any(member is one for one in alone))
    return Branches(by_kind, tuple(_alternative(member, union.type) for member in tried))


def _alternative(member: TypeView, union: Type) -> Alternative:
    listed = member.type.values if isinstance(member.type, Enum) else ()
    name = union.discriminator if isinstance(union, UnionOf) else None
    tags = (tags_of(field.type.type) for field in member.fields if field.wire == name)
    return Alternative(member, listed, next(tags, ()))


@frozen
class Run:
    """Neighbouring rules that have their first test in common, and the values that they ask for beside it."""

    rules: tuple[RuleView, ...]

    @property
    def asked(self) -> tuple[ClauseView, ...]:
        """The parameters whose values decide behind the first test whether a rule applies, each once."""
        later = (clause for rule in self.rules for clause in rule.when[1:] if clause.kind == "is")
        return tuple({clause.wire: clause for clause in later}.values())


def grouped(rules: Sequence[RuleView]) -> tuple[tuple[tuple[Json, ...], tuple[Run, ...]], ...]:
    """Neighbouring rules that ask for texts of one parameter, with all those texts; other rules by themselves.

    A validator then asks once whether any rule of a group can apply.
    """
    groups = [tuple(group) for _, group in groupby(rules, key=_guard)]
    return tuple((_texts(group), _runs(group)) for group in groups)


def _runs(rules: Sequence[RuleView]) -> tuple[Run, ...]:
    return tuple(Run(tuple(run)) for _, run in groupby(rules, key=lambda rule: rule.when[:1]))


def _guard(rule: RuleView) -> str:
    """The parameter whose text decides first whether a rule applies."""
    first = rule.when[0] if rule.when else None
    texts = first is not None and first.kind == "is" and all(isinstance(value, str) for value in first.values)
    return first.wire if first is not None and texts else ""


def _texts(group: Sequence[RuleView]) -> tuple[Json, ...]:
    return tuple(dict.fromkeys(value for rule in group for value in rule.when[0].values)) if _guard(group[0]) else ()
