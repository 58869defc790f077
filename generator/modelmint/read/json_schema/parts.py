"""A schema as the conjunction of its parts: itself, what it refers to, and what it must all be of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from modelmint.diagnostics.finding import Finding
from modelmint.read.json_schema.keywords import LIMITING, SILENT
from modelmint.read.json_schema.references import resolve
from modelmint.read.node import Node

_LONGEST: Final = 100
"""How many references may follow each other: more lead nowhere."""


class Parts(NamedTuple):
    """Schemas that must all hold.

    `never` is one that allows nothing; `unread` is what keeps one from being read. `trail` holds
    the references that lead here, by which one that leads back to itself is known. `name` is what an
    object is called that has no title. `dealt` holds the places of keywords whose meaning is taken out
    already: alternatives (`anyOf`, `oneOf`) of which one is chosen, and `nullable`. `width` says of how many
    combinations of such alternatives this is one. `parameter` is that of the request which these are part
    of, None in an answer, which has none. `said` is every keyword that any of them has.
    """

    root: Node
    name: str
    nodes: tuple[Node, ...] = ()
    trail: frozenset[str] = frozenset()
    never: Node | None = None
    unread: tuple[Finding, ...] = ()
    dealt: frozenset[str] = frozenset()
    width: int = 1
    parameter: str | None = ""
    said: frozenset[str] = frozenset()

    def having(self, keyword: str) -> list[Node]:
        """The values that the parts give a keyword, not marked as read."""
        return [node[keyword] for node in self.nodes if keyword in node.mapping] if keyword in self.said else []

    def has(self, *keywords: str) -> bool:
        """Whether any part has one of the keywords."""
        return not self.said.isdisjoint(keywords)

    def flagged(self, keyword: str) -> bool:
        """Whether any part says true to the keyword; each of them counts as read."""
        return True in [node.flag() for node in self.having(keyword)]

    def inner(self, name: str, nodes: Iterable[Node]) -> Parts:
        """The conjunction of schemas found inside these."""
        return join(Parts(self.root, name, trail=self.trail, parameter=self.parameter), nodes)

    def without(self, keyword: Node) -> Parts:
        """These, the keyword's meaning taken out."""
        return self._replace(dealt=self.dealt | {keyword.origin.pointer})

    def open(self, keyword: str) -> list[Node]:
        """The values of a keyword that are not dealt with yet."""
        found = self.having(keyword)
        return [node for node in found if node.origin.pointer not in self.dealt] if self.dealt else found

    def also(self, node: Node) -> Parts:
        """These and another schema."""
        return join(self, [node])


def allows_nothing(node: Node) -> bool:
    """Whether a schema is `false`, or says the same as drafts that have no such schema do."""
    return node.value is False or node.value == {"not": {}}


def whole(root: Node, node: Node, name: str, parameter: str | None = "") -> Parts:
    """The parts of a schema that nothing else restricts."""
    return join(Parts(root, name, parameter=parameter), [node])


def join(parts: Parts, nodes: Iterable[Node]) -> Parts:
    """The parts with more schemas, each taken apart."""
    joining = _Joining(parts)
    reading = parts.root.reading
    start = len(reading.unread)
    for node in nodes:
        joining.add(node)
    return joining.joined(reading.take(start))


class _Joining:
    """Parts to which schemas are added one after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._nodes = list(parts.nodes)
        self._trail = parts.trail
        self._name, self._never = parts.name, parts.never

    def joined(self, found: tuple[Finding, ...]) -> Parts:
        """The parts with all that was added; `found` is what was not understood on the way."""
        was = self._parts
        said = frozenset().union(*[node.mapping for node in self._nodes])
        rest = (was.dealt, was.width, was.parameter, said)
        unread = was.unread + found
        return Parts(was.root, self._name, tuple(self._nodes), self._trail, self._never, unread, *rest)

    def add(self, node: Node) -> None:
        """Add a schema, what it refers to, and what it must all be of."""
        if node.value is True or allows_nothing(node):
            self._never = self._never if node.raw() is True else node
            return
        if node.given and not isinstance(node.value, dict):
            node.wrong("an object", limits=True)
            return
        if not node.object() or node in self._nodes:
            return
        node.limits = LIMITING
        self._nodes.append(node)
        for keyword in node.mapping:
            if keyword in SILENT:
                node[keyword].raw()
        if "$ref" in node.mapping:
            self._refer(node["$ref"])
        if "allOf" in node.mapping:
            for member in node["allOf"].items():
                self.add(member)

    def _refer(self, reference: Node) -> None:
        """Add what a reference names; a finding where that cannot be read."""
        target = resolve(self._parts.root, reference.text())
        if target is None:
            reference.report("reference-not-found", f"{reference.quote()} names nothing in this document")
            return
        place = target.origin.pointer
        if target in self._nodes:
            return
        if place in self._trail or len(self._trail) >= _LONGEST:
            reference.report("recursive-schema", f"{reference.quote()} leads back to itself; not followed again")
            return
        self._trail |= {place}
        self._name = place.rpartition("/")[2] or self._name
        self.add(target)
