"""Types as an overlay writes them: a word (`integer`), or a table (`{ type = "array", items = "string" }`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.refusals import understood
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nothing,
    Nullable,
    Number,
    Range,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import Json


class NotationError(ValueError):
    """A value has the right shape and yet no meaning here; the message says why."""


_BOUNDS: Final = ("min", "max", "exclusive_min", "exclusive_max")
_KEYS: Final = {
    "string": ("min_length", "max_length", "pattern", "format", "media"),
    "integer": (*_BOUNDS, "multiple_of"),
    "number": (*_BOUNDS, "multiple_of"),
    "boolean": (),
    "enum": ("options", "open"),
    "array": ("items", "min_items", "max_items", "unique", "contains", "min_contains", "max_contains"),
    "map": ("values",),
    "union": ("any_of",),
    "any": (),
    "nothing": (),
}
"""What a table of each type may say beside `type` and `nullable`."""
_PLAIN: Final[dict[str, Type]] = {"boolean": Boolean(), "any": Any(), "nothing": Nothing()}


def parse_type(value: Json) -> Type:
    """The type that a word or a table of the right shape means.

    Raises:
        NotationError: a key does not go with the type, or one that it needs is missing.
    """
    table: dict[str, Json] = {"type": value} if isinstance(value, str) else dict(_table(value))
    word = str(table.pop("type"))
    nullable = table.pop("nullable", False)
    strange = [key for key in table if key not in _KEYS[word]]
    if strange:
        allowed = ", ".join(_KEYS[word]) or "nothing"
        raise NotationError(f"{strange[0]!r} does not go with type {word!r}, which takes {allowed}")
    type_ = _build(word, table)
    return Nullable(type_) if nullable else type_


def _table(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise NotationError("a type is a word or a table")
    return value


def _build(word: str, table: dict[str, Json]) -> Type:
    if word == "string":
        return String(**table)  # type: ignore[arg-type]  # the shape and _KEYS have checked names and kinds
    if word in {"integer", "number"}:
        return _number(word, table)
    if word == "enum":
        return _enum(table)
    if word == "array":
        return _array(table)
    if word == "map":
        return Map(parse_type(table.get("values", "any")))
    if word == "union":
        return _union(table)
    return _PLAIN[word]


def _number(word: str, table: dict[str, Json]) -> Type:
    step = table.get("multiple_of")
    return (Integer if word == "integer" else Number)(parse_range(table), decimal(step))


def _enum(table: dict[str, Json]) -> Type:
    options = table.get("options")
    if not isinstance(options, list):
        raise NotationError("type 'enum' needs options")
    return Enum(tuple(options), open=bool(table.get("open")))


def _array(table: dict[str, Json]) -> Type:
    return Array(
        parse_type(table.get("items", "any")),
        min_items=count(table.get("min_items")),
        max_items=count(table.get("max_items")),
        unique=bool(table.get("unique")),
        contains=_contains(table),
    )


def _contains(table: dict[str, Json]) -> tuple[Contains, ...]:
    if "contains" not in table:
        for bound in ("min_contains", "max_contains"):
            if bound in table:
                raise NotationError(f"{bound!r} needs contains: what so many items are")
        return ()
    least = count(table.get("min_contains", 1))
    return (Contains(parse_type(table["contains"]), 1 if least is None else least, count(table.get("max_contains"))),)


def _union(table: dict[str, Json]) -> Type:
    members = table.get("any_of")
    if not isinstance(members, list):
        raise NotationError("type 'union' needs any_of")
    return UnionOf(tuple(map(parse_type, members)))


def parse_range(table: dict[str, Json]) -> Range:
    """The range of `{ min = 1, max = 10, exclusive_max = true }`."""
    return Range(
        decimal(table.get("min")),
        decimal(table.get("max")),
        bool(table.get("exclusive_min")),
        bool(table.get("exclusive_max")),
    )


def decimal(value: Json) -> Decimal | None:
    """A number as an exact decimal, or None."""
    return Decimal(value) if isinstance(value, int | Decimal) else None


def count(value: Json) -> int | None:
    """A whole number, or None."""
    return value if isinstance(value, int) else None


def spell_range(range_: Range) -> dict[str, Json]:
    """A range in the notation."""
    pairs: tuple[tuple[str, Json], ...] = (
        ("min", range_.minimum),
        ("max", range_.maximum),
        ("exclusive_min", range_.exclusive_minimum),
        ("exclusive_max", range_.exclusive_maximum),
    )
    return {key: value for key, value in pairs if value is not None and value is not False}


def type_word(type_: Type) -> str:
    """The word for a type, as far as it is understood; what has no word of its own is called by its kind."""
    type_ = understood(type_)
    if isinstance(type_, Nullable):
        return f"{type_word(type_.inner)} or null"
    return "enum" if isinstance(type_, Const) else type_.kind


def core(type_: Type) -> Type:
    """A type without the null that it allows."""
    return core(type_.inner) if isinstance(type_, Nullable) else type_


def recore(type_: Type, inner: Type) -> Type:
    """The type with its core replaced, nullable if it was or if the new core is."""
    return Nullable(core(inner)) if isinstance(type_, Nullable) or isinstance(inner, Nullable) else inner


def narrow(type_: Type, limit: dict[str, Json]) -> Type:
    """The type narrowed by a limit of a rule.

    Raises:
        NotationError: a key of the limit does not go with the type.
    """
    inner = core(type_)
    word = "enum" if isinstance(inner, Enum | Const) or "options" in limit else inner.kind
    spelled: dict[str, Json] = {"type": word, **limit}
    if isinstance(inner, Array) and word == "array":
        narrowed = parse_type(spelled)
        assert isinstance(narrowed, Array)
        return replace(narrowed, items=inner.items, prefix=inner.prefix)
    if word not in _KEYS:
        raise NotationError(f"a {word} cannot be limited in an overlay")
    return parse_type(spelled)
