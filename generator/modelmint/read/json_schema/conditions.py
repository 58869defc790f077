"""What the schema of a request asks for under a condition -> rules: `if`, `dependentSchemas`, `not`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, TypeAlias

from modelmint.ir.model import Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.rules import Condition, Evidence, Forbids, Limits, OneOf, Present, Requires, Rule
from modelmint.read.json_schema.keywords import SILENT
from modelmint.read.json_schema.objects import schemas_of
from modelmint.read.json_schema.parts import Parts
from modelmint.read.json_schema.types import drop, possible
from modelmint.read.json_schema.when import read_tests, required_alone
from modelmint.read.node import Node

CONDITIONAL: Final = frozenset(("if", "then", "else", "dependentSchemas", "not"))
"""The keywords that rules can hold, as far as they are about the parameters of a request."""

SOURCE: Final = "the schema of the model"
_SAID: Final = frozenset((*SILENT, "type", "required", "properties", "not", "anyOf", "oneOf", "allOf", "$ref"))

Demand: TypeAlias = Callable[[Condition], Rule]
"""What is asked for, once it is known when."""


def read_conditions(parts: Parts, parameters: Iterable[Parameter]) -> Iterator[Rule]:
    """The rules of a request, and a finding for each condition that none can hold."""
    reader = _Reader(parts, {parameter.name: parameter for parameter in parameters})
    for node in parts.nodes:
        if "if" in node:
            yield from reader.branches(node)
        for keyword in ("dependentSchemas", "dependencies"):
            for name, needed in node[keyword].members() if keyword in node else ():
                if not isinstance(needed.value, list):
                    yield from reader.dependent(name, needed)
        if "not" in node:
            yield from reader.held(node["not"], [()], reader.excluded(node["not"]))


def each_required(listed: Node) -> tuple[str, ...]:
    """The parameters of alternatives that each ask for one and say nothing else; none of any other alternatives."""
    members = listed.value_or_null
    asked = [required_alone(member) for member in members] if isinstance(members, list) else []
    return tuple(names[0] for names in asked) if all(len(names) == 1 for names in asked) else ()


class _Reader:
    """Reads conditions between the known parameters. What it does not understand is None."""

    def __init__(self, parts: Parts, known: dict[str, Parameter]) -> None:
        self.parts, self.known = parts, known

    def branches(self, node: Node) -> Iterator[Rule]:
        """`if` with `then` and `else`; of these each is dropped that is not understood, or both with their `if`."""
        tests = read_tests(self.parts.inner(self.parts.name, [node["if"]]), self.known)
        for keyword in ("if", "then", "else"):
            node[keyword].raw()
        if tests is None:
            drop(node["if"])
        for keyword, when in (("then", tests.holds), ("else", tests.fails)) if tests else ():
            if keyword in node:
                yield from self.held(node[keyword], when, self.demands(node[keyword]) if when is not None else None)

    def dependent(self, name: str, needed: Node) -> Iterator[Rule]:
        """What is asked for where a parameter is given."""
        when = [(Present(name),)] if name in self.known else None
        yield from self.held(needed, when, self.demands(needed) if when else None)

    def held(self, node: Node, conditions: Iterable[Condition] | None, demands: list[Demand] | None) -> Iterator[Rule]:
        """Every demand under every condition."""
        node.raw()
        if conditions is None or demands is None:
            drop(node)
            return
        yield from (demand(when) for when in conditions for demand in demands)

    def demands(self, node: Node) -> list[Demand] | None:
        """What a schema asks of the request."""
        parts = self.parts.inner(self.parts.name, [node])
        if parts.never is not None or parts.unread or any(not one.mapping.keys() <= _SAID for one in parts.nodes):
            return None
        found: list[Demand] = []
        for one in parts.nodes:
            for part in self._parts(one):
                if part is None:
                    return None
                found += part
        return found

    def _parts(self, node: Node) -> Iterator[list[Demand] | None]:
        if "type" in node:
            yield [] if "object" in node["type"].texts() else None
        if "required" in node:
            yield self._required(node["required"])
        for name, schema in node["properties"].members() if "properties" in node else ():
            yield self._limit(name, schema)
        if "not" in node:
            yield self.excluded(node["not"])
        for keyword in ("anyOf", "oneOf"):
            if keyword in node:
                yield self._alternatives(node[keyword], only_one=keyword == "oneOf")

    def _required(self, node: Node) -> list[Demand] | None:
        names = node.texts()
        if not self.known.keys() >= set(names):
            return None
        new = tuple(name for name in names if not self.known[name].required)
        return [lambda when: Requires(when, new, *_rest(node))] if new else []

    def _limit(self, name: str, schema: Node) -> list[Demand] | None:
        """A narrower type; where no value is left, the parameter is not allowed."""
        if name not in self.known:
            return None
        own = schemas_of(self.parts, name)
        schema.about(name)
        before, after = (possible(self.parts.inner(name, nodes)) for nodes in (own, [*own, schema]))
        if after is None:
            return [lambda when: Forbids(when, (name,), *_rest(schema))]
        return [] if before == after else [lambda when: Limits(when, name, after, *_rest(schema))]

    def excluded(self, node: Node) -> list[Demand] | None:
        """`not`: of parameters that are given together, or of any of several."""
        together = required_alone(node.value_or_null)
        apart = each_required(node["anyOf"]) if node.mapping.keys() == {"anyOf"} else together[:1]
        if not self.known.keys() >= {*together, *apart} or not (together or apart):
            return None
        if len(together) > 1:
            most = len(together) - 1
            return [lambda when: OneOf(when, together, *_rest(node), least=0, most=most)]
        return [lambda when: Forbids(when, apart, *_rest(node))]

    def _alternatives(self, listed: Node, *, only_one: bool) -> list[Demand] | None:
        names = each_required(listed)
        if not names or len(set(names)) < len(names) or not self.known.keys() >= set(names):
            return None
        most = 1 if only_one else len(names)
        return [lambda when: OneOf(when, names, *_rest(listed), most=most)]


def _rest(node: Node) -> tuple[Literal["error"], Evidence, Origin]:
    return "error", Evidence("The schema states it", SOURCE), node.origin
