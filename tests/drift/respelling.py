"""The same document in other words: rewrites of a schema that change how it says something, and not what."""

from __future__ import annotations

from typing import Any

NOTES = frozenset({"title", "description", "default", "deprecated", "examples"})
"""Keywords that stay outside when null is written beside a type."""


def respelled(document: Any) -> Any:
    """The document with every optional field also null, lists of one as constants, and references wrapped."""
    if isinstance(document, list):
        return [respelled(each) for each in document]
    if not isinstance(document, dict):
        return document
    schema = {key: respelled(value) for key, value in document.items()}
    if isinstance(schema.get("properties"), dict):
        required = schema.get("required", [])
        schema["properties"] = {
            name: field if name in required else _with_null(field) for name, field in schema["properties"].items()
        }
    return _constant(_wrapped(schema))


def _with_null(field: Any) -> Any:
    if not isinstance(field, dict) or not ("type" in field or "$ref" in field or "allOf" in field):
        return field
    inner = {key: value for key, value in field.items() if key not in NOTES}
    outer = {key: value for key, value in field.items() if key in NOTES}
    return {"anyOf": [inner, {"type": "null"}], **outer}


def _constant(schema: dict[str, Any]) -> dict[str, Any]:
    values = schema.get("enum")
    if not isinstance(values, list) or len(values) != 1 or "type" not in schema:
        return schema
    return {**{key: value for key, value in schema.items() if key != "enum"}, "const": values[0]}


def _wrapped(schema: dict[str, Any]) -> dict[str, Any]:
    if not str(schema.get("$ref", "")).startswith("#/components/schemas/"):
        return schema
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return {"allOf": [{"$ref": schema["$ref"]}], **rest}
