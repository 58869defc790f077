"""A schema as the conjunction of its parts: itself, what it refers to, and what it must all be of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from modelmint.ir.frozen import frozen, replace
from modelmint.read.json_schema.references import resolve
from modelmint.read.node import Node

_LONGEST: Final = 100
"""How many references may follow each other: more lead nowhere."""
_SILENT: Final = (
    "title", "description", "$schema", "$id", "$anchor", "$comment", "comment", "readOnly", "writeOnly",
)  # fmt: skip
"""Keywords that refuse nothing; what they tell a caller is taken where there is a place for it."""


@frozen
class Parts:
    """Schemas that must all hold.

    `never` is one that allows nothing; `broken` says that one is not in the document. `trail` holds
    the references that lead here, by which one that leads back to itself is known. `name` is what an
    object is called that has no title. `dealt` holds the places of keywords whose meaning is taken out
    already: alternatives (`anyOf`, `oneOf`) of which one is chosen, and `nullable`. `width` says of how many
    combinations of such alternatives this is one. `parameter` is that of the request which these are part
    of, None in an answer, which has none.
    """

    root: Node
    name: str
    nodes: tuple[Node, ...] = ()
    trail: frozenset[str] = frozenset()
    never: Node | None = None
    broken: bool = False
    dealt: frozenset[str] = frozenset()
    width: int = 1
    parameter: str | None = ""

    def having(self, keyword: str) -> list[Node]:
        """The values that the parts give a keyword, not marked as read."""
        return [node[keyword] for node in self.nodes if keyword in node]

    def has(self, *keywords: str) -> bool:
        """Whether any part has one of the keywords."""
        return any(keyword in node for node in self.nodes for keyword in keywords)

    def flagged(self, keyword: str) -> bool:
        """Whether any part says true to the keyword; each of them counts as read."""
        said = [node.flag() for node in self.having(keyword)]
        return True in said

    def inner(self, name: str, nodes: Iterable[Node]) -> Parts:
        """The conjunction of schemas found inside these."""
        return join(replace(self, name=name, nodes=(), never=None, broken=False, dealt=frozenset(), width=1), nodes)

    def without(self, keyword: Node) -> Parts:
        """These, the keyword's meaning taken out."""
        return replace(self, dealt=self.dealt | {keyword.origin.pointer})

    def open(self, keyword: str) -> list[Node]:
        """The values of a keyword that are not dealt with yet."""
        return [node for node in self.having(keyword) if node.origin.pointer not in self.dealt]

    def also(self, node: Node) -> Parts:
        """These and another schema."""
        return join(self, [node])


def whole(root: Node, node: Node, name: str, parameter: str | None = "") -> Parts:
    """The parts of a schema that nothing else restricts."""
    return join(Parts(root, name, parameter=parameter), [node])


def join(parts: Parts, nodes: Iterable[Node]) -> Parts:
    """The parts with more schemas, each taken apart."""
    for node in nodes:
        parts = _add(parts, node)
    return parts


def _add(parts: Parts, node: Node) -> Parts:
    if isinstance(node.value, bool):
        return parts if node.flag() is True else replace(parts, never=node)
    if not node.object():
        return parts
    if node in parts.nodes:
        return parts
    parts = replace(parts, nodes=(*parts.nodes, node))
    for keyword in _SILENT:
        if keyword in node:
            node[keyword].raw()
    if node["$ref"].present:
        parts = _refer(parts, node["$ref"])
    for member in node["allOf"].items() if node["allOf"].present else ():
        parts = _add(parts, member)
    return parts


def _refer(parts: Parts, reference: Node) -> Parts:
    """The parts with what a reference names; without it, and with a finding, where that cannot be read."""
    target = resolve(parts.root, reference.text())
    if target is None:
        _report(reference, "reference-not-found", "names nothing in this document; taken as any value")
        return replace(parts, broken=True)
    place = target.origin.pointer
    if target in parts.nodes:
        return parts
    if place in parts.trail or len(parts.trail) >= _LONGEST:
        _report(reference, "recursive-schema", "leads back to itself; taken as any value from there on")
        return parts
    titled = place.rpartition("/")[2]
    return _add(replace(parts, trail=parts.trail | {place}, name=titled or parts.name), target)


def _report(reference: Node, code: str, words: str) -> None:
    at = f"{reference.parameter}.type"
    hint = f'give the type in the model\'s overlay: [[correct]] at = "{at}"' if reference.parameter else ""
    reference.report(code, f"{reference.quote()} {words}", hint)
