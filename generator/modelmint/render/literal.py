"""JSON values as literals of a language, exact to the last digit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from modelmint.ir.text import spell
from modelmint.ir.value import Json
from modelmint.render.code import Code
from modelmint.render.escape import STRINGS
from modelmint.render.escape.data import json_string


@dataclass(frozen=True)
class Literals:
    """How a target spells values. `decimal` spells a number that its floating point cannot hold exactly."""

    language: str
    true: str
    false: str
    null: str
    decimal: Callable[[str], str]

    def spell(self, value: Json) -> Code:
        """The value as an expression of the language. JSON has exact numbers; others fall back on `decimal`."""
        if value is None:
            return Code(self.null)
        if isinstance(value, bool):
            return Code(self.true if value else self.false)
        if isinstance(value, str):
            return STRINGS.get(self.language, json_string)(value)
        if isinstance(value, (int, Decimal)):
            return Code(self._number(value))
        return Code(self._container(value))

    def _number(self, number: int | Decimal) -> str:
        if isinstance(number, int):
            return str(number)
        if self.language in ("json", "text"):
            return spell(number, indent=None)
        near = repr(float(number))
        return near if near not in ("inf", "-inf", "nan") and Decimal(near) == number else self.decimal(plain(number))

    def _container(self, value: list[Json] | dict[str, Json]) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(map(self.spell, value)) + "]"
        quote = STRINGS.get(self.language, json_string)
        return "{" + ", ".join(f"{quote(key)}: {self.spell(item)}" for key, item in value.items()) + "}"


def plain(number: Decimal) -> str:
    """All digits of a number, without an exponent unless it would be longer than 40 characters."""
    text = format(number, "f")
    return text if len(text) <= 40 else str(number)
