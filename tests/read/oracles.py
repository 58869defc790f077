"""Validators of JSON Schema that no one here wrote, and instances made from a schema by another such library."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from types import SimpleNamespace
from typing import Any

import hypothesis_jsonschema._from_schema as maker
import jsonschema_rs
from hypothesis import strategies as st
from hypothesis.internal.conjecture import utils
from hypothesis.strategies import SearchStrategy
from hypothesis_jsonschema import from_schema
from jsonschema import Draft202012Validator


class Many:
    """How many members an object gets, asked for in the way of hypothesis-jsonschema 0.23.1.

    It draws from a class inside of Hypothesis that has become a context manager since, and so fails for every
    object. Nothing but this way of asking has changed.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        self._elements = utils.many(*args, **named)
        self._elements.__enter__()
        self._each = iter(self._elements)

    def more(self) -> bool:
        """Whether there is to be another."""
        for _ in self._each:
            return True
        self._elements.__exit__(None, None, None)
        return False

    def reject(self) -> None:
        """Do not count the last one."""
        self._elements.reject()


maker.cu = SimpleNamespace(many=Many)


def instances(schema: Any) -> SearchStrategy[Any]:
    """Values that a schema accepts, in the main: the library knows no draft later than 7."""
    return from_schema(_older(schema)) if isinstance(schema, dict | bool) else st.nothing()


def _older(schema: Any) -> Any:
    """The schema with arrays spelled as in draft 7."""
    if isinstance(schema, list):
        return [_older(one) for one in schema]
    if not isinstance(schema, dict):
        return float(schema) if isinstance(schema, Decimal) else schema
    older = {("definitions" if name == "$defs" else name): _older(one) for name, one in schema.items()}
    if "prefixItems" in older:
        rest = older.pop("items", True)
        older |= {"items": older.pop("prefixItems"), "additionalItems": rest}
    if isinstance(older.get("$ref"), str):
        older["$ref"] = re.sub(r"^#/\$defs/", "#/definitions/", older["$ref"])
    return older


def python(schema: Any, value: object) -> bool:
    """What `jsonschema` says, which runs patterns with `re` of Python and divides in the precision of `decimal`."""
    with localcontext() as context:
        context.prec = 1000
        return bool(Draft202012Validator(_of_ascii(exact(schema))).is_valid(exact(value)))


def _of_ascii(schema: Any) -> Any:
    """The schema with patterns in which a word has no letters but those of ASCII, as in ECMA-262."""
    if isinstance(schema, list):
        return [_of_ascii(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: _of_ascii(one) for name, one in schema.items()}
    pattern = inner.get("pattern")
    return inner | {"pattern": f"(?a){pattern}"} if isinstance(pattern, str) and r"\w" in pattern else inner


def rust(schema: Any, value: object) -> bool:
    """What `jsonschema-rs` says, which reads patterns as ECMA-262 does and has exact numbers of its own."""
    return jsonschema_rs.Draft202012Validator(schema).is_valid(exact(value))


def exact(value: object) -> object:
    """A value with numbers as a reader that keeps all digits has them: `1.0` is a whole number."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, list):
        return [exact(item) for item in value]
    return {name: exact(item) for name, item in value.items()} if isinstance(value, dict) else value
