"""Objects: named fields in order, and what all other fields may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Parameter
from modelmint.ir.types import Any, Map, Nothing, Record, String, Type, UnionOf
from modelmint.read.json_schema.fields import docs, read_field
from modelmint.read.json_schema.parts import Parts, allows_nothing, whole
from modelmint.read.json_schema.texts import largest, smallest
from modelmint.read.node import Node
from modelmint.validate.kind import kinds
from modelmint.validate.pattern import flaw, matches

_EVALUATING: Final = (
    "additionalProperties", "patternProperties", "anyOf", "oneOf", "if", "dependentSchemas", "dependencies",
    "$dynamicRef", "$recursiveRef",
)  # fmt: skip
"""What evaluates fields that it does not name, or only sometimes those that it does."""

Read = Callable[[Parts], Type]


@frozen
class Fields:
    """What a schema says about an object. `rest` types the fields that are not named; None refuses them.

    `declared` says whether the document says anything about them, or may in a part that it lacks; JSON
    Schema allows them where it does not.
    """

    parameters: tuple[Parameter, ...]
    rest: Type | None
    declared: bool


def read_object(parts: Parts, read: Read) -> Type:
    """A record if the fields are named, and otherwise a map."""
    _drop_dependencies(parts)
    fields = read_fields(parts, read)
    if fields.parameters or fields.rest is None:
        check_sizes(parts, fields)
        return Record(_name(parts), fields.parameters, fields.rest, docs(reversed(parts.nodes)))
    return Map(fields.rest, _keys(parts, read), largest(parts, "minProperties"), smallest(parts, "maxProperties"))


def read_fields(parts: Parts, read: Read) -> Fields:
    """The fields of an object, those that are required and nowhere described at the end."""
    required = _required(parts)
    names = _names(parts)
    described = tuple(_field(parts, name, read, required=name in required) for name in names)
    rest, declared = _rest(parts, read)
    node = parts.nodes[0] if parts.nodes else parts.root
    others = [name for name in required if name not in names]
    for name in others:
        if rest is None:
            node["required"].report("never-valid", f"{name} is required, and no field of that name is allowed")
    unnamed = rest or (Any() if parts.parameter is None else Nothing())
    added = tuple(Parameter(name, unnamed, node["required"].origin, required=True) for name in others)
    return Fields(described + added, rest, declared)


def _required(parts: Parts) -> dict[str, None]:
    """The names that are required, in their order. Drafts up to 3 say of a field itself whether it is."""
    listed = [node.texts() for node in parts.having("required") if not isinstance(node.raw(), bool)]
    return dict.fromkeys(name for names in listed for name in names)


def _names(parts: Parts) -> list[str]:
    """The names of the described fields, in the order that the provider's pages use where it says one."""
    order = [name for node in parts.having("x-fal-order-properties") for name in node.texts()]
    place = {name: number for number, name in enumerate(order)}
    names: dict[str, None] = {}
    for node in parts.having("properties"):
        for name, member in node.members():
            names[name] = None
            number = member["x-order"].number() if "x-order" in member.mapping else None
            if number is not None:
                place[name] = int(number)
    return sorted(names, key=lambda name: place.get(name, len(names))) if place else list(names)


def _field(parts: Parts, name: str, read: Read, *, required: bool) -> Parameter:
    nodes = schemas_of(parts, name)
    if parts.parameter == "":
        parts = parts._replace(parameter=name)
    for node in nodes:
        node.about(node.parameter or parts.parameter)
    own = [node["required"].value for node in nodes if "required" in node]
    return read_field(parts.inner(name, nodes), name, read, required=required or True in own)


def schemas_of(parts: Parts, name: str) -> list[Node]:
    """What the parts say about a field."""
    return [schema for node in parts.nodes for schema in _schemas(node, name)]


def _schemas(node: Node, name: str) -> Iterator[Node]:
    """What one part says about a field: its property, the patterns that fit, or else what it says of all others."""
    own = node["properties"][name] if "properties" in node.mapping else None
    patterns = _patterns(node) if "patternProperties" in node.mapping else []
    fitting = [schema for pattern, schema in patterns if _fits(pattern, name)]
    if own is not None and own.present:
        yield own
        yield from fitting
    elif fitting:
        yield from fitting
    elif "additionalProperties" in node:
        yield node["additionalProperties"]


def _patterns(node: Node) -> list[tuple[str, Node]]:
    return node["patternProperties"].members() if "patternProperties" in node else []


