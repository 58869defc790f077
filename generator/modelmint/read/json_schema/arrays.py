"""Arrays: items by position and the rest, in the spellings of every draft, and what some of them must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from modelmint.ir.frozen import replace
from modelmint.ir.refusals import all_unread, lifted, refusing
from modelmint.ir.types import Any, Array, Contains, Nullable, String, Type, UnionOf, Unread
from modelmint.read.json_schema.media import medium
from modelmint.read.json_schema.parts import Parts, allows_nothing
from modelmint.read.json_schema.texts import largest, smallest
from modelmint.read.node import Node
from modelmint.validate.kind import kinds


class _Items(NamedTuple):
    """What one part says: a schema for each of the first items, and one for all others."""

    prefix: list[Node]
    rest: Node | None


def read_array(parts: Parts, read: Callable[[Parts], Type]) -> Type:
    """The array that all parts allow; `read` reads the schemas of its items."""
    said = [_items(node) for node in parts.nodes]
    length = max((len(items.prefix) for items in said), default=0)
    positions = [[_at(items, index) for items in said] for index in range(length)]
    rest = [items.rest for items in said if items.rest is not None]
    items = None if _closed(rest) else _of_medium(_item(parts, rest, read), medium(parts))
    prefix = tuple(_item(parts, [node for node in nodes if node is not None], read) for nodes in positions)
    taken = frozenset().union(*(kinds(lifted(each)) for each in (*prefix, items) if each is not None))
    contains = tuple(contains for node in parts.nodes for contains in _contains(parts, node, taken, read))
    array = Array(
        items=items,
        prefix=prefix,
        min_items=largest(parts, "minItems"),
        max_items=smallest(parts, "maxItems"),
        unique=parts.flagged("uniqueItems"),
        contains=tuple(map(_surely, contains)),
    )
    return refusing(array, (reason for asked in contains for reason in _unsure(asked)))


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
    if not any(map(allows_nothing, rest)):
        return False
    for node in rest:
        node.raw()
    return True


def _of_medium(type_: Type, word: str | None) -> Type:
    """A list's own form field takes each of its files."""
    return replace(type_, media=word) if word is not None and isinstance(type_, String) else type_


def _item(parts: Parts, nodes: list[Node], read: Callable[[Parts], Type]) -> Type:
    return read(parts.inner(parts.name, nodes)) if nodes else Any()


def _contains(parts: Parts, node: Node, taken: frozenset[str], read: Callable[[Parts], Type]) -> Iterator[Contains]:
    """What one part asks some items to be. Without `contains`, its counts mean nothing."""
    counts = [node[keyword].whole() if keyword in node else None for keyword in ("minContains", "maxContains")]
    if "contains" not in node:
        return
    type_ = read(parts.inner(f"{parts.name} contained", [node["contains"]]))
    least = 1 if counts[0] is None else counts[0]
    if least or counts[1] is not None:
        yield Contains(_of_kinds(type_, taken), least, counts[1])


def _unsure(asked: Contains) -> Iterator[Unread]:
    """What is not understood of items of which there may be too many: it decides whether there are."""
    yield from () if asked.most is None else all_unread(asked.type)


def _surely(asked: Contains) -> Contains:
    """What is asked as far as that is understood."""
    return replace(asked, most=None) if any(_unsure(asked)) else asked


def _of_kinds(type_: Type, taken: frozenset[str]) -> Type:
    """The type without alternatives that no item can be, as there are many where a schema names no type."""
    if isinstance(type_, Nullable) and "null" not in taken:
        return _of_kinds(type_.inner, taken)
    if not isinstance(type_, UnionOf):
        return type_
    members = tuple(one for one in type_.members if kinds(one) & taken) or type_.members
    return members[0] if len(members) == 1 else replace(type_, members=members)
