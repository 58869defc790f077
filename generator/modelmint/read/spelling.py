"""Values as texts spell them, and as messages quote them."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import Final

from modelmint.ir.value import UNSET, Json, Unset

_QUOTED: Final = 80
_KNOWN: Final = frozenset({"string", "number", "integer", "boolean", "array", "object", "null", "any"})


_TYPE_WORDS: Final = {
    "str": "string",
    "text": "string",
    "float": "number",
    "double": "number",
    "int": "integer",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
    "map": "object",
    "none": "null",
}


def to_type_word(text: str) -> str:
    """The word of JSON Schema for a type that is meant by another one beyond doubt; any other word as it is."""
    return _TYPE_WORDS.get(text.lower(), text.lower() if text.lower() in _KNOWN else text)


def to_number(text: str) -> Decimal | None:
    """The finite number that a text spells, as JSON would or with a leading sign; None for any other text."""
    stripped = text.strip()
    if not stripped.isascii() or not stripped or stripped[-1] not in "0123456789" or "_" in stripped:
        return None
    try:
        return Decimal(stripped)
    except ArithmeticError:
        return None


def exact(number: int | Decimal) -> int | Decimal:
    """A number as JSON text would give it: whole ones that are written with digits only as `int`."""
    plain = isinstance(number, Decimal) and number.is_finite() and number.as_tuple().exponent == 0
    return int(number) if plain else number


def shorten(value: Json | Unset) -> str:
    """A value in JSON's spelling, cut after some eighty characters, without walking through a large one."""
    if isinstance(value, dict):
        shown = ", ".join(f"{_scalar(key)}: {_scalar(item)}" for key, item in islice(value.items(), 4))
        return _cut(f"{{{shown}{', ...' if len(value) > 4 else ''}}}")
    if isinstance(value, list):
        return _cut(f"[{', '.join(map(_scalar, value[:6]))}{', ...' if len(value) > 6 else ''}]")
    return _cut(_scalar(value))


def _scalar(value: Json | Unset) -> str:
    if isinstance(value, str):
        return '"' + value[: _QUOTED + 1].replace("\n", "\\n") + '"'
    if isinstance(value, dict | list):
        return "{...}" if isinstance(value, dict) else "[...]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is UNSET:
        return "nothing"
    return "null" if value is None else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 3] + "..."