def _fits(pattern: str, name: str) -> bool:
    return not flaw(pattern) and matches(pattern, name)


def _rest(parts: Parts, read: Read) -> tuple[Type | None, bool]:
    """The type of fields that are not named, and whether the document says it."""
    patterns = [(pattern, schema) for node in parts.nodes for pattern, schema in _patterns(node)]
    others = [*parts.having("additionalProperties"), *unevaluated(parts)]
    closed = any(map(allows_nothing, others))
    if not patterns:
        if closed:
            _take(others)
            return None, True
        return (read(parts.inner(parts.name, others)) if others else Any()), bool(others or parts.unread)
    return _patterned(parts, patterns, others, read, closed=closed), True


def unevaluated(parts: Parts) -> list[Node]:
    """`unevaluatedProperties`, where it says the same as `additionalProperties` would of all the parts together.

    It does if it stands in the schema of which all others are parts, and these name their fields and no others.
    """
    outer = parts.nodes[0] if parts.nodes else parts.root
    if parts.having("unevaluatedProperties") != [outer["unevaluatedProperties"]] or parts.has(*_EVALUATING):
        return []
    return [outer["unevaluatedProperties"]] if len(whole(parts.root, outer, "").nodes) == len(parts.nodes) else []


def _take(nodes: list[Node]) -> None:
    for node in nodes:
        node.raw()


def _patterned(
    parts: Parts, patterns: list[tuple[str, Node]], others: list[Node], read: Read, *, closed: bool
) -> Type | None:
    """One pattern that closes the object types its values; more are more than a type can hold."""
    _take(others)
    types = [read(parts.inner(parts.name, [schema])) for _, schema in patterns]
    if closed and len(patterns) == 1 and not parts.has("properties"):
        return types[0]
    for pattern, schema in patterns:
        schema.report("constraint-not-read", f"fields that match {pattern!r} are not told from others")
    return Any()


def _keys(parts: Parts, read: Read) -> String | None:
    """What the keys of a map must be: the pattern that closes it, or `propertyNames`."""
    patterns = [pattern for node in parts.nodes for pattern, _ in _patterns(node)]
    closed = any(map(allows_nothing, parts.having("additionalProperties")))
    keys = String(pattern=patterns[0]) if closed and len(patterns) == 1 else None
    if keys is not None and (reason := flaw(patterns[0])):
        words = f"the names' pattern {patterns[0]!r} is not enforced: {reason}"
        parts.having("patternProperties")[0].report("constraint-not-read", words)
    for node in parts.having("propertyNames"):
        said = _text(read(parts.inner(parts.name, [node])))
        if said is not None and keys is None:
            keys = said
        elif said != String():
            node.report("constraint-not-read", f"propertyNames {node.quote()} is not held")
    return keys


def _text(type_: Type) -> String | None:
    """What a type says of texts, which keys are; None if that is more than a text can hold."""
    if isinstance(type_, UnionOf):
        texts = [member for member in type_.members if "string" in kinds(member)]
        return _text(texts[0]) if len(texts) == 1 else None
    return String() if isinstance(type_, Any) else type_ if isinstance(type_, String) else None


def check_sizes(parts: Parts, fields: Fields) -> None:
    """A record holds no count of its fields; one that follows from what it does hold is no loss."""
    least, most = largest(parts, "minProperties"), smallest(parts, "maxProperties")
    required = sum(field.required for field in fields.parameters)
    for node in parts.having("minProperties"):
        if least is not None and least > required:
            node.report("constraint-not-read", f"at least {least} fields are not asked for")
    for node in parts.having("maxProperties"):
        if most is not None and (fields.rest is not None or most < len(fields.parameters)):
            node.report("constraint-not-read", f"at most {most} fields are not asked for")
    for node in parts.having("propertyNames"):
        node.raw()
        node.report("constraint-not-read", f"propertyNames {node.quote()} is not held")


def _drop_dependencies(parts: Parts) -> None:
    """Only the fields of the request itself can have rules."""
    for keyword in ("dependentRequired", "dependencies"):
        for node in parts.having(keyword):
            node.raw()
            node.report("constraint-not-read", f"{keyword} {node.quote()} inside a value is not held")


def _name(parts: Parts) -> str:
    """The title of what is referred to, rather than of the place that refers to it."""
    titles = (node["title"].text() for node in reversed(parts.nodes) if "title" in node)
    return next((title for title in titles if title), parts.name)
