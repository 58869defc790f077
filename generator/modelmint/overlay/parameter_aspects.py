"""The facts about a parameter that a correction can change: how each is told and how it is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.model import Parameter
from modelmint.ir.refusals import refusing, understood, unread
from modelmint.ir.types import Array, Const, Enum, Integer, Nullable, Number, String, Type
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.overlay.fields import with_field
from modelmint.overlay.types import (
    NotationError,
    core,
    count,
    decimal,
    parse_range,
    parse_type,
    recore,
    spell_range,
    type_word,
)

Fact: TypeAlias = Json | Unset


@frozen
class Aspect:
    """`says` tells the fact in the overlay's notation; `put` gives the parameter with another."""

    says: Callable[[Parameter], Fact]
    put: Callable[[Parameter, Fact], Parameter]


def _text(fact: Fact) -> str | None:
    return fact if isinstance(fact, str) else None


def _table(fact: Fact) -> dict[str, Json]:
    return fact if isinstance(fact, dict) else {}


def _flag(name: str) -> Aspect:
    """A fact that is true or false; false is the same as nothing said."""

    def says(parameter: Parameter) -> Fact:
        return True if getattr(parameter, name) else UNSET

    return Aspect(says, lambda parameter, fact: with_field(parameter, name, fact is True))


def _on_type(says: Callable[[Type], Fact], put: Callable[[Type, Fact], Type]) -> Aspect:
    """A fact about the parameter's type, whether or not that allows null, as far as it is understood."""

    def change(parameter: Parameter, fact: Fact) -> Parameter:
        known = understood(parameter.type)
        changed = recore(known, put(core(known), fact))
        return _retyped(parameter, changed)

    return Aspect(lambda parameter: says(core(understood(parameter.type))), change)


def _retyped(parameter: Parameter, type_: Type) -> Parameter:
    """The parameter with another type, refused for what it was refused for."""
    return replace(parameter, type=refusing(type_, reversed([*unread(parameter.type)])))


def _type() -> Aspect:
    """The type as such. One that a correction gives leaves nothing that is not understood."""
    known = _on_type(type_word, _put_type)

    def change(parameter: Parameter, fact: Fact) -> Parameter:
        changed = known.put(parameter, fact)
        return parameter if changed == parameter else replace(changed, type=understood(changed.type))

    return Aspect(known.says, change)


def _refuse(what: str, type_: Type, fact: Fact) -> Type:
    """A type that cannot have a fact has none of it already; anything else is a mistake."""
    if fact is UNSET:
        return type_
    raise NotationError(f"{what} does not go with type {type_word(type_)!r}")


def _put_type(type_: Type, fact: Fact) -> Type:
    """Another type; one number for another keeps its bounds, and the same word keeps everything."""
    if fact is UNSET:
        raise NotationError('a type cannot be taken away; use now = "any"')
    if fact == type_word(type_):
        return type_
    if isinstance(type_, Integer | Number) and fact in ("integer", "number"):
        return (Integer if fact == "integer" else Number)(type_.range, type_.multiple_of)
    return parse_type(fact)


def _say_range(type_: Type) -> Fact:
    return spell_range(type_.range) or UNSET if isinstance(type_, Integer | Number) else UNSET


def _put_range(type_: Type, fact: Fact) -> Type:
    if isinstance(type_, Integer | Number):
        return replace(type_, range=parse_range(_table(fact)))
    return _refuse("a range", type_, fact)


def _say_step(type_: Type) -> Fact:
    return UNSET if not isinstance(type_, Integer | Number) or type_.multiple_of is None else type_.multiple_of


def _put_step(type_: Type, fact: Fact) -> Type:
    if isinstance(type_, Integer | Number):
        return replace(type_, multiple_of=None if fact is UNSET else decimal(fact))
    return _refuse("multiple_of", type_, fact)


def _span(low: int | None, high: int | None) -> Fact:
    pairs: tuple[tuple[str, Json], ...] = (("min", low), ("max", high))
    return {key: value for key, value in pairs if value is not None} or UNSET


