"""The JSON Schema of `modelmint.toml`, which editors complete from: draft 7, since that is what they know."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from modelmint.config.keys import CONFIG
from modelmint.config.shape import Day, Many, Scalar, Shape, Table, Text
from modelmint.ir.text import spell
from modelmint.ir.value import Json

FILE = Path(__file__).parent / "modelmint.schema.json"
"""Where the schema is published; a test holds that it is the one that `publish` gives."""


def publish() -> str:
    """The text of the schema."""
    head: dict[str, Json] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "modelmint.toml",
        "description": "The configuration of modelmint; the same keys stand below [tool.modelmint] in a pyproject.toml",
    }
    return spell({**head, **_schema(CONFIG)})


def _schema(shape: Shape) -> dict[str, Json]:
    match shape:
        case Text():
            return _text(shape)
        case Scalar():
            return {"type": ["string", "integer", "boolean"]}
        case Day():
            return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case Many():
            unique: dict[str, Json] = {"uniqueItems": True} if isinstance(shape.item, Text) else {}
            return {"type": "array", "items": _schema(shape.item), **unique}
        case Table():
            return _table(shape)
        case _:
            assert_never(shape)


def _text(shape: Text) -> dict[str, Json]:
    if shape.values:
        return {"type": "string", "enum": list(shape.values)}
    return {"type": "string", "pattern": f"^(?:{shape.pattern})$"}


def _table(shape: Table) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "object"}
    if shape.keys:
        schema["properties"] = {
            name: {"description": key.doc, **_schema(key.shape)} for name, key in shape.keys.items()
        }
    required: list[Json] = [name for name, key in shape.keys.items() if key.required]
    if required:
        schema["required"] = required
    if shape.others is not None and shape.names.values:
        schema["properties"] = {name: _schema(shape.others) for name in shape.names.values}
    elif shape.others is not None:
        schema["patternProperties"] = {_free_names(shape): _schema(shape.others)}
    return {**schema, "additionalProperties": False}


def _free_names(shape: Table) -> str:
    """The pattern of free names. A known one is none of them, since every pattern that fits a name applies to it."""
    known = f"(?!(?:{'|'.join(shape.keys)})$)" if shape.keys else ""
    return f"^{known}(?:{shape.names.pattern})$"
