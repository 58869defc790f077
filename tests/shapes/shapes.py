"""The shapes of constraints that are common in the schemas of models' requests: one row each."""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A schema, as the members of an object schema that is closed, and requests as JSON that it takes or refuses."""

    name: str
    schema: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


def one(schema: str, *, required: bool = False) -> str:
    """An object with one property, `p`."""
    return f'"properties": {{"p": {schema}}}' + (', "required": ["p"]' if required else "")


def values(*texts: str) -> tuple[str, ...]:
    """Requests that give `p` each of these values."""
    return tuple(f'{{"p": {text}}}' for text in texts)


_ABC = '"properties": {"mode": {"enum": ["fast", "fine"]}, "steps": {"type": "integer", "maximum": 50},' + (
    ' "mask": {"type": "string"}, "prompt": {"type": "string"}}'
)
_FAST = '"if": {"properties": {"mode": {"const": "fast"}}, "required": ["mode"]}'
_KINDS = ", ".join(
    f'{{"type": "object", "properties": {{"kind": {{"const": "{kind}"}}, "{name}": {{"type": "{type_}"}}}},'
    f' "required": ["kind", "{name}"], "additionalProperties": false}}'
    for kind, name, type_ in (("url", "url", "string"), ("size", "width", "integer"))
)

SHAPES: tuple[Shape, ...] = (
    Shape("optional, but not null", one('{"type": "string"}'), ("{}", '{"p": "a"}'), values("null")),
    Shape("nullable, but required", one('{"type": ["string", "null"]}', required=True), values("null", '"a"'), ("{}",)),
    Shape("a boolean is no integer", one('{"type": "integer"}'), values("1", "0"), values("true", "false")),
    Shape("`1.0` is an integer", one('{"type": "integer"}'), values("1", "1.0", "1e2"), values("1.5")),
    Shape("text is no number", one('{"type": "number"}'), values("1", "0.5"), values('"1"', '"0.5"')),
    Shape(
        "exact decimal steps", one('{"type": "number", "multipleOf": 0.1}'), values("0.3", "1.1", "7"), values("0.35")
    ),
    Shape(
        "exclusive bounds",
        one('{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}'),
        values("0.5", "0.001"),
        values("0", "1", "1.0"),
    ),
    Shape(
        "bounds beyond 2^53",
        one('{"type": "integer", "minimum": 0, "maximum": 18446744073709551615}'),
        values("18446744073709551615", "9007199254740993"),
        values("18446744073709551616", "-1"),
    ),
    Shape(
        "length in characters",
        one('{"type": "string", "maxLength": 3}'),
        values('"abc"', '"😀😀😀"'),
        values('"😀😀😀😀"'),
    ),
    Shape(
        "pattern found anywhere",
        one('{"type": "string", "pattern": "b+$"}'),
        values('"b"', '"ab"'),
        values('"ba"', '"b\\n"'),
    ),
    Shape(
        "values of several kinds",
        one('{"enum": ["auto", 1, 2.5, true]}'),
        values('"auto"', "1", "1.0", "2.5", "true"),
        values('"1"', "false", "2", "null"),
    ),
    Shape(
        "listed values or null",
        one('{"enum": ["a", "b", null]}', required=True),
        values('"a"', "null"),
        values('"c"', '""'),
    ),
    Shape("a constant", one('{"const": 1}'), values("1", "1.0"), values("2", "true", '"1"')),
    Shape(
        "items by position",
        one('{"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false}'),
        values("[]", '["a"]', '["a", 1]'),
        values("[1]", '["a", "b"]', '["a", 1, 2]'),
    ),
    Shape(
        "items that all differ",
        one('{"type": "array", "items": {"type": ["number", "object"]}, "uniqueItems": true}'),
        values("[1, 2]", '[{"a": 1}, {"a": 2}]'),
        values("[1, 1.0]", '[{"a": 1}, {"a": 1}]'),
    ),
    Shape(
        "some items of a kind",
        one('{"type": "array", "items": {"type": "string"}, "contains": {"const": "mask"}, "maxContains": 1}'),
        values('["mask"]', '["a", "mask"]'),
        values("[]", '["a"]', '["mask", "mask"]'),
    ),
    Shape(
        "names and number of entries",
        one(
            '{"type": "object", "additionalProperties": {"type": "integer"}, "propertyNames": {"pattern": "^[a-z]+$"},'
            ' "minProperties": 1, "maxProperties": 2}'
        ),
        values('{"a": 1}', '{"a": 1, "b": 2}'),
        values("{}", '{"A": 1}', '{"a": 1, "b": 2, "c": 3}', '{"a": "1"}'),
    ),
    Shape(
        "exactly one alternative",
        one('{"oneOf": [{"type": "integer", "multipleOf": 3}, {"type": "integer", "multipleOf": 5}]}'),
        values("3", "5"),
        values("15", "7", "true"),
    ),
    Shape(
        "alternatives by a tag",
        one(f'{{"oneOf": [{_KINDS}], "discriminator": {{"propertyName": "kind"}}}}'),
        values('{"kind": "url", "url": "a"}', '{"kind": "size", "width": 1}'),
        values('{"kind": "url", "width": 1}', '{"kind": "other"}', '{"kind": "size", "width": true}'),
    ),
    Shape(
        "limits under a condition",
        f'{_ABC}, {_FAST}, "then": {{"properties": {{"steps": {{"maximum": 8}}}}}}',
        ('{"mode": "fast", "steps": 8}', '{"mode": "fine", "steps": 50}', '{"steps": 50}', '{"mode": "fast"}'),
        ('{"mode": "fast", "steps": 9}', '{"mode": "fine", "steps": 51}'),
    ),
    Shape(
        "one parameter needs another",
        f'{_ABC}, "dependentRequired": {{"mask": ["prompt"]}}',
        ('{"mask": "a", "prompt": "b"}', '{"prompt": "b"}', "{}"),
        ('{"mask": "a"}', '{"mask": "a", "mode": "fast"}'),
    ),
    Shape(
        "parameters not together",
        f'{_ABC}, "not": {{"required": ["mask", "prompt"]}}',
        ('{"mask": "a"}', '{"prompt": "b"}', "{}"),
        ('{"mask": "a", "prompt": "b"}',),
    ),
    Shape(
        "at least one of several",
        f'{_ABC}, "anyOf": [{{"required": ["mask"]}}, {{"required": ["prompt"]}}]',
        ('{"mask": "a"}', '{"prompt": "b", "mask": "a"}'),
        ("{}", '{"mode": "fast"}'),
    ),
)
"""A shape that a form of ours gets wrong is a fault of that form; one that it cannot express it must refuse."""


def document(shape: Shape) -> str:
    """The schema of a request, as JSON."""
    return f'{{"title": "Request", "type": "object", "additionalProperties": false, {shape.schema}}}'