def _say_length(type_: Type) -> Fact:
    return _span(type_.min_length, type_.max_length) if isinstance(type_, String) else UNSET


def _put_length(type_: Type, fact: Fact) -> Type:
    if isinstance(type_, String):
        table = _table(fact)
        return replace(type_, min_length=count(table.get("min")), max_length=count(table.get("max")))
    return _refuse("a length", type_, fact)


def _say_count(type_: Type) -> Fact:
    return _span(type_.min_items, type_.max_items) if isinstance(type_, Array) else UNSET


def _put_count(type_: Type, fact: Fact) -> Type:
    if isinstance(type_, Array):
        table = _table(fact)
        return replace(type_, min_items=count(table.get("min")), max_items=count(table.get("max")))
    return _refuse("a count", type_, fact)


def _of_string(name: str) -> Aspect:
    """A word about a text, or about the texts of a list."""

    def says(type_: Type) -> Fact:
        inner = type_.items if isinstance(type_, Array) else type_
        word = getattr(inner, name) if isinstance(inner, String) else None
        return UNSET if word is None else str(word)

    def put(type_: Type, fact: Fact) -> Type:
        if isinstance(type_, Array) and isinstance(type_.items, String):
            return replace(type_, items=with_field(type_.items, name, _text(fact)))
        if isinstance(type_, String):
            return with_field(type_, name, _text(fact))
        return _refuse(name, type_, fact)

    return _on_type(says, put)


def _say_options(type_: Type) -> Fact:
    if isinstance(type_, Const):
        return [type_.value]
    return list(type_.values) if isinstance(type_, Enum) else UNSET


def _put_options(type_: Type, fact: Fact) -> Type:
    """A closed list of one is the constant, as everywhere in a model."""
    if isinstance(fact, list):
        open_ = isinstance(type_, Enum) and type_.open
        return Const(fact[0]) if len(fact) == 1 and not open_ else Enum(tuple(fact), open_)
    if isinstance(type_, Enum | Const):
        values = type_.values if isinstance(type_, Enum) else (type_.value,)
        return String() if all(isinstance(value, str) for value in values) else Number()
    return type_


def _say_open(type_: Type) -> Fact:
    return True if isinstance(type_, Enum) and type_.open else UNSET


def _put_open(type_: Type, fact: Fact) -> Type:
    if isinstance(type_, Enum):
        return replace(type_, open=fact is True)
    return _refuse("open", type_, UNSET if fact is False else fact)


def _put_nullable(parameter: Parameter, fact: Fact) -> Parameter:
    inner = core(understood(parameter.type))
    return _retyped(parameter, Nullable(inner) if fact is True else inner)


ASPECTS: Final[Mapping[str, Aspect]] = MappingProxyType(
    {
        "type": _type(),
        "doc": Aspect(lambda p: p.doc or UNSET, lambda p, fact: replace(p, doc=_text(fact) or "")),
        "default": Aspect(lambda p: p.default, lambda p, fact: replace(p, default=fact)),
        "required": _flag("required"),
        "range": _on_type(_say_range, _put_range),
        "multiple_of": _on_type(_say_step, _put_step),
        "length": _on_type(_say_length, _put_length),
        "pattern": _of_string("pattern"),
        "format": _of_string("format"),
        "media": _of_string("media"),
        "options": _on_type(_say_options, _put_options),
        "open": _on_type(_say_open, _put_open),
        "count": _on_type(_say_count, _put_count),
        "nullable": Aspect(lambda p: True if isinstance(understood(p.type), Nullable) else UNSET, _put_nullable),
        "client_name": Aspect(lambda p: p.client_name or UNSET, lambda p, fact: replace(p, client_name=_text(fact))),
        "hidden": _flag("hidden"),
        "deprecated": _flag("deprecated"),
    }
)
"""Every fact of `notation.PARAMETER_ASPECTS`."""
