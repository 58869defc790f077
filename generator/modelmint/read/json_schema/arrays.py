"""Arrays: items by position and the rest, in the spellings of every draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from modelmint.ir.frozen import replace
from modelmint.ir.types import Any, Array, String, Type
from modelmint.read.json_schema.media import medium
from modelmint.read.json_schema.parts import Parts
from modelmint.read.json_schema.texts import largest, smallest
from modelmint.read.node import Node

ARRAY: Final = ("items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems")
"""The keywords that say something about arrays only."""


class _Items(NamedTuple):
    """What one part says: a schema for each of the first items, and one for all others."""

    prefix: list[Node]
    rest: Node | None


def read_array(parts: Parts, read: Callable[[Parts], Type]) -> Array:
    """The array that all parts allow; `read` reads the schemas of its items."""
    said = [_items(node) for node in parts.nodes]
    length = max((len(items.prefix) for items in said), default=0)
    positions = [[_at(items, index) for items in said] for index in range(length)]
    rest = [items.rest for items in said if items.rest is not None]
    return Array(
        items=None if _closed(rest) else _of_medium(_item(parts, rest, read), medium(parts)),
        prefix=tuple(_item(parts, [node for node in nodes if node is not None], read) for nodes in positions),
        min_items=largest(parts, "minItems"),
        max_items=smallest(parts, "maxItems"),
        unique=parts.flagged("uniqueItems"),
    )


def _items(node: Node) -> _Items:
    """`prefixItems` and `items`, or `items` as a list and `additionalItems` as drafts up to 2019 have them."""
    if isinstance(node["items"].value, list):
        return _Items(node["items"].items(), _given(node["additionalItems"]))
    prefix = node["prefixItems"].items() if "prefixItems" in node else []
    return _Items(prefix, _given(node["items"]))


def _given(node: Node) -> Node | None:
    return node if node.present else None


def _at(items: _Items, index: int) -> Node | None:
    return items.prefix[index] if index < len(items.prefix) else items.rest


def _closed(rest: list[Node]) -> bool:
    """Whether nothing may follow the first items."""
    if not any(node.value is False for node in rest):
        return False
    for node in rest:
        node.raw()
    return True


def _of_medium(type_: Type, word: str | None) -> Type:
    """A list's own form field takes each of its files."""
    return replace(type_, media=word) if word is not None and isinstance(type_, String) else type_


def _item(parts: Parts, nodes: list[Node], read: Callable[[Parts], Type]) -> Type:
    return read(parts.inner(parts.name, nodes)) if nodes else Any()
