"""JSON values as literals of a language, exact to the last digit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from modelmint.ir.frozen import frozen
from modelmint.ir.text import spell
from modelmint.ir.value import Json
from modelmint.render.code import Code
from modelmint.render.escape import STRINGS
from modelmint.render.escape.data import json_string
from modelmint.render.json_format import tall

PYTHON = {"true": "True", "false": "False", "null": "None"}
_NONE: Mapping[str, str] = MappingProxyType({})
OTHERS = {"true": "true", "false": "false", "null": "null"}
SCRIPTS = ("javascript", "typescript")
"""Languages whose numbers are floats, and which spell greater whole numbers as `BigInt`."""
SAFE = 2**53
"""Whole numbers up to here are exact as floats."""


@frozen
class Literals:
    """How a language spells values. `words` are those for true, false and null.

    `decimal` spells a number, given as digits, that the language's floating point cannot hold exactly.
    """

    language: str
    words: Mapping[str, str]
    decimal: Callable[[str], str]

    @classmethod
    def of(
        cls, language: str, decimal: Callable[[str], str], words: Mapping[str, str] = MappingProxyType({})
    ) -> Literals:
        """The language's own words, unless `words` has others."""
        return cls(language, (PYTHON if language == "python" else OTHERS) | dict(words), decimal)

    def spell(self, value: Json) -> Code:
        """The value as an expression of the language. JSON has exact numbers; others fall back on `decimal`."""
        if value is None:
            return Code(self.words["null"])
        if isinstance(value, bool):
            return Code(self.words["true" if value else "false"])
        if isinstance(value, str):
            return STRINGS.get(self.language, json_string)(value)
        if isinstance(value, (int, Decimal)):
            return Code(self._number(value))
        return Code(self._container(value))

    def _number(self, number: int | Decimal) -> str:
        if isinstance(number, int):
            return str(number) if abs(number) <= SAFE or self.language not in SCRIPTS else f"{number}n"
        if self.language in ("json", "text"):
            return spell(number, indent=None)
        near = repr(float(number))
        if near in ("inf", "-inf", "nan") or Decimal(near) != number:
            return self.decimal(plain(number))
        return _short(near) if self.language in SCRIPTS else near

    def _container(self, value: list[Json] | dict[str, Json]) -> str:
        if isinstance(value, list):
            return "[" + ", ".join(map(self.spell, value)) + "]"
        return "{" + ", ".join(f"{self._key(key)}: {self.spell(item)}" for key, item in value.items()) + "}"

    def _key(self, key: str) -> str:
        quoted = STRINGS.get(self.language, json_string)(key)
        # As a plain key, this one sets what the object inherits.
        return f"[{quoted}]" if key == "__proto__" and self.language in SCRIPTS else quoted


def _short(number: str) -> str:
    """A float as JavaScript spells it: `1`, `1e21`, `1e-7`."""
    mantissa, _, power = number.removesuffix(".0").partition("e")
    return f"{mantissa}e{int(power)}" if power else mantissa


def json_text(value: Json) -> str:
    """A value as JSON for people, a member a line: text that is still to be escaped for its place."""
    return tall("a literal", Literals.of("json", str).spell(value)).rstrip()


def plain(number: Decimal) -> str:
    """All digits of a number, without an exponent unless it would be longer than 40 characters."""
    text = format(number, "f")
    return text if len(text) <= 40 else str(number)
