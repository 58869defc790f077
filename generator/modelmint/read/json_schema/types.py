"""A JSON Schema -> a type of the model, exactly where a type can say it, and with a finding where none can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from modelmint.diagnostics.finding import Finding
from modelmint.ir.refusals import all_unread, lifted, refusing
from modelmint.ir.types import Any, Boolean, Const, Integer, Nothing, Nullable, Number, Type, UnionOf, Unread
from modelmint.read.json_schema.arrays import read_array
from modelmint.read.json_schema.keywords import ARRAY, NUMBER, OBJECT, TEXT, UNREAD
from modelmint.read.json_schema.numbers import read_bounds, read_step
from modelmint.read.json_schema.objects import read_object, unevaluated
from modelmint.read.json_schema.parts import Parts
from modelmint.read.json_schema.texts import read_string
from modelmint.read.json_schema.values import only_values
from modelmint.read.node import Node
from modelmint.read.refused import refused
from modelmint.read.spelling import to_type_word
from modelmint.validate.kind import kinds

KINDS: Final = ("null", "boolean", "integer", "number", "string", "array", "object")
_MOST: Final = 512
"""How many alternatives are kept apart at once; several keywords in one schema multiply theirs."""

_UNREAD: Final = frozenset(UNREAD)
_ABOUT_ONE_KIND: Final = frozenset((*NUMBER, *TEXT, *ARRAY, *OBJECT))


def read_type(parts: Parts) -> Type:
    """The type of a schema, with a finding where it allows no value; an answer then may be any."""
    type_ = possible(parts)
    if type_ is not None:
        return type_
    node = parts.nodes[0] if parts.never is None else parts.never
    node.report("never-valid", f"no value satisfies {node.quote()}")
    return Any() if parts.parameter is None else Nothing()


def possible(parts: Parts) -> Type | None:
    """The type of a schema, or None if no value satisfies it. In a request, it is refused if it is not understood."""
    reading = parts.root.reading
    start = len(reading.unread)
    type_ = _understood(parts)
    unread = parts.unread + reading.take(start)
    return type_ if not unread or type_ is None or parts.parameter is None else refused(type_, unread)


def _understood(parts: Parts) -> Type | None:
    """The type of a schema as far as it is understood."""
    if not parts.root.count():
        return Any()
    report_unread(parts)
    if parts.never is not None:
        return None
    nullable = False
    for node in parts.open("nullable"):
        nullable = node.flag() is True or nullable
        parts = parts.without(node)
    type_ = _alternatives(parts)
    if not nullable:
        return type_
    return Const(None) if type_ is None else Nullable(type_)


def report_unread(parts: Parts, held: frozenset[str] = frozenset()) -> None:
    """A finding for each constraint that is not held, so that none is dropped in silence."""
    if parts.said.isdisjoint(_UNREAD):
        return
    read = unevaluated(parts)
    for node in parts.nodes:
        for keyword in UNREAD:
            if keyword in node and keyword not in held and node[keyword] not in read:
                drop(node[keyword])


def drop(node: Node) -> None:
    """Report a constraint that is not held."""
    node.raw()
    node.report(
        "constraint-not-read",
        f"{node.name()} {node.quote()} is no constraint that a model can hold",
    )


def _alternatives(parts: Parts) -> Type | None:
    """The type of a schema, once for each of its first alternatives that are not dealt with yet."""
    for keyword in ("anyOf", "oneOf"):
        for listed in parts.open(keyword):
            return _one_of(parts.without(listed), listed, exclusive=keyword == "oneOf")
    return _values(parts)


def _one_of(parts: Parts, listed: Node, *, exclusive: bool) -> Type | None:
    members = listed.items()
    if not members or len(members) * parts.width > _MOST:
        drop(listed)
        return _alternatives(parts)
    parts = parts._replace(width=len(members) * parts.width)
    types = [possible(parts.also(member)) for member in members]
    if parts.width == len(members):
        _report_idle(members, types)
    left = tuple(type_ for type_ in types if type_ is not None)
    if len(left) < 2:
        return left[0] if left else None
    unsure = list(_unsure(left)) if exclusive else []
    return refusing(UnionOf(left, _discriminator(parts), exclusive and not unsure), unsure)


def _unsure(members: tuple[Type, ...]) -> Iterator[Unread]:
    """What is not understood of alternatives of which another may take the same: it decides whether only one does."""
    for place, member in enumerate(members):
        reasons = list(all_unread(member))
        taken = kinds(lifted(member)) if reasons else frozenset()
        if any(taken & kinds(lifted(other)) for at, other in enumerate(members) if at != place):
            yield from reasons


def _report_idle(members: list[Node], types: list[Type | None]) -> None:
    """An alternative that allows nothing is a slip, unless other alternatives around it are to blame."""
    for member, type_ in zip(members, types, strict=True):
        if type_ is None:
            member.report(
                "never-valid", f"the alternative {member.quote()} allows nothing that the schema around it does"
            )


def _discriminator(parts: Parts) -> str | None:
    """The field that tells the members apart. What it maps to are the members themselves."""
    for node in parts.having("discriminator"):
        node["mapping"].raw()
        return node["propertyName"].text() or None
    return None


def _values(parts: Parts) -> Type | None:
    """The listed values that satisfy everything else, or the type of everything else."""
    return only_values(parts, _kinds) if parts.has("enum", "const") else _kinds(parts)


def _kinds(parts: Parts) -> Type | None:
    """One type for each kind of JSON value that is allowed; what is of a kind that is not known is refused."""
    kinds, strange = _allowed(parts)
    known = _known(parts, kinds)
    if not strange or parts.parameter is None:
        return known
    others = refused(Any(), strange)
    return others if known is None else UnionOf((*_members(known), others))


def _members(type_: Type) -> tuple[Type, ...]:
    return type_.members if isinstance(type_, UnionOf) else (type_,)


def _known(parts: Parts, kinds: tuple[str, ...]) -> Type | None:
    """One type for each kind."""
    if kinds == KINDS and parts.said.isdisjoint(_ABOUT_ONE_KIND):
        return Any()
    if "number" in kinds:
        kinds = tuple(kind for kind in kinds if kind != "integer")
    types = tuple(_READERS[kind](parts) for kind in kinds)
    if len(types) < 2:
        return types[0] if types else None
    return UnionOf(types)


def _allowed(parts: Parts) -> tuple[tuple[str, ...], list[Finding]]:
    """The kinds that every part allows; whole numbers are numbers. What of a part beside them is not known."""
    allowed: tuple[str, ...] = KINDS
    strange: list[Finding] = []
    for node in parts.having("type"):
        words, others = _words(node.texts())
        if others:
            strange += _report_strange(node, others, beside=bool(words))
        allowed = allowed if "any" in words else _both(allowed, words)
    return allowed, strange


@lru_cache(maxsize=256)
def _words(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that are known, spelled as everywhere, and the others."""
    words = tuple(map(to_type_word, texts))
    known = tuple(word for word in words if word in KINDS or word == "any")
    return known, tuple(word for word in words if word not in known)


def _report_strange(node: Node, strange: Iterable[str], *, beside: bool) -> tuple[Finding, ...]:
    """Report words that are not known. Those beside known ones leave these as they are, and are returned."""
    start = len(node.reading.unread)
    for word in strange:
        node.report("unknown-type", f"type {word} is not known")
    return node.reading.take(start) if beside else ()


@lru_cache(maxsize=256)
def _both(allowed: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that are allowed and that a `type` lists, which says nothing where it lists none that is known."""
    said = {*texts, "integer"} if "number" in texts else set(texts)
    return allowed if said.isdisjoint(KINDS) else tuple(kind for kind in allowed if kind in said)


def _integer(parts: Parts) -> Type:
    return Integer(read_bounds(parts), read_step(parts))


def _number(parts: Parts) -> Type:
    return Number(read_bounds(parts), read_step(parts))


_READERS: Final[dict[str, Callable[[Parts], Type]]] = {
    "null": lambda parts: Const(None),
    "boolean": lambda parts: Boolean(),
    "integer": _integer,
    "number": _number,
    "string": read_string,
    "array": lambda parts: read_array(parts, read_type),
    "object": lambda parts: read_object(parts, read_type),
}
"""What is read of a schema for each kind of value."""
