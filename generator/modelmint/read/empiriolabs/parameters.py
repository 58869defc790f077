"""The rows of `supported_parameters`: name, type, options, bounds, default."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from modelmint.ir.model import Parameter
from modelmint.ir.types import Any, Array, Boolean, Enum, Integer, Map, Number, Range, String, Type
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.read.empiriolabs.options import Coerce, coercion, read_options, to_flag
from modelmint.read.node import Node
from modelmint.read.refused import refused
from modelmint.read.spelling import to_type_word

_SYNONYMS: Final = {"select": "enum", "dropdown": "enum"}
_MEDIA: Final = frozenset({"image", "audio", "video", "file"})
_WORDS: Final = frozenset({"string", "number", "integer", "boolean", "enum", "array", "object", "any"}) | _MEDIA
_LIMITING: Final = frozenset({"type", "options", "min", "max"})
"""The keys that can refuse a value; what is wrong in one is not passed over."""


def read_parameters(rows: Node) -> tuple[Parameter, ...]:
    """The parameters in the provider's order; of two with one name, the first."""
    read: dict[str, Parameter] = {}
    for row in rows.items():
        parameter = _parameter(row)
        if parameter is None:
            continue
        if parameter.name in read:
            row.raw()
            row.report("duplicate-parameter", f"a second parameter {parameter.name}; not used, the first one stands")
        else:
            read[parameter.name] = parameter
    return tuple(read.values())


def _parameter(row: Node) -> Parameter | None:
    if isinstance(row.value, str):
        return _bare(row)
    if not row.object():
        return None
    name = row["name"].text()
    if not name:
        row.raw()
        row.report("missing-key", f"a parameter without a name, {row.quote()}; not used")
        return None
    row.about(name)
    row.limits = _LIMITING
    start = len(row.reading.unread)
    word = _word(row)
    coerce = coercion(word, row["default"].value_or_null)
    type_ = _type(row, word, coerce)
    return Parameter(
        name=name,
        type=refused(type_, row.reading.take(start)),
        origin=row.origin,
        required=row["required"].flag() or False,
        default=_default(row["default"], coerce, listed=word == "array"),
        doc=row["description"].text(),
        deprecated=row["deprecated"].flag() or False,
        examples=tuple(_examples(row)),
    )


def _bare(row: Node) -> Parameter | None:
    """A row that is only a name, as some catalogues have them."""
    name = row.text()
    if not name:
        return None
    row.about(name)
    row.report("type-missing", f"{name} has no type; taken as any value", _hint(name))
    return Parameter(name, Any(), row.origin)


def _examples(row: Node) -> Iterator[Json]:
    if row["example"].given:
        yield row["example"].raw()
    if row["examples"].given:
        yield from (item.raw() for item in row["examples"].items())


def _word(row: Node) -> str:
    """The declared type as one of the known words; without a usable one, what options and default show."""
    declared = row["type"].text()
    word = to_type_word(declared)
    word = _SYNONYMS.get(word.lower(), word.lower())
    if word in _WORDS:
        return word
    shown = _shown(row)
    if declared:
        row["type"].report("unknown-type", f"type {row['type'].quote()} is not known")
    elif not row["options"].given:
        said = f"the parameter has no type; taken as {shown or 'any value'}"
        row.report("type-missing", said, _hint(row["name"].text()))
    return shown


def _hint(name: str) -> str:
    return f'give the type in the model\'s overlay: [[correct]] at = "{name}.type"'


def _shown(row: Node) -> str:
    if row["options"].given:
        return "enum"
    value = row["default"].value
    kinds = ((bool, "boolean"), (int, "number"), (Decimal, "number"), (str, "string"), (list, "array"))
    return next((word for kind, word in kinds if isinstance(value, kind)), "")


def _type(row: Node, word: str, coerce: Coerce) -> Type:
    if word == "array":
        return _array(row)
    if row["options"].given and word != "boolean":
        return _enum(row, coerce)
    if word == "enum":
        row.report("options-missing", f"{row.parameter} is an enumeration without options")
        return String()
    if word in {"number", "integer"}:
        return (Integer if word == "integer" else Number)(_range(row))
    return _plain(row, word)


def _plain(row: Node, word: str) -> Type:
    if word == "boolean":
        return _boolean(row)
    if word == "string" or word in _MEDIA:
        media = word if word in _MEDIA else None
        return String(min_length=row["min"].whole(), max_length=row["max"].whole(), media=media)
    return Map(Any()) if word == "object" else Any()


def _boolean(row: Node) -> Type:
    """A truth value; options that leave one of the two make it a list of one."""
    values = read_options(row["options"], to_flag) if row["options"].given else ()
    return Boolean() if not values or {True, False} <= {v for v in values if isinstance(v, bool)} else Enum(values)


def _range(row: Node) -> Range:
    return Range(row["min"].number(), row["max"].number())


def _array(row: Node) -> Array:
    options = row["options"]
    items: Type = Enum(read_options(options, coercion("", None))) if options.given else Any()
    return Array(items, min_items=row["min"].whole(), max_items=row["max"].whole())


def _enum(row: Node, coerce: Coerce) -> Type:
    values = read_options(row["options"], coerce)
    span = _range(row) if row["min"].given or row["max"].given else None
    if span is not None and span != _spanned(values):
        row["options"].report(
            "range-beside-options",
            f"min {row['min'].quote()} and max {row['max'].quote()} stand beside a list of options that spans "
            "another range; the list decides",
        )
    return Enum(values)


def _spanned(values: tuple[Json, ...]) -> Range:
    numbers = [Decimal(v) for v in values if isinstance(v, int | Decimal) and not isinstance(v, bool)]
    return Range(min(numbers), max(numbers)) if numbers else Range()


def _default(node: Node, coerce: Coerce, *, listed: bool) -> Json | Unset:
    """The default, in the type's own spelling where it is a number or a truth value in text."""
    raw = node.raw()
    if not node.given:
        return UNSET
    value = raw if listed or isinstance(raw, list | dict) else coerce(raw)
    if value is None:
        return raw
    if isinstance(raw, str) and not isinstance(value, str):
        node.report("number-as-text", f"the default {node.quote()} is text; read as the value it spells")
    return value
