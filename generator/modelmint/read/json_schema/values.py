"""`enum` and `const`: the values listed, as far as the rest of the schema allows them."""

from __future__ import annotations

from collections.abc import Callable

from modelmint.ir.refusals import all_unread, lifted, refusing
from modelmint.ir.types import Const, Enum, Type
from modelmint.ir.value import Json
from modelmint.read.json_schema.parts import Parts
from modelmint.read.node import Node
from modelmint.validate import accepts


def only_values(parts: Parts, rest: Callable[[Parts], Type | None]) -> Type | None:
    """The listed values that the rest of the schema allows, or None if there is none."""
    constants = [[node.raw()] for node in parts.having("const")]
    lists = [*map(_listed, parts.having("enum")), *constants]
    type_ = rest(parts)
    if None in lists or type_ is None:
        return type_
    reasons, type_ = tuple(all_unread(type_)), lifted(type_)
    values = _common([values for values in lists if values is not None])
    allowed = tuple(value for value in values if accepts(type_, value))
    _report_others(parts, values, allowed)
    if not allowed:
        return None
    return refusing(Const(allowed[0]) if constants else Enum(allowed), reasons)


def _listed(node: Node) -> list[Json] | None:
    """The values of an `enum`; without a finding about what is none, it would restrict nothing in silence."""
    value = node.raw()
    if not isinstance(value, list):
        node.wrong("an array of values")
        return None
    return value


def _common(lists: list[list[Json]]) -> list[Json]:
    """The values of the first list that all the others have too."""
    others = [Enum(tuple(values)) for values in lists[1:]]
    return [value for value in lists[0] if all(accepts(other, value) for other in others)]


def _report_others(parts: Parts, values: list[Json], allowed: tuple[Json, ...]) -> None:
    """A listed value that the schema itself refuses is a slip. One that an alternative refuses may be of another."""
    if len(allowed) == len(values) or parts.dealt:
        return
    for node in (*parts.having("enum"), *parts.having("const")):
        node.report("option-not-of-type", f"{node.name()} {node.quote()} lists values that its own schema refuses")
