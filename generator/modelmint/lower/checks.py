"""What validators need besides the types: what is checked by name, the order of checks, and rules in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from modelmint.ir.value import Json

if TYPE_CHECKING:
    from modelmint.lower.type_view import ParameterView, TypeView
    from modelmint.lower.view import RuleView

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
        inner = (*type_.prefix, *type_.members, *(field.type for field in type_.fields))
        found |= {part.check: part for part in checks((*filter(None, parts), *inner))}
        if type_.check:
            found.setdefault(type_.check, type_)
    return tuple(found.values())


def grouped(rules: Sequence[RuleView]) -> tuple[tuple[tuple[Json, ...], tuple[RuleView, ...]], ...]:
    """Neighbouring rules that ask for texts of one parameter, with all those texts; other rules by themselves.

    A validator then asks once whether any rule of a group can apply.
    """
    groups = [tuple(group) for _, group in groupby(rules, key=_guard)]
    return tuple((_texts(group), group) for group in groups)


def _guard(rule: RuleView) -> str:
    """The parameter whose text decides first whether a rule applies."""
    first = rule.when[0] if rule.when else None
    texts = first is not None and first.kind == "is" and all(isinstance(value, str) for value in first.values)
    return first.wire if first is not None and texts else ""


def _texts(group: Sequence[RuleView]) -> tuple[Json, ...]:
    return tuple(dict.fromkeys(value for rule in group for value in rule.when[0].values)) if _guard(group[0]) else ()
