"""A shape as JSON Schema, which editors complete from: draft 7, since that is what they know."""

from __future__ import annotations

from typing import assert_never

from modelmint.ir.value import Json
from modelmint.shape.kinds import Either, Key, Kind, Many, Named, Shape, Table, Text


def schema(shape: Shape) -> dict[str, Json]:
    """The schema that takes what has the shape; one with a name is referred to as `#/definitions/NAME`."""
    match shape:
        case Text():
            return _text(shape)
        case Kind():
            return dict(shape.schema)
        case Many():
            least: dict[str, Json] = {"minItems": shape.least} if shape.least else {}
            unique: dict[str, Json] = {"uniqueItems": True} if shape.distinct else {}
            return {"type": "array", "items": schema(shape.item), **least, **unique}
        case Table():
            return _table(shape)
        case Either():
            return {"anyOf": [schema(option) for option in shape.shapes]}
        case Named():
            return {"$ref": f"#/definitions/{shape.name}"}
        case _:
            assert_never(shape)


def _text(shape: Text) -> dict[str, Json]:
    if shape.values:
        return {"type": "string", "enum": list(shape.values)}
    return {"type": "string", **({"pattern": f"^(?:{shape.pattern})$"} if shape.pattern else {})}


def _table(shape: Table) -> dict[str, Json]:
    made: dict[str, Json] = {"type": "object"}
    if shape.keys:
        made["properties"] = {name: _described(key) for name, key in shape.keys.items()}
    required: list[Json] = [name for name, key in shape.keys.items() if key.required]
    if required:
        made["required"] = required
    if shape.others is None:
        return {**made, "additionalProperties": False}
    return {**made, **_others(shape, schema(shape.others))}


def _described(key: Key) -> dict[str, Json]:
    return {**({"description": key.doc} if key.doc else {}), **schema(key.shape)}


def _others(shape: Table, other: dict[str, Json]) -> dict[str, Json]:
    """What keys with free names must be."""
    if shape.names.values:
        return {"properties": dict.fromkeys(shape.names.values, other), "additionalProperties": False}
    if shape.names.pattern:
        return {"patternProperties": {_free_names(shape): other}, "additionalProperties": False}
    return {"additionalProperties": other}


def _free_names(shape: Table) -> str:
    """The pattern of free names. A known one is none of them, since every pattern that fits a name applies to it."""
    taken = f"(?!(?:{'|'.join(shape.keys)})$)" if shape.keys else ""
    return f"^{taken}(?:{shape.names.pattern})$"
