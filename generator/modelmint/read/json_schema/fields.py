"""A property of an object -> a field: its type, and what is told about it beside that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from modelmint.ir.model import Parameter
from modelmint.ir.refusals import lifted
from modelmint.ir.types import Const, Nullable, Type, UnionOf
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.read.json_schema.parts import Parts
from modelmint.read.node import Node
from modelmint.read.spelling import exact, shorten, to_number
from modelmint.validate import accepts
from modelmint.validate.check import check

_NULL: Final = Const(None)
_WORDS: Final[dict[str, Json]] = {"true": True, "false": False, "null": None}


def read_field(parts: Parts, name: str, read: Callable[[Parts], Type], *, required: bool) -> Parameter:
    """The field of a name, of the schemas that hold for it."""
    origin = parts.nodes[0].origin if parts.nodes else parts.root.origin
    type_ = read(parts)
    return Parameter(
        name=name,
        type=type_,
        origin=origin,
        required=required,
        default=_default(parts, type_),
        doc=docs(parts.nodes),
        deprecated=parts.flagged("deprecated"),
        examples=_examples(parts),
    )


def docs(nodes: Iterable[Node]) -> str:
    """The first description."""
    return next((text for node in nodes if "description" in node and (text := node["description"].text())), "")


def _default(parts: Parts, type_: Type) -> Json | Unset:
    """The default, if it is of the type's kind. One that is out of range is kept: someone should see it."""
    for node in parts.having("default"):
        type_, value = lifted(type_), node.raw()
        if _of_kind(type_, value):
            return value
        read = next((coerced for coerced in _spelled(value) if accepts(type_, coerced)), UNSET)
        said = "taken as no default" if read is UNSET else f"taken as {shorten(read)}"
        node.report("default-not-of-type", f"the default {node.quote()} is of a kind that the type refuses; {said}")
        return read
    return UNSET


def _of_kind(type_: Type, value: Json) -> bool:
    """Whether the type could take the value, its constraints aside."""
    if isinstance(type_, UnionOf):
        return any(_of_kind(member, value) for member in type_.members)
    if isinstance(type_, Nullable):
        return value is None or _of_kind(type_.inner, value)
    if type_ == _NULL:
        return value is None
    problems = list(check(type_, value, ""))
    return not any(problem.path == "" and problem.code in {"wrong-type", "null"} for problem in problems)


def _spelled(value: Json) -> Iterator[Json]:
    """What a text may stand for: a number, a truth value, null."""
    if not isinstance(value, str):
        return
    if value in _WORDS:
        yield _WORDS[value]
    number = to_number(value)
    if number is not None:
        yield exact(number)


def _examples(parts: Parts) -> tuple[Json, ...]:
    listed = [value for node in parts.having("examples") for value in _as_list(node)]
    return (*listed, *(node.raw() for node in parts.having("example")))


def _as_list(node: Node) -> list[Json]:
    value = node.raw()
    return value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
