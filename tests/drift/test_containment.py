"""Containment is proved or refuted: the refutation is checked by another validator, the proof by trying to break it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema
from jsonschema import Draft7Validator, Draft202012Validator

from drift.schemas import SCHEMAS, WORLD, pairs
from modelmint.drift.containment.contain import escape
from modelmint.drift.containment.pool import Pool
from modelmint.drift.containment.read_schema import read_schema
from modelmint.drift.containment.value import Found, Nothing, plain

SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def find_escape(narrow: Any, wide: Any) -> Found:
    """A value that the first schema accepts and the second refuses; `EMPTY` proves that there is none."""
    pool = Pool()
    try:
        return escape(pool, read_schema(pool, narrow, "narrow"), read_schema(pool, wide, "wide"))
    except RecursionError:
        return Nothing.UNKNOWN


def as_json(value: Found) -> Any:
    """A found value as other validators take it."""
    assert not isinstance(value, Nothing)
    return json.loads(json.dumps(plain(value), default=float))


@SLOW
@given(pairs())
def test_an_answer_holds_for_another_validator(pair: tuple[Any, Any]) -> None:
    narrow, wide = (Draft202012Validator(schema) for schema in pair)
    found = find_escape(*pair)
    assume(found is not Nothing.UNKNOWN)
    if found is Nothing.EMPTY:
        assert not [value for value in WORLD if narrow.is_valid(value) and not wide.is_valid(value)]
    else:
        value = as_json(found)
        assert narrow.is_valid(value)
        assert not wide.is_valid(value)


@SLOW
@given(SCHEMAS)
def test_a_schema_contains_itself_and_its_parts(schema: Any) -> None:
    assert find_escape(schema, schema) is Nothing.EMPTY
    assert find_escape({"allOf": [schema, {"type": "object"}]}, schema) is Nothing.EMPTY
    assert find_escape(schema, {"anyOf": [{"type": "object"}, schema]}) is Nothing.EMPTY
    assert find_escape(schema, {"not": {"not": schema}}) is Nothing.EMPTY


@SLOW
@given(SCHEMAS, SCHEMAS)
def test_two_schemas_are_told_from_their_exclusive_alternative(one: Any, two: Any) -> None:
    both, either = {"allOf": [one, two]}, {"oneOf": [one, two]}
    assert find_escape({"allOf": [both, either]}, False) is Nothing.EMPTY


@SLOW
@given(SCHEMAS, SCHEMAS, SCHEMAS)
def test_one_question_asked_in_four_ways_has_one_answer(narrow: Any, other: Any, wide: Any) -> None:
    """What both of two schemas accept and a third refuses: the search takes another way for each wording."""
    wordings = [
        ({"allOf": [narrow, other]}, wide),
        (narrow, {"anyOf": [wide, {"not": other}]}),
        ({"not": wide}, {"not": {"allOf": [other, narrow]}}),
        ({"allOf": [other, {"not": wide}, narrow]}, False),
    ]
    found = [find_escape(*wording) for wording in wordings]
    known = {answer is Nothing.EMPTY for answer in found if answer is not Nothing.UNKNOWN}
    assert len(known) < 2, found


# The sampler's objects need an older hypothesis than ours.
FORMS: list[dict[str, Any]] = [
    {"type": "integer", "minimum": 0, "maximum": 20, "multipleOf": 3},
    {"type": "string", "pattern": "^[a-c]{2,4}$"},
    {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 1, "maxItems": 3, "uniqueItems": True},
    {"anyOf": [{"enum": ["x", "y"]}, {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "maxItems": 3}]},
    {"type": ["string", "null"], "minLength": 1, "maxLength": 5},
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(FORMS), SCHEMAS)
def test_no_sampled_value_escapes_what_is_proved(data: st.DataObject, narrow: dict[str, Any], wide: Any) -> None:
    assume(find_escape(narrow, wide) is Nothing.EMPTY)
    assert Draft202012Validator(wide).is_valid(data.draw(from_schema(narrow)))


SAME: list[tuple[Any, Any]] = [
    ({"const": 1}, {"enum": [1.0]}),
    ({"type": "integer", "exclusiveMinimum": 0}, {"type": "integer", "minimum": 1}),
    ({"type": "integer", "minimum": 1, "maximum": 3}, {"enum": [1, 2, 3]}),
    ({"type": "boolean"}, {"enum": [True, False]}),
    ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
    ({"type": ["string", "null"]}, {"type": "string", "nullable": True}),
    ({"items": [{"type": "string"}], "additionalItems": False}, {"prefixItems": [{"type": "string"}], "items": False}),
    ({"dependencies": {"a": ["b"]}}, {"dependentRequired": {"a": ["b"]}}),
    ({"multipleOf": 0.3}, {"allOf": [{"multipleOf": 0.1}, {"multipleOf": 0.3}]}),
    ({"pattern": "^(a|b)*$"}, {"pattern": "^[ab]*$"}),
    ({"if": {"type": "string"}, "then": {"maxLength": 2}}, {"maxLength": 2}),
    ({"properties": {"a": False}}, {"not": {"required": ["a"], "type": "object"}}),
    ({"type": "array", "maxItems": 0}, {"const": []}),
    ({"type": "string", "maxLength": 0}, {"const": ""}),
    ({"extends": {"type": "string"}}, {"type": "string"}),
    ({"type": "object", "maxProperties": 0}, {"const": {}}),
    ({"contains": True}, {"anyOf": [{"not": {"type": "array"}}, {"minItems": 1}]}),
    ({"$ref": "#/definitions/a", "definitions": {"a": {"type": "null"}}}, {"const": None}),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=str)
def test_two_spellings_of_one_set_contain_each_other(one: Any, other: Any) -> None:
    assert find_escape(one, other) is Nothing.EMPTY
    assert find_escape(other, one) is Nothing.EMPTY


ESCAPES: list[tuple[Any, Any, Any]] = [
    ({"type": "number"}, {"type": "integer"}, 0.5),
    ({"type": "integer", "multipleOf": 8}, {"multipleOf": 16}, 8),
    ({"pattern": "^a+$"}, {"pattern": "^(aa)+$"}, "a"),
    ({"uniqueItems": True, "items": {"enum": [1, 2]}, "type": "array"}, {"maxItems": 1}, [2, 1]),
    ({"type": "array", "minItems": 120, "items": {"const": 0}}, {"maxItems": 119}, [0] * 120),
    ({"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "null"}}}, {"a": "a"}),
    ({"enum": [1, "a", [2]]}, {"enum": [[2], "a"]}, 1),
    ({"type": "integer", "minimum": 2**53}, {"maximum": 2**53}, 2**53 + 1),
    # One key must meet both demands, since there is no room for another.
    (
        {"type": "object", "minProperties": 1, "maxProperties": 1, "not": {"propertyNames": {"enum": ["a"]}}},
        {"patternProperties": {"^(?!b)": {"type": "string"}}},
        {"": 0},
    ),
    # The key that the second demand needs must be left to it by the first.
    (
        {"propertyNames": {"pattern": "^[ab]$"}, "not": {"patternProperties": {"^[ab]$": {"const": 1}}}},
        {"patternProperties": {"^a$": {"not": {"const": 1}}}},
        {"b": "a", "a": 1},
    ),
]


@pytest.mark.parametrize(("narrow", "wide", "value"), ESCAPES, ids=str)
def test_what_escapes_is_small_and_exact(narrow: Any, wide: Any, value: Any) -> None:
    assert as_json(find_escape(narrow, wide)) == value


def test_recursive_schemas_are_compared_to_any_depth() -> None:
    def tree(leaf: str) -> dict[str, Any]:
        node = {"properties": {"v": {"type": leaf}, "kids": {"items": {"$ref": "#/$defs/n"}}}, "required": ["v"]}
        return {"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", **node}}}

    assert find_escape(tree("integer"), tree("number")) is Nothing.EMPTY
    assert as_json(find_escape(tree("number"), tree("integer"))) == {"v": 0.5}


def test_a_schema_that_never_ends_has_no_value() -> None:
    endless = {"type": "object", "properties": {"n": {"$ref": "#"}}, "required": ["n"]}
    assert find_escape(endless, False) is Nothing.EMPTY
    assert find_escape({"$ref": "#"}, {"type": "string"}) is not Nothing.EMPTY


def test_references_to_nowhere_equal_only_themselves() -> None:
    assert find_escape({"$ref": "other.json#/a"}, {"$ref": "other.json#/a"}) is Nothing.EMPTY
    assert find_escape({"$ref": "other.json#/a"}, {"$ref": "other.json#/b"}) is Nothing.UNKNOWN


SUITE = Path(__file__).parents[1] / "json-schema-test-suite"
META = "http://json-schema.org/", "https://json-schema.org/"


@pytest.mark.parametrize("file", sorted(SUITE.glob("draft*/*.json")), ids=lambda file: str(file.relative_to(SUITE)))
def test_a_value_of_the_official_suite_escapes_just_where_it_is_not_valid(file: Path) -> None:
    draft = {"draft4": "http://json-schema.org/draft-04/schema#", "draft7": "http://json-schema.org/draft-07/schema#"}
    for group in json.loads(file.read_text(encoding="utf-8")):
        schema = group["schema"]
        if isinstance(schema, dict):
            schema = {"$schema": draft.get(file.parent.name, ""), **schema}
        for test in group["tests"]:
            found = find_escape({"enum": [test["data"]]}, schema)
            if isinstance(schema, dict) and str(schema.get("$ref")).startswith(META):
                assert found is Nothing.UNKNOWN  # the document is not ours to read
            else:
                assert (found is Nothing.EMPTY) == test["valid"], (group["description"], test["description"])


def test_what_a_reference_means_may_depend_on_the_way_to_it() -> None:
    def tree(item: dict[str, Any]) -> dict[str, Any]:
        node = {"$id": "tree", "$dynamicAnchor": "node", "properties": {"kids": {"items": {"$dynamicRef": "#node"}}}}
        strict = {"$id": "https://example.com/strict", "$dynamicAnchor": "node", "$ref": "tree", **item}
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **strict, "$defs": {"tree": node}}

    loose, closed = tree({}), tree({"unevaluatedProperties": False})
    assert find_escape(closed, loose) is Nothing.EMPTY
    value = as_json(find_escape({**loose, "required": ["kids"], "properties": {"kids": {"minItems": 1}}}, closed))
    assert Draft202012Validator(loose).is_valid(value)
    assert not Draft202012Validator(closed).is_valid(value)
    below = {"kids": [{"other": 1}]}
    assert find_escape({"const": below}, loose) is Nothing.EMPTY
    assert find_escape({"const": below}, closed) == below


def test_two_conditions_that_are_too_much_are_not_held_to_be_one() -> None:
    def crowded(type_: str) -> dict[str, Any]:
        choices = [{"if": {"required": [f"k{n}"]}, "then": {"properties": {f"x{n}": True}}} for n in range(12)]
        return {"type": "object", "allOf": choices, "unevaluatedProperties": {"type": type_}}

    assert find_escape(crowded("string"), crowded("string")) is Nothing.EMPTY
    assert find_escape(crowded("string"), crowded("number")) is not Nothing.EMPTY


def test_siblings_of_a_reference_count_since_2019() -> None:
    here = {"definitions": {"a": True}, "$ref": "#/definitions/a", "type": "string"}
    assert find_escape(here, {"type": "string"}) is Nothing.EMPTY
    draft7 = {**here, "$schema": "http://json-schema.org/draft-07/schema#"}
    assert Draft7Validator(draft7).is_valid(as_json(find_escape(draft7, {"type": "string"})))


def test_deep_and_large_schemas_end_in_an_answer() -> None:
    deep: Any = {}
    for _ in range(400):
        deep = {"properties": {"a": deep}, "required": ["a"]}
    assert find_escape(deep, {"type": "string"}) is not Nothing.EMPTY
    choices = {"oneOf": [{"properties": {"k": {"const": n}}, "required": ["k"]} for n in range(40)]}
    assert find_escape({"type": "object", **choices}, choices) is Nothing.EMPTY
    many = {"allOf": [{"anyOf": [{"required": [f"a{n}"]}, {"required": [f"b{n}"]}]} for n in range(18)]}
    assert find_escape({"type": "object", "maxProperties": 10, **many}, False) in (Nothing.EMPTY, Nothing.UNKNOWN)
