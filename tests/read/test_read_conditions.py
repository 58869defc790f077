"""Conditions in the schema of a request: rules that say just what another validator says, or a finding."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import jsonschema
import pytest
from documents import read_as

from modelmint.ir import text
from modelmint.ir.model import Model
from modelmint.ir.rules import Absent, Forbids, Is, Limits, OneOf, Present, Requires
from modelmint.ir.types import Integer, Range
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.validate import validate

PROPERTIES = """{
  "mode": {"enum": ["fast", "fine", "own"]},
  "level": {"enum": [1, 2], "default": 1},
  "flag": {"type": "boolean"},
  "steps": {"type": "integer", "minimum": 1},
  "mask": {"type": ["string", "null"]}
}"""
VALUES: dict[str, list[Any]] = {
    "mode": ["fast", "own"], "level": [1, 2], "flag": [True, False], "steps": [1, 20], "mask": ["a", None],
}  # fmt: skip
FAST = '"if": {"properties": {"mode": {"const": "fast"}}, "required": ["mode"]}'
HELD = [
    f'{FAST}, "then": {{"properties": {{"steps": {{"maximum": 8}}}}}}',
    f'{FAST}, "then": {{"required": ["mask"]}}, "else": {{"properties": {{"mask": false}}}}',
    f'{FAST}, "then": {{"anyOf": [{{"required": ["mask"]}}, {{"required": ["flag"]}}]}}',
    f'{FAST}, "then": {{"oneOf": [{{"required": ["mask"]}}, {{"required": ["flag"]}}]}}',
    f'{FAST}, "then": {{"not": {{"required": ["mask", "flag"]}}}}',
    f'{FAST}, "then": {{"not": {{"anyOf": [{{"required": ["mask"]}}, {{"required": ["flag"]}}]}}}}',
    f'{FAST}, "then": {{"properties": {{"steps": {{"maximum": 0}}}}}}',
    f'{FAST}, "then": {{"properties": {{"steps": {{}}, "mask": {{"type": "string"}}}}}}',
    f'{FAST}, "then": {{"$ref": "#/$defs/masked"}}',
    '"if": {"properties": {"mode": {"enum": ["fast", "own"]}}}, "then": {"required": ["mask"]}',
    '"if": {"properties": {"level": {"const": 1}}}, "then": {"required": ["mask"]}, "else": {"required": ["flag"]}',
    '"if": {"properties": {"level": {"const": 2}}}, "then": {"required": ["mask"]}, "else": {"required": ["flag"]}',
    '"if": {"properties": {"level": {"const": 1}}, "required": ["level"]}, "then": {"required": ["mask"]},'
    ' "else": {"required": ["flag"]}',
    '"if": {"properties": {"level": {"const": 2}}, "required": ["level"]}, "then": {"required": ["mask"]},'
    ' "else": {"required": ["flag"]}',
    '"if": {"properties": {"flag": {"const": true}, "mode": {"const": "own"}}}, "then": {"required": ["mask"]}',
    '"if": {"required": ["mask"]}, "then": {"required": ["mode"]}, "else": {"required": ["flag"]}',
    '"if": {"not": {"required": ["mask"]}}, "then": {"required": ["mode"]}, "else": {"required": ["flag"]}',
    '"if": {"allOf": [{"required": ["mask"]}, {"properties": {"flag": {"const": false}}}]}, "then": {"required":'
    ' ["mode"]}',
    '"if": {"properties": {"mask": {"const": null}}, "required": ["mask"]}, "then": {"required": ["mode"]}',
    '"if": {"type": "object"}, "then": {"required": ["mode"]}',
    f'"allOf": [{{{FAST}, "then": {{"required": ["mask"]}}}}, {{"if": {{"required": ["flag"]}}, "then": {{"required":'
    ' ["steps"]}}]',
    '"dependentSchemas": {"mask": {"required": ["mode"], "properties": {"steps": {"minimum": 5}}}}',
    '"dependencies": {"mask": {"required": ["mode"]}, "flag": ["steps"]}',
    '"not": {"required": ["mask", "flag"]}',
    '"not": {"required": ["mask"]}',
    '"not": {"anyOf": [{"required": ["mask"]}, {"required": ["flag"]}]}',
]
LOST = [
    '"if": {"properties": {"steps": {"minimum": 5}}}, "then": {"required": ["mask"]}',
    '"if": {"minProperties": 2}, "then": {"required": ["mask"]}',
    '"if": {"properties": {"mask": {"const": "a", "not": {"const": "b"}}}}, "then": {"required": ["mode"]}',
    f'{FAST}, "then": {{"minProperties": 3}}',
    f'{FAST}, "then": {{"required": ["other"]}}',
    f'{FAST}, "then": false',
    '"if": {"properties": {"mask": {"const": "a"}}}, "then": {"required": ["mode"]}, "else": {"required": ["flag"]}',
    '"dependentSchemas": {"other": {"required": ["mask"]}}',
    '"not": {"properties": {"mode": {"const": "own"}}}',
]


def schema(more: str) -> dict[str, Json]:
    known = '"additionalProperties": false, "$defs": {"masked": {"required": ["mask"]}}'
    found = text.parse(f'{{"type": "object", "properties": {PROPERTIES}, {known}, {more}}}')
    assert isinstance(found, dict)
    return found


def model(more: str) -> tuple[Model, list[str]]:
    found, findings = read_as(schema(more), "json-schema")
    return normalise(found), [finding.code for finding in findings]


def requests() -> list[dict[str, Any]]:
    """Every way to give or leave out each parameter."""
    choices = [[(name, value) for value in values] + [None] for name, values in VALUES.items()]
    return [dict(pair for pair in chosen if pair is not None) for chosen in product(*choices)]


@pytest.mark.parametrize("more", HELD)
def test_a_condition_is_held_as_another_validator_reads_it(more: str) -> None:
    found, codes = model(more)
    assert codes == []
    oracle = (jsonschema.Draft7Validator if "dependencies" in more else jsonschema.Draft202012Validator)(schema(more))
    answers = [(validate(found, request) == [], oracle.is_valid(request)) for request in requests()]
    assert {ours for ours, _ in answers} == {True, False}
    assert [request for request, (ours, theirs) in zip(requests(), answers, strict=True) if ours != theirs] == []


@pytest.mark.parametrize("more", LOST)
def test_nothing_is_accepted_for_a_condition_that_no_rule_can_hold(more: str) -> None:
    found, codes = model(more)
    assert "constraint-not-read" in codes
    oracle = jsonschema.Draft202012Validator(schema(more))
    assert [one for one in requests() if not validate(found, one) and not oracle.is_valid(one)] == []


def test_a_condition_becomes_the_plainest_rule_that_says_it() -> None:
    def rules(more: str) -> list[object]:
        return [(type(rule), rule.when) for rule in model(more)[0].rules]

    fast = (Is("mode", ("fast",)),)
    assert rules(HELD[0]) == [(Limits, fast)]
    (limit,) = model(HELD[0])[0].rules
    assert isinstance(limit, Limits)
    assert limit.type == Integer(Range(Decimal(1), Decimal(8)))
    assert rules(HELD[1]) == [(Requires, fast), (Forbids, (Is("mode", ("fine", "own")),)), (Forbids, (Absent("mode"),))]
    assert rules('"not": {"required": ["mask", "flag"]}') == [(OneOf, ())]
    assert rules('"dependentSchemas": {"mask": {"required": ["mode"]}}') == [(Requires, (Present("mask"),))]
