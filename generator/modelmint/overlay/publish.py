"""The JSON Schema of `overlay.toml`, which editors complete from: draft 7, since that is what they know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import assert_never

from modelmint.ir.text import spell
from modelmint.ir.value import Json
from modelmint.overlay.notation import (
    CORRECTION,
    KINDS,
    LIFECYCLE_ASPECTS,
    MODEL_ASPECTS,
    PARAMETER_ASPECTS,
    PRICE_ASPECTS,
    RULE,
    TYPE,
)
from modelmint.overlay.shape import Either, Kind, ListOf, Named, Shape, Table, Word

FILE = Path(__file__).parent / "overlay.schema.json"
"""Where the schema is published; a test holds that it is the one that `publish` gives."""

_TARGETS: tuple[tuple[str, Mapping[str, Shape]], ...] = (
    (r"^lifecycle\.", LIFECYCLE_ASPECTS),
    (r"^model\.", MODEL_ASPECTS),
    (r"^price\..+\.", PRICE_ASPECTS),
    (r"^.+\.", PARAMETER_ASPECTS),
)
"""How the place of a correction begins, and what can follow."""


def publish() -> str:
    """The text of the schema."""
    schema: dict[str, Json] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "overlay.toml",
        "description": "What a model's document has wrong, and the rules between its parameters",
        "type": "object",
        "properties": {
            "correct": {"type": "array", "items": _correction()},
            "rule": {"type": "array", "items": _rule()},
        },
        "additionalProperties": False,
        "definitions": {"type": _schema(TYPE.shape())},
    }
    return spell(schema)


def _correction() -> dict[str, Json]:
    """A correction; what `was` and `now` may be depends on `at`."""
    places: list[Json] = [f"{start}({'|'.join(aspects)})$" for start, aspects in _TARGETS]
    schema = _schema(CORRECTION)
    properties = _object(schema["properties"])
    properties["at"] = {**_object(properties["at"]), "anyOf": [{"pattern": place} for place in places]}
    schema["anyOf"] = [{"required": ["was"]}, {"required": ["now"]}]
    schema["allOf"] = list(_facts())
    return schema


def _facts() -> Iterator[Json]:
    """For each fact, the shape of its values."""
    for place, shape in _places():
        fact: Json = {"was": _schema(shape), "now": _schema(shape)}
        yield {"if": {"properties": {"at": {"pattern": place}}, "required": ["at"]}, "then": {"properties": fact}}


def _places() -> Iterator[tuple[str, Shape]]:
    """The pattern of every place, and the shape of what stands there. The first target that fits decides."""
    earlier = ""
    for start, aspects in _TARGETS:
        for aspect, shape in aspects.items():
            yield f"^{earlier}{start[1:]}{re.escape(aspect)}$", shape
        earlier += f"(?!{start[1:]}({'|'.join(aspects)})$)"


def _rule() -> dict[str, Json]:
    schema = _schema(RULE)
    properties = _object(schema["properties"])
    was: dict[str, Json] = {place: _schema(shape) for place, shape in _places()}
    properties["was"] = {**_object(properties["was"]), "patternProperties": was, "additionalProperties": False}
    schema["oneOf"] = [{"required": [kind]} for kind in KINDS]
    schema["dependencies"] = {"only_when": ["parameters"], "parameters": ["only_when"]}
    return schema


def _object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


def _schema(shape: Shape) -> dict[str, Json]:
    match shape:
        case Kind():
            return dict(shape.schema)
        case Word():
            return {"type": "string", "enum": list(shape.words)}
        case ListOf():
            least: dict[str, Json] = {"minItems": shape.least} if shape.least else {}
            return {"type": "array", "items": _schema(shape.items), **least}
        case Table():
            return _table(shape)
        case Either():
            return {"anyOf": [_schema(option) for option in shape.shapes]}
        case Named():
            return {"$ref": f"#/definitions/{shape.name}"}
        case _:
            assert_never(shape)


def _table(shape: Table) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "object"}
    if shape.keys:
        schema["properties"] = {key: {**_schema(inner), **_note(shape, key)} for key, inner in shape.keys.items()}
    if shape.needed:
        schema["required"] = list(shape.needed)
    return {**schema, "additionalProperties": False if shape.rest is None else _schema(shape.rest)}


def _note(shape: Table, key: str) -> dict[str, Json]:
    return {"description": shape.notes[key]} if key in shape.notes else {}
