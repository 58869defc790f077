"""The schema of a request -> parameters, and rules between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.rules import UNREAD, Evidence, Forbids, OneOf, Present, Requires, Rule
from modelmint.ir.types import Any, Type
from modelmint.read.json_schema.conditions import CONDITIONAL, SOURCE, each_required, read_conditions
from modelmint.read.json_schema.objects import Fields, check_sizes, read_fields
from modelmint.read.json_schema.parts import Parts
from modelmint.read.json_schema.types import drop, read_type, report_unread
from modelmint.read.node import Node


@frozen
class Request:
    """What a request may hold. `additional` types parameters that are not named; None refuses them.

    `declared` says whether the schema itself says which it is.
    """

    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    additional: Type | None
    declared: bool


def read_request(parts: Parts) -> Request:
    """The parameters of a schema that describes a whole request, and the rules that it states."""
    report_unread(parts, CONDITIONAL)
    for node in parts.having("type"):
        if "object" not in node.texts():
            node.wrong('"object", since a request is one')
    for keyword in ("enum", "const"):
        for node in parts.having(keyword):
            drop(node)
    parts.flagged("nullable")
    fields = read_fields(parts, read_type)
    check_sizes(parts, fields)
    known = frozenset(parameter.name for parameter in fields.parameters)
    rules = (*_dependencies(parts, known), *_counted(parts, known), *read_conditions(parts, fields.parameters))
    others = _others(parts, rules)
    rules += tuple(refusals(parts, fields.parameters))
    return Request(fields.parameters, rules, fields.rest if others is None else others, _declared(fields, others))


def refusals(parts: Parts, parameters: tuple[Parameter, ...]) -> Iterator[Rule]:
    """What is accepted only where a constraint allows it that is not read is refused, rather than accepted always."""
    names = tuple(parameter.name for parameter in parameters)
    for finding in (*parts.unread, *parts.root.reading.unread):
        origin = finding.origin or parts.root.origin
        rest: tuple[Literal["error"], Evidence, Origin] = ("error", Evidence(finding.message, UNREAD), origin)
        if finding.parameter in names:
            yield Forbids((), (finding.parameter,), *rest)
        else:
            yield OneOf((), names, *rest, least=1, most=0)


def _declared(fields: Fields, others: Type | None) -> bool:
    return fields.declared or others is not None


def _others(parts: Parts, rules: tuple[Rule, ...]) -> Type | None:
    """Any value, if alternatives had to be dropped that may name parameters of their own."""
    held = {rule.origin.pointer for rule in rules}
    listed = [node for keyword in ("anyOf", "oneOf") for node in parts.having(keyword)]
    dropped = [node for node in listed if node.origin.pointer not in held]
    for node in dropped:
        drop(node)
    return Any() if dropped else None


def _dependencies(parts: Parts, known: frozenset[str]) -> Iterator[Rule]:
    """`dependentRequired`, and `dependencies` as drafts up to 7 have them, where they list names."""
    for keyword in ("dependentRequired", "dependencies"):
        for node in parts.having(keyword):
            for name, needed in node.members():
                if isinstance(needed.value, list):
                    yield from _dependency(name, needed, known)


def _dependency(name: str, needed: Node, known: frozenset[str]) -> Iterator[Rule]:
    names = needed.texts()
    if not known.issuperset((name, *names)):
        drop(needed)
    elif names:
        evidence = Evidence(f"The schema asks for {', '.join(names)} where {name} is given", SOURCE)
        yield Requires((Present(name),), names, "error", evidence, needed.origin)


def _counted(parts: Parts, known: frozenset[str]) -> Iterator[Rule]:
    """Alternatives that only ask for one parameter each: at least one of them, or exactly one."""
    for keyword in ("anyOf", "oneOf"):
        for listed in parts.having(keyword):
            names = each_required(listed)
            if names and known.issuperset(names) and len(set(names)) == len(names):
                listed.raw()
                most = len(names) if keyword == "anyOf" else 1
                evidence = Evidence(f"The schema asks for {', '.join(names)} as alternatives", SOURCE)
                yield OneOf((), names, "error", evidence, listed.origin, most=most)
