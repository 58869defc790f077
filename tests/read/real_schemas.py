"""Real schemas in tests: each constraint in them, and values around each limit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any as Anything

from documents import Steps

from modelmint.ir.value import Json

LOOSER: dict[str, Json] = {
    "type": "boolean",
    "const": "another",
    "minimum": Decimal("-987.5"),
    "maximum": Decimal("987654.5"),
    "exclusiveMinimum": Decimal("-987.5"),
    "exclusiveMaximum": Decimal("987654.5"),
    "multipleOf": Decimal("0.03125"),
    "minLength": 0,
    "maxLength": 987654,
    "pattern": "^another$",
    "format": "another",
    "items": {"const": "another"},
    "minItems": 0,
    "maxItems": 9876,
    "uniqueItems": False,
    "additionalProperties": {"const": "another"},
    "minProperties": 0,
    "maxProperties": 9876,
    "nullable": False,
    "$ref": "#/components/schemas/QueueStatus",
}
LISTS = ("required", "enum", "anyOf", "oneOf", "allOf", "prefixItems")
KEYWORDS = (*LOOSER, *LISTS, "properties")
"""Every keyword that refuses something."""


def loosened(keyword: str, value: Json) -> Json:
    """What the keyword says, changed so that it refuses other values."""
    if keyword in LISTS:
        assert isinstance(value, list)
        return value[:-1] if len(value) > 1 or keyword == "required" else [*value, "another"]
    looser = LOOSER[keyword]
    return "string" if looser == value else looser


def constraints(schema: Json, path: Steps) -> Iterator[tuple[Steps, str, object, str]]:
    """Each constraint in a schema: the path of its schema, its keyword, what kind of place it is, and a reference."""
    if not isinstance(schema, dict):
        return
    around = tuple(sorted(keyword for keyword in schema if keyword in KEYWORDS))
    place = next((step for step in reversed(path) if step in {"items", "anyOf", "oneOf", "properties"}), "")
    for keyword in around:
        if keyword != "properties":
            reference = schema[keyword] if keyword == "$ref" else ""
            yield path, keyword, (keyword, around, place), str(reference)
    yield from inside(schema, path)


def inside(schema: dict[str, Json], path: Steps) -> Iterator[tuple[Steps, str, object, str]]:
    properties = schema.get("properties")
    for name, inner in properties.items() if isinstance(properties, dict) else ():
        yield from constraints(inner, (*path, "properties", name))
    for keyword in ("items", "additionalProperties"):
        yield from constraints(schema.get(keyword), (*path, keyword))
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        listed = schema.get(keyword)
        for index, inner in enumerate(listed if isinstance(listed, list) else []):
            yield from constraints(inner, (*path, keyword, index))


PLAIN: list[Json] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    Decimal("1.0"),
    "",
    "a",
    [],
    ["a"],
    [1],
    ["a", "a"],
    [None],
    {},
    {"a": 1},
]


def candidates(schema: Json, root: dict[str, Json]) -> list[Json]:
    """Values on both sides of every limit in a schema, and of every kind."""
    found = [*PLAIN, *around(schema, root, 0)]
    return [*found, *([value] for value in found[len(PLAIN) : len(PLAIN) + 20])][:120]


def around(schema: Json, root: dict[str, Json], depth: int) -> Iterator[Json]:
    if not isinstance(schema, dict) or depth > 5:
        return
    for keyword in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        limit = schema.get(keyword)
        if isinstance(limit, int | Decimal):
            yield from (limit, limit - 1, limit + 1)
    for keyword in ("minLength", "maxLength", "minItems", "maxItems"):
        size = schema.get(keyword)
        if isinstance(size, int) and size < 20_000:
            sizes = (max(0, size - 1), size, size + 1)
            yield from ("x" * n if keyword.endswith("Length") else ["x"] * n for n in sizes)
    for keyword in ("enum", "examples"):
        listed = schema.get(keyword)
        yield from listed[:3] if isinstance(listed, list) else ()
    yield from (schema[keyword] for keyword in ("const", "default") if keyword in schema)
    yield from below(schema, root, depth)


def below(schema: dict[str, Json], root: dict[str, Json], depth: int) -> Iterator[Json]:
    target: Anything = root
    for step in str(schema.get("$ref", "")).split("/")[1:]:
        target = target.get(step, {})
    yield from around(target, root, depth + 1) if "$ref" in schema else ()
    for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
        listed = schema.get(keyword)
        for inner in listed if isinstance(listed, list) else ():
            yield from around(inner, root, depth + 1)
    for keyword in ("items", "additionalProperties"):
        yield from around(schema.get(keyword), root, depth + 1)
    properties = schema.get("properties")
    if isinstance(properties, dict):
        yield from records({name: list(around(inner, root, depth + 1)) for name, inner in properties.items()})


def records(values: dict[str, list[Json]]) -> Iterator[Json]:
    """Objects with every field, with one field at each of its values, and without each."""
    first = {name: listed[0] for name, listed in values.items() if listed}
    yield dict(first)
    for name, listed in values.items():
        yield from ({**first, name: value} for value in listed[1:4])
        yield {other: value for other, value in first.items() if other != name}


def plain(value: Json) -> Anything:
    """A value as other libraries read JSON: numbers in binary."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def object_at(document: Json, *steps: str) -> dict[str, Json]:
    """The object at a path of keys, empty if there is none."""
    for step in steps:
        document = document.get(step) if isinstance(document, dict) else None
    return document if isinstance(document, dict) else {}


def body(document: Json) -> tuple[str, ...]:
    """Where the component stands that describes a request."""
    for calls in object_at(document, "openapi", "paths").values():
        schema = object_at(calls, "post", "requestBody", "content", "application/json", "schema")
        if "$ref" in schema:
            return ("openapi", *str(schema["$ref"]).split("/")[1:])
    return ()
