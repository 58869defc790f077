"""What each keyword of JSON Schema becomes, in every spelling, and what is said of one that becomes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from documents import read_as

from modelmint.ir import text
from modelmint.ir.model import Model, Parameter
from modelmint.ir.refusals import all_unread, lifted
from modelmint.ir.rules import OneOf, Present, Requires
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nothing,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import UNSET, Json
from modelmint.normalise import normalise

TEN = Decimal(10)


def model(schema: Json) -> tuple[Model, list[str]]:
    found, findings = read_as(schema, "json-schema")
    return normalise(found), [finding.code for finding in findings]


def parsed(source: str) -> dict[str, Json]:
    value = text.parse(source)
    assert isinstance(value, dict)
    return value


def parameter(source: str, **more: Json) -> tuple[Parameter, list[str]]:
    found, codes = model({"properties": {"p": parsed(source)}, "additionalProperties": False, **more})
    return found.parameters[0], codes


TYPES: list[tuple[str, Type]] = [
    ("{}", Any()),
    ('{"type": "string"}', String()),
    ('{"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a", "format": "uri"}', String(1, 9, "^a", "uri")),
    ('{"type": "integer", "minimum": 1, "maximum": 10}', Integer(Range(Decimal(1), TEN))),
    ('{"type": "number", "exclusiveMinimum": 0}', Number(Range(Decimal(0), None, True))),
    ('{"type": "number", "minimum": 0, "exclusiveMinimum": true}', Number(Range(Decimal(0), None, True))),
    ('{"type": "number", "maximum": 10, "exclusiveMaximum": false}', Number(Range(None, TEN))),
    ('{"type": "number", "maximum": 10, "exclusiveMaximum": 10}', Number(Range(None, TEN, False, True))),
    ('{"type": "number", "minimum": 1, "exclusiveMinimum": 0}', Number(Range(Decimal(1)))),
    ('{"type": "number", "multipleOf": 0.1}', Number(multiple_of=Decimal("0.1"))),
    ('{"type": "integer", "maximum": 18446744073709551615}', Integer(Range(None, Decimal(2**64 - 1)))),
    ('{"type": "boolean"}', Boolean()),
    ('{"type": "null"}', Const(None)),
    ('{"const": 1.5}', Const(Decimal("1.5"))),
    ('{"enum": ["a", 1, null, [2], {"b": 3}]}', Nullable(Enum(("a", 1, [2], {"b": 3})))),
    ('{"enum": ["a"]}', Const("a")),
    ('{"type": "string", "enum": ["a", "b"], "maxLength": 1}', Enum(("a", "b"))),
    ('{"type": ["string", "null"], "maxLength": 3}', Nullable(String(max_length=3))),
    ('{"type": ["integer", "string"]}', UnionOf((Integer(), String()))),
    ('{"type": ["integer", "number"]}', Number()),
    ('{"type": "string", "nullable": true}', Nullable(String())),
    ('{"anyOf": [{"type": "string"}, {"type": "null"}]}', Nullable(String())),
    ('{"oneOf": [{"type": "null"}, {"type": "string"}]}', Nullable(String())),
    (
        '{"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": true}',
        Nullable(UnionOf((String(), Integer()))),
    ),
    (
        '{"anyOf": [{"type": "string", "nullable": true}, {"type": "integer"}]}',
        Nullable(UnionOf((String(), Integer()))),
    ),
    ('{"oneOf": [{"type": "string"}, {"type": "integer"}]}', UnionOf((String(), Integer()), None, True)),
    ('{"type": "string", "anyOf": [{"maxLength": 1}, {"minLength": 5}]}', UnionOf((String(None, 1), String(5)))),
    ('{"allOf": [{"type": "string"}], "maxLength": 2}', String(max_length=2)),
    (
        '{"allOf": [{"type": "number", "minimum": 1}, {"type": "integer", "maximum": 10}]}',
        Integer(Range(Decimal(1), TEN)),
    ),
    ('{"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c", "a"]}]}', Enum(("a", "b"))),
    ('{"type": "number", "allOf": [{"multipleOf": 2}, {"multipleOf": 4}]}', Number(multiple_of=Decimal(4))),
    ('{"$ref": "#/$defs/Size"}', Enum(("s", "l"))),
    ('{"$ref": "#/definitions/a~1b%25"}', Boolean()),
    ('{"$ref": "#sized"}', Integer()),
    ('{"allOf": [{"$ref": "#/$defs/Size"}]}', Enum(("s", "l"))),
    ('{"type": "array"}', Array(Any())),
    ('{"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2}', Array(String(), (), 1, 2)),
    ('{"type": "array", "uniqueItems": true, "items": true}', Array(Any(), unique=True)),
    ('{"type": "array", "contains": {"const": 1}}', Array(Any(), contains=(Contains(Const(1)),))),
    (
        '{"type": "array", "items": {"type": "string"}, "contains": {"maxLength": 1}, "minContains": 2,'
        ' "maxContains": 3}',
        Array(String(), contains=(Contains(String(max_length=1), 2, 3),)),
    ),
    (
        '{"type": "array", "contains": {"const": 1}, "allOf": [{"contains": {"const": 2}, "maxContains": 1}]}',
        Array(Any(), contains=(Contains(Const(1)), Contains(Const(2), 1, 1))),
    ),
    ('{"type": "array", "contains": {"const": 1}, "minContains": 0}', Array(Any())),
    ('{"type": "array", "minContains": 2, "maxContains": 3}', Array(Any())),
    (
        '{"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false}',
        Array(None, (String(), Integer())),
    ),
    (
        '{"type": "array", "items": [{"type": "string"}], "additionalItems": {"type": "null"}}',
        Array(Const(None), (String(),)),
    ),
    ('{"type": "array", "items": [{"type": "string"}], "additionalItems": false}', Array(None, (String(),))),
    ('{"type": "object"}', Map(Any())),
    ('{"type": "object", "additionalProperties": {"type": "integer"}}', Map(Integer())),
    ('{"type": "object", "additionalProperties": false}', Record("p", ())),
    ('{"type": "object", "additionalProperties": {"not": {}}}', Record("p", ())),
    ('{"type": "object", "unevaluatedProperties": false}', Record("p", ())),
    ('{"type": "object", "allOf": [{"type": "object"}], "unevaluatedProperties": {"type": "integer"}}', Map(Integer())),
    (
        '{"type": "object", "patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": false}',
        Map(Integer(), String(pattern="^x")),
    ),
    (
        '{"type": "object", "propertyNames": {"type": "string", "maxLength": 2}, "maxProperties": 3}',
        Map(Any(), String(max_length=2), None, 3),
    ),
]

DEFINITIONS: dict[str, Json] = {
    "$defs": {"Size": {"type": "string", "enum": ["s", "l"]}, "n": {"$anchor": "sized", "type": "integer"}},
    "definitions": {"a/b%": {"type": "boolean"}},
}


@pytest.mark.parametrize(("source", "type_"), TYPES, ids=[source for source, _ in TYPES])
def test_a_schema_becomes_the_type_that_it_means(source: str, type_: Type) -> None:
    found, codes = parameter(source, **DEFINITIONS)
    assert found.type == type_
    assert codes == []


def test_a_schema_without_a_type_allows_the_other_kinds() -> None:
    found, codes = parameter('{"minimum": 1}')
    assert codes == []
    assert found.type == Nullable(UnionOf((Boolean(), Number(Range(Decimal(1))), String(), Array(Any()), Map(Any()))))


def test_an_object_with_named_fields_is_a_record_in_order() -> None:
    found, codes = parameter(
        '{"title": "Size", "type": "object", "description": "How large.", "required": ["w", "other"],'
        ' "properties": {"h": {"type": "integer", "default": 5, "description": "High"}, "w": {"type": "integer"}}}'
    )
    assert codes == []
    record = found.type
    assert isinstance(record, Record)
    assert (record.name, record.doc, record.additional) == ("Size", "How large.", Any())
    assert [(f.name, f.type, f.required, f.default, f.doc) for f in record.fields] == [
        ("h", Integer(), False, 5, "High"),
        ("w", Integer(), True, UNSET, ""),
        ("other", Any(), True, UNSET, ""),
    ]


def test_fields_of_two_parts_are_joined() -> None:
    found, codes = parameter(
        '{"type": "object", "properties": {"a": {"type": "number", "minimum": 1}}, "allOf": [{"properties":'
        ' {"a": {"maximum": 10}, "b": {"type": "string"}}, "required": ["b"], "additionalProperties": false}]}'
    )
    assert codes == []
    assert isinstance(found.type, Record)
    assert [(f.name, f.type, f.required) for f in found.type.fields] == [
        ("a", Number(Range(Decimal(1), TEN)), False),
        ("b", String(), True),
    ]
    assert found.type.additional is None


def test_what_a_part_says_of_all_other_fields_holds_for_those_of_another() -> None:
    found, codes = parameter(
        '{"type": "object", "properties": {"a": {"type": "integer"}},'
        ' "allOf": [{"additionalProperties": {"type": "number", "minimum": 1}}]}'
    )
    assert codes == []
    assert isinstance(found.type, Record)
    assert found.type.fields[0].type == Integer(Range(Decimal(1)))


def test_a_union_of_records_keeps_its_discriminator() -> None:
    found, codes = parameter(
        '{"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],'
        ' "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/$defs/Cat"}}}',
        **{
            "$defs": {
                name: {"type": "object", "properties": {"kind": {"const": name.lower()}}, "required": ["kind"]}
                for name in ("Cat", "Dog")
            }
        },
    )
    assert codes == []
    assert isinstance(found.type, UnionOf)
    assert (found.type.discriminator, found.type.exclusive) == ("kind", True)
    assert [member.name for member in found.type.members if isinstance(member, Record)] == ["Cat", "Dog"]


LOST: list[tuple[str, str, Type]] = [
    ('{"type": "string", "not": {"const": "a"}}', "constraint-not-read", String()),
    ('{"type": "integer", "if": {"minimum": 5}, "then": {"multipleOf": 5}}', "constraint-not-read", Integer()),
    ('{"type": "string", "allOf": [{"pattern": "a"}, {"pattern": "b"}]}', "constraint-not-read", String(pattern="a")),
    (
        '{"type": "number", "allOf": [{"multipleOf": 2}, {"multipleOf": 3}]}',
        "constraint-not-read",
        Number(multiple_of=Decimal(2)),
    ),
    ('{"type": "object", "dependentRequired": {"a": ["b"]}}', "constraint-not-read", Map(Any())),
    ('{"type": "object", "patternProperties": {"^x": {"type": "null"}}}', "constraint-not-read", Map(Any())),
    (
        '{"type": "array", "contains": {"type": "string", "not": {"const": "a"}}, "maxContains": 2}',
        "constraint-not-read",
        Array(Any(), contains=(Contains(String()),)),
    ),
    ('{"type": "string", "pattern": "(a)\\\\1"}', "constraint-not-read", String(pattern=r"(a)\1")),
    ('{"type": "object", "allOf": [{"unevaluatedProperties": false}]}', "constraint-not-read", Map(Any())),
    (
        '{"type": "object", "anyOf": [{"minProperties": 1}], "unevaluatedProperties": false}',
        "constraint-not-read",
        Map(Any(), None, 1),
    ),
    ('{"$ref": "#/nowhere"}', "reference-not-found", Any()),
    ('{"$ref": "https://example.com/schema.json"}', "reference-not-found", Any()),
    ('{"type": "array", "items": {"$ref": "#/properties/p"}}', "recursive-schema", Array(Array(Any()))),
    ('{"type": "string", "enum": [1]}', "never-valid", Nothing()),
    ("false", "never-valid", Nothing()),
    ('{"enum": ["a", "b"], "anyOf": [{"type": "string"}, {"type": "null"}]}', "never-valid", Enum(("a", "b"))),
    ('{"type": "tensor"}', "unknown-type", Any()),
    ('{"type": "integer", "min": 5}', "unknown-key", Integer()),
    ('{"type": "string", "minimum": 5}', "unknown-key", String()),
    ('{"type": "string", "maxLength": "5"}', "number-as-text", String(max_length=5)),
    ('{"type": "string", "maxLength": -5}', "wrong-kind", String()),
    ('{"enum": "a"}', "wrong-kind", Any()),
]


@pytest.mark.parametrize(("source", "code", "type_"), LOST, ids=[source for source, _, _ in LOST])
def test_what_is_not_held_is_a_finding_and_the_rest_still_reads(source: str, code: str, type_: Type) -> None:
    schema: dict[str, Json] = {"properties": {"p": text.parse(source), "q": {"type": "boolean"}}}
    found, codes = model(schema)
    assert code in codes
    assert [lifted(p.type) for p in found.parameters] == [type_, Boolean()]
    refused = code not in {"never-valid", "unknown-key", "number-as-text"}
    assert any(all_unread(found.parameters[0].type)) == refused
    assert found.rules == ()


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("str", String()),
        ("Integer", Integer()),
        ("float", Number()),
        ("bool", Boolean()),
        ("dict", Map(Any())),
        ("any", Any()),
    ],
)
def test_a_word_that_means_a_type_beyond_doubt_is_read(word: str, type_: Type) -> None:
    found, codes = parameter(f'{{"type": "{word}"}}')
    assert codes == []
    assert found.type == type_


@pytest.mark.parametrize(
    ("source", "default", "codes"),
    [
        ('{"type": "integer", "default": 0}', 0, []),
        ('{"type": "string", "default": ""}', "", []),
        ('{"type": ["string", "null"], "default": null}', None, []),
        ('{"type": "string", "default": null}', UNSET, ["default-not-of-type"]),
        ('{"type": "integer", "default": "1024"}', 1024, ["default-not-of-type"]),
        ('{"type": "boolean", "default": "false"}', False, ["default-not-of-type"]),
        ('{"type": ["integer", "null"], "default": "null"}', None, ["default-not-of-type"]),
        ('{"type": ["integer", "null"], "default": "many"}', UNSET, ["default-not-of-type"]),
        ('{"type": "integer", "maximum": 5, "default": 9}', 9, []),
        ('{"type": "array", "default": []}', [], []),
    ],
)
def test_a_default_is_of_its_types_kind_or_none(source: str, default: object, codes: list[str]) -> None:
    found, said = parameter(source)
    assert found.default == default
    assert said == codes


def test_what_is_told_beside_a_type_is_kept() -> None:
    found, codes = parameter(
        '{"type": "string", "description": "d", "deprecated": true, "examples": ["a"], "example": "b"}'
    )
    assert codes == []
    assert (found.doc, found.deprecated, found.examples) == ("d", True, ("a", "b"))


def test_dependent_parameters_are_rules() -> None:
    found, codes = model(
        {
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}},
            "dependentRequired": {"a": ["b", "c"]},
            "dependencies": {"b": ["c"], "c": {"required": ["a"]}},
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
        }
    )
    assert codes == []
    first, second, third, fourth = found.rules
    assert isinstance(first, Requires)
    assert (first.when, first.parameters, first.level) == ((Present("a"),), ("b", "c"), "error")
    assert isinstance(second, Requires)
    assert second.parameters == ("c",)
    assert isinstance(third, OneOf)
    assert (third.parameters, third.least, third.most) == (("a", "b"), 1, 2)
    assert isinstance(fourth, Requires)
    assert (fourth.when, fourth.parameters) == ((Present("c"),), ("a",))


def test_a_request_is_open_unless_its_schema_closes_it() -> None:
    assert model({"properties": {}})[0].additional == Any()
    assert model({"properties": {}, "additionalProperties": False})[0].additional is None
    assert model({"properties": {}, "unevaluatedProperties": False})[0].additional is None
    assert model({"properties": {}, "allOf": [{"unevaluatedProperties": False}]})[1] == ["constraint-not-read"]
    assert model({"additionalProperties": {"type": "null"}})[0].additional == Const(None)


def test_alternatives_that_are_not_held_leave_the_request_open() -> None:
    found, codes = model(
        {"additionalProperties": False, "oneOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]}
    )
    assert codes == ["constraint-not-read"]
    assert found.additional == Any()


def test_a_request_and_its_answer_come_together() -> None:
    found, codes = model(
        {
            "input": {"title": "In", "properties": {"a": {"$ref": "#/$defs/A"}}, "$defs": {"A": {"type": "boolean"}}},
            "output": {"type": "array", "items": {"type": "string"}},
        }
    )
    assert codes == []
    assert (found.name, found.parameters[0].type, found.output) == ("In", Boolean(), Array(String()))


@pytest.mark.parametrize("document", [None, [], "text", 5])
def test_what_is_no_schema_is_unreadable(document: Json) -> None:
    found, codes = model(document)
    assert codes == ["not-a-model"]
    assert found.unreadable


def test_exactly_one_of_several_is_refused_where_one_of_them_is_not_understood_that_may_take_the_same() -> None:
    either = '{"oneOf": [{"type": "integer", "not": {"const": 1}}, {"type": "number", "multipleOf": 0.5}]}'
    found, codes = parameter(either)
    assert codes == ["constraint-not-read"]
    assert isinstance(found.type, Nothing)
    assert lifted(found.type) == UnionOf((Integer(), Number(multiple_of=Decimal("0.5"))))
    apart, _ = parameter(either.replace("number", "string"))
    assert isinstance(apart.type, UnionOf)
    assert (apart.type.exclusive, apart.type.members[1]) == (True, String())


def test_definitions_that_double_at_each_step_are_bounded() -> None:
    pair = [{"type": "array", "items": {"$ref": "#/$defs/{}"}}, {"type": "array", "items": {"$ref": "#/$defs/{}"}}]
    steps = {str(n): parsed(text.spell({"anyOf": pair}).replace("{}", str(n + 1))) for n in range(40)}  # type: ignore[dict-item]
    _, codes = model({"properties": {"p": {"$ref": "#/$defs/0"}}, "$defs": {**steps, "40": {}}})
    assert codes.count("schema-too-large") == 1


def test_a_long_chain_of_references_is_bounded() -> None:
    chain: dict[str, Json] = {str(n): {"$ref": f"#/$defs/{n + 1}"} for n in range(3000)}
    _, codes = model({"properties": {"p": {"$ref": "#/$defs/0"}}, "$defs": {**chain, "3000": {}}})
    assert codes == ["recursive-schema"]


def test_alternatives_that_multiply_are_bounded() -> None:
    either: Json = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
    _, codes = model({"properties": {"p": {"allOf": [either] * 30}}})
    assert codes == ["constraint-not-read"] * 21
