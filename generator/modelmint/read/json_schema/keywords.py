"""The keywords of JSON Schema, by what they say something about."""

from __future__ import annotations

from typing import Final

NUMBER: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
"""Those about numbers only."""

TEXT: Final = ("minLength", "maxLength", "pattern")
"""Those about texts only. A format says something, but refuses nothing."""

ARRAY: Final = (
    "items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains",
    "maxContains",
)  # fmt: skip
"""Those about arrays only."""

OBJECT: Final = (
    "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties",
    "maxProperties", "dependentRequired", "dependencies", "unevaluatedProperties",
)  # fmt: skip
"""Those about objects only."""

UNREAD: Final = (
    "not", "if", "then", "else", "dependentSchemas",
    "unevaluatedItems", "unevaluatedProperties", "$dynamicRef", "$recursiveRef",
)  # fmt: skip
"""Constraints that no type of the model can hold."""

LIMITING: Final = frozenset(
    ("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", *NUMBER, *TEXT, *ARRAY, *OBJECT, *UNREAD)
)
"""Every keyword that can refuse a value; what is wrong in one is not passed over."""

SILENT: Final = frozenset(
    ("title", "description", "$schema", "$id", "$anchor", "$comment", "comment", "readOnly", "writeOnly")
)
"""Keywords that refuse nothing; what they tell a caller is taken where there is a place for it."""
