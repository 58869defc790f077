"""The keywords of JSON Schema about objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import FALSE, TRUE, Formula
from modelmint.drift.containment.schema import Keyword, Reader, Schema


def properties(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`properties`, and the `required: true` of draft 3 inside of them."""
    if not isinstance(value, dict):
        return None
    parts = [reader.pool.field(name, reader.read(part)) for name, part in value.items()]
    parts += [reader.pool.atom(ops.REQUIRED, name) for name, part in value.items() if _required_inside(part)]
    return reader.pool.all(parts)


def _required_inside(part: Schema) -> bool:
    return isinstance(part, dict) and part.get("required") is True


def required(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`required`, as a list of names."""
    if not isinstance(value, list):
        return None
    return reader.pool.all(reader.pool.atom(ops.REQUIRED, name) for name in value if isinstance(name, str))


def pattern_properties(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`patternProperties`."""
    if not isinstance(value, dict):
        return None
    pool = reader.pool
    return pool.all(pool.keys(pool.atom(ops.PATTERN, key), reader.read(part)) for key, part in value.items())


def additional_properties(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    """`additionalProperties`: of the keys that are neither named nor matched."""
    return others(reader, names_in(schema), patterns_in(schema), reader.read(value))


def names_in(schema: Mapping[str, Schema]) -> frozenset[str]:
    """The keys that `properties` names."""
    named = schema.get("properties")
    return frozenset(named) if isinstance(named, dict) else frozenset()


def patterns_in(schema: Mapping[str, Schema]) -> frozenset[str]:
    """The expressions of `patternProperties`."""
    matched = schema.get("patternProperties")
    return frozenset(matched) if isinstance(matched, dict) else frozenset()


def others(reader: Reader, names: frozenset[str], patterns: frozenset[str], formula: Formula) -> Formula:
    """The values of all other keys satisfy the formula."""
    pool = reader.pool
    known = [pool.values(sorted(names)), *(pool.atom(ops.PATTERN, pattern) for pattern in sorted(patterns))]
    return pool.keys(-pool.any(known), formula)


def property_names(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    """`propertyNames`: there is no key that the schema does not accept."""
    return reader.pool.keys(-reader.read(value), FALSE)


def dependencies(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`dependencies`, `dependentRequired` and `dependentSchemas`: what a key brings with it."""
    if not isinstance(value, dict):
        return None
    pool = reader.pool
    return pool.all(pool.any((-_has(reader, name), _needed(reader, need))) for name, need in value.items())


def _has(reader: Reader, name: str) -> Formula:
    """The value is an object with the key: unlike `required`, this fails for other kinds."""
    return -reader.pool.field(name, FALSE)


def _needed(reader: Reader, need: Schema) -> Formula:
    names = [need] if isinstance(need, str) else need
    if isinstance(names, list):
        return reader.pool.all(reader.pool.atom(ops.REQUIRED, name) for name in names)
    return reader.read(need) if need is not True else TRUE


KEYWORDS: Final[dict[str, Keyword]] = {
    "properties": properties,
    "required": required,
    "patternProperties": pattern_properties,
    "additionalProperties": additional_properties,
    "propertyNames": property_names,
    "dependencies": dependencies,
    "dependentRequired": dependencies,
    "dependentSchemas": dependencies,
}
