"""What one would write by hand for a model of many fields: a table of checks, made once from its schema.

Every problem is told, as path, code, what was expected, and what came. It looks at types, limits, listed values and
names, and knows neither rules between parameters nor exact decimals: what a check costs is all that is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import Any

Problems = list[tuple[str, str, str, Any]]
Check = Callable[[Problems, str, Any], None]
Schema = dict[str, Any]


def table_of(schema: Schema) -> Callable[[Any], Problems]:
    """Checks requests by a schema that refers to nothing outside itself."""
    check = _check(schema, schema.get("$defs", {}))

    def validate(request: Any) -> Problems:
        problems: Problems = []
        check(problems, "", request)
        return problems

    return validate


def _check(schema: Any, known: dict[str, Schema]) -> Check:
    if not isinstance(schema, dict):
        return _anything
    if "$ref" in schema:
        return _check(known[schema["$ref"].rpartition("/")[2]], known)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return _any_of([_check(one, known) for one in schema[several]])
    if "enum" in schema or "const" in schema:
        return _listed(schema.get("enum", [schema.get("const")]))
    match schema.get("type"):
        case "string":
            return _text(schema.get("minLength", 0), schema.get("maxLength", inf), schema.get("pattern"))
        case "integer" | "number" as kind:
            return _number(schema, whole=kind == "integer")
        case "boolean":
            return _boolean
        case "null":
            return _null
        case "array":
            return _list(_check(schema.get("items"), known), schema.get("minItems", 0), schema.get("maxItems", inf))
        case "object":
            return _record(schema, known)
    return _anything


def _anything(problems: Problems, path: str, value: Any) -> None:
    """Nothing is wrong."""


def _boolean(problems: Problems, path: str, value: Any) -> None:
    if value is not True and value is not False:
        problems.append((path, "wrong-type", "true or false", value))


def _null(problems: Problems, path: str, value: Any) -> None:
    if value is not None:
        problems.append((path, "wrong-type", "null", value))


def _text(least: int, most: float, pattern: str | None) -> Check:
    fits = re.compile(pattern).search if pattern else None
    unlimited = not least and most == inf

    def check(problems: Problems, path: str, value: Any) -> None:
        if type(value) is not str:
            problems.append((path, "wrong-type", "a string", value))
        elif not unlimited and not least <= len(value) <= most:
            problems.append((path, "wrong-length", f"{least} to {most} characters", value))
        elif fits and not fits(value):
            problems.append((path, "no-match", f"text that matches {pattern}", value))

    return check


def _listed(values: list[Any]) -> Check:
    known, expected = frozenset(values), f"one of {', '.join(map(repr, values))}"

    def check(problems: Problems, path: str, value: Any) -> None:
        if type(value) is list or type(value) is dict or value not in known:
            problems.append((path, "not-allowed", expected, value))

    return check


def _number(schema: Schema, *, whole: bool) -> Check:
    low, high = schema.get("minimum", -inf), schema.get("maximum", inf)
    over, under = schema.get("exclusiveMinimum", -inf), schema.get("exclusiveMaximum", inf)
    kinds = (int,) if whole else (int, float)
    open_ = over == -inf and under == inf
    expected = "a whole number" if whole else "a number"

    def check(problems: Problems, path: str, value: Any) -> None:
        if type(value) not in kinds and not (type(value) is float and value.is_integer()):
            problems.append((path, "wrong-type", expected, value))
        elif not low <= value <= high or not (open_ or over < value < under):
            problems.append((path, "out-of-range", f"{low} to {high}", value))

    return check


def _list(item: Check, least: int, most: float) -> Check:
    def check(problems: Problems, path: str, value: Any) -> None:
        if type(value) is not list:
            problems.append((path, "wrong-type", "a list", value))
        elif not least <= len(value) <= most:
            problems.append((path, "wrong-count", f"{least} to {most} items", value))
        else:
            found: Problems = []
            for at, one in enumerate(value):
                item(found, "", one)
                if found:  # a place is put into words only where something is wrong
                    found.clear()
                    item(problems, f"{path}[{at}]", one)

    return check


def _record(schema: Schema, known: dict[str, Schema]) -> Check:
    checks = {name: _check(field, known) for name, field in schema.get("properties", {}).items()}
    required = schema.get("required", [])
    closed = schema.get("additionalProperties", True) is False

    def check(problems: Problems, path: str, value: Any) -> None:
        if type(value) is not dict:
            problems.append((path, "wrong-type", "an object", value))
            return
        before = len(problems)
        for name, one in value.items():
            field = checks.get(name)
            if field is not None:
                field(problems, name, one)
            elif closed:
                problems.append((name, "unknown", "a known name", name))
        for name in required:
            if name not in value:
                problems.append((name, "required", "a value", None))
        if path and len(problems) > before:
            inner = problems[before:]
            problems[before:] = [(f"{path}.{name}", code, expected, got) for name, code, expected, got in inner]

    return check


def _any_of(checks: list[Check]) -> Check:
    def check(problems: Problems, path: str, value: Any) -> None:
        found: Problems = []
        for one in checks:
            one(found, path, value)
            if not found:
                return
            found.clear()
        problems.append((path, "no-member", "one of the alternatives", value))

    return check
