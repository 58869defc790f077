"""The enumerations of a model that a target gives a name to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelmint.lower.type_view import TypeView


def choices(types: Iterable[TypeView]) -> tuple[TypeView, ...]:
    """The enumerations in these types, each name once, in order. Records are not looked into."""
    found = (view for type_ in types for view in _choices(type_) if view.is_plain)
    return tuple({view.name: view for view in found}.values())


def _choices(view: TypeView) -> Iterator[TypeView]:
    if view.kind == "enum":
        yield view
    parts = (view.inner, view.items, view.values, *view.prefix, *view.members)
    for part in parts:
        if part is not None:
            yield from _choices(part)
