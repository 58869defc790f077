"""The schema after `if` -> when it holds and when it fails, as conditions on parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Parameter
from modelmint.ir.rules import Absent, Condition, Is, Present
from modelmint.ir.types import Boolean, Const, Enum, Nullable, Type
from modelmint.ir.value import Json, Unset
from modelmint.read.json_schema.keywords import SILENT
from modelmint.read.json_schema.parts import Parts
from modelmint.read.json_schema.types import possible
from modelmint.read.node import Node
from modelmint.validate import accepts

_MOST: Final = 8
"""How many conditions one schema may become."""

_SAID: Final = frozenset((*SILENT, "type", "required", "properties", "not", "allOf", "$ref"))


@frozen
class Tests:
    """Conditions of which one is met just where a schema holds, and such where it fails; None if none can say that."""

    holds: tuple[Condition, ...]
    fails: tuple[Condition, ...] | None


def read_tests(parts: Parts, known: Mapping[str, Parameter]) -> Tests | None:
    """When a schema of a request holds, if all it says is which parameters are given, and which values they have."""
    facts = list(_facts(parts, known))
    if parts.never is not None or parts.unread or None in facts:
        return None
    each = [fact for fact in facts if fact is not None]
    holds = tuple(sum(chosen, ()) for chosen in product(*(fact.holds for fact in each)))
    return Tests(holds, each[0].fails if len(each) == 1 else None) if len(holds) <= _MOST else None


def required_alone(schema: Json) -> tuple[str, ...]:
    """The names that a schema asks for; none if it says anything else."""
    names = schema.get("required") if isinstance(schema, dict) and schema.keys() == {"required"} else None
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def _facts(parts: Parts, known: Mapping[str, Parameter]) -> Iterator[Tests | None]:
    """What the schema says of each parameter; None for all that is not understood."""
    given = [name for node in parts.having("required") for name in node.texts()]
    listed = [pair for node in parts.having("properties") for pair in node.members()]
    for node in parts.nodes:
        if not node.mapping.keys() <= _SAID or ("type" in node and "object" not in node["type"].texts()):
            yield None
    for name in dict.fromkeys(given):
        if name not in dict(listed):
            yield _presence(known.get(name))
    for node in parts.having("not"):
        names = required_alone(node.value_or_null)
        presence = _presence(known.get(names[0])) if len(names) == 1 else None
        yield None if presence is None else Tests(presence.fails or (), presence.holds)
    for name, schema in listed:
        yield _value(parts, known.get(name), schema, given=name in given)


def _presence(parameter: Parameter | None) -> Tests | None:
    return None if parameter is None else Tests(((Present(parameter.name),),), ((Absent(parameter.name),),))


def _value(parts: Parts, parameter: Parameter | None, schema: Node, *, given: bool) -> Tests | None:
    """A parameter has one of some values; without `given`, it may be absent too, whatever its default."""
    values = None if parameter is None else _listed(possible(parts.inner(parameter.name, [schema])))
    if parameter is None or values is None:
        return None
    others = _others(parameter.type, values)
    holds = _having(parameter, values, absent=not given)
    return Tests(holds, None if others is None else _having(parameter, others, absent=given))


def _having(parameter: Parameter, values: tuple[Json, ...], *, absent: bool) -> tuple[Condition, ...]:
    """The parameter has one of the values, or is absent. `Is` takes one that is absent to have its default."""
    name, default = parameter.name, parameter.default
    by_default = not isinstance(default, Unset) and accepts(Enum(values), default)
    if parameter.required or absent == by_default:
        return ((Is(name, values),),)
    return ((Is(name, values),), (Absent(name),)) if absent else ((Present(name), Is(name, values)),)


def _listed(type_: Type | None) -> tuple[Json, ...] | None:
    """All values of a type, if they are listed."""
    match type_:
        case Const():
            return (type_.value,)
        case Enum(open=False):
            return type_.values
        case Boolean():
            return (True, False)
        case Nullable() if (values := _listed(type_.inner)) is not None:
            return (*values, None)
    return None


def _others(type_: Type, values: tuple[Json, ...]) -> tuple[Json, ...] | None:
    """The other values that a type lists; None if it lists none, or has no others."""
    rest = tuple(value for value in _listed(type_) or () if not accepts(Enum(values), value))
    return rest or None
