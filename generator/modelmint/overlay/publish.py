"""The JSON Schema of `overlay.toml`, which editors complete from: draft 7, since that is what they know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

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
from modelmint.shape.kinds import Shape
from modelmint.shape.publish import schema

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
    made: dict[str, Json] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "overlay.toml",
        "description": "What a model's document has wrong, and the rules between its parameters",
        "type": "object",
        "properties": {
            "correct": {"type": "array", "items": _correction()},
            "rule": {"type": "array", "items": _rule()},
        },
        "additionalProperties": False,
        "definitions": {"type": schema(TYPE.shape())},
    }
    return spell(made)


def _correction() -> dict[str, Json]:
    """A correction; what `was` and `now` may be depends on `at`."""
    places: list[Json] = [f"{start}({'|'.join(aspects)})$" for start, aspects in _TARGETS]
    made = schema(CORRECTION)
    properties = _object(made["properties"])
    properties["at"] = {**_object(properties["at"]), "anyOf": [{"pattern": place} for place in places]}
    made["anyOf"] = [{"required": ["was"]}, {"required": ["now"]}]
    made["allOf"] = list(_facts())
    return made


def _facts() -> Iterator[Json]:
    """For each fact, the shape of its values."""
    for place, shape in _places():
        fact: Json = {"was": schema(shape), "now": schema(shape)}
        yield {"if": {"properties": {"at": {"pattern": place}}, "required": ["at"]}, "then": {"properties": fact}}


def _places() -> Iterator[tuple[str, Shape]]:
    """The pattern of every place, and the shape of what stands there. The first target that fits decides."""
    earlier = ""
    for start, aspects in _TARGETS:
        for aspect, shape in aspects.items():
            yield f"^{earlier}{start[1:]}{re.escape(aspect)}$", shape
        earlier += f"(?!{start[1:]}({'|'.join(aspects)})$)"


def _rule() -> dict[str, Json]:
    made = schema(RULE)
    properties = _object(made["properties"])
    was: dict[str, Json] = {place: schema(shape) for place, shape in _places()}
    properties["was"] = {**_object(properties["was"]), "patternProperties": was, "additionalProperties": False}
    made["oneOf"] = [{"required": [kind]} for kind in KINDS]
    made["dependencies"] = {"only_when": ["parameters"], "parameters": ["only_when"]}
    return made


def _object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value
