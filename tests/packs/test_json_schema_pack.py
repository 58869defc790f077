"""The JSON Schema pack: valid against its metaschema, and as strict as the reference validator."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from modelmint.ir.model import Model
from modelmint.ir.rules import Absent, Forbids, Is, Limits, OneOf, Present, Requires, Rule
from modelmint.ir.types import Boolean, Enum, Integer, Number, Range, Record, String
from modelmint.ir.value import Json
from modelmint.render.literal import json_text
from modelmint.validate import validate
from nouns import HERE, WHY, model, parameter
from packed import real_models, rendered, views
from strategies import models


def schema(one: Model) -> dict[str, Any]:
    (text,) = (text for path, text in rendered("json-schema", [one]).items() if path.endswith(".schema.json"))
    loaded: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return loaded


def accepts(one: Model, request: dict[str, Json]) -> bool:
    return bool(Draft202012Validator(schema(one)).is_valid(request))


@given(models())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_schema_is_valid_against_the_metaschema(one: Model) -> None:
    Draft202012Validator.check_schema(schema(one))


@given(models())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_names_texts_and_values_come_out_as_they_went_in(one: Model) -> None:
    made = schema(one)
    assert list(made["properties"]) == [_read(each.name) for each in one.parameters]
    assert made["title"] == _read(one.name or one.id)
    texts = [made["properties"][_read(each.name)].get("description", "") for each in one.parameters]
    assert texts == [_read(each.doc) for each in one.parameters]


def _read(text: str) -> str:
    """Text as any JSON reader gives it back: two halves of a pair that meet are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@given(models(), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_schema_accepts_the_examples_that_are_shown(one: Model, data: st.DataObject) -> None:
    (view,) = views("json-schema", [one])
    assume(view.examples)
    example = data.draw(st.sampled_from(view.examples))
    # Multiples depend on the reader: this one cannot divide large decimals.
    assume("multipleOf" not in json.dumps(schema(one), default=str))
    assert accepts(one, json.loads(json_text(example.request), parse_float=Decimal))


A, B = parameter("a", String()), parameter("b", Enum(("x", "y")), default="x")
RULES: list[tuple[Rule, list[dict[str, Json]], list[dict[str, Json]]]] = [
    (Requires((Is("b", ("x",)),), ("a",), "error", WHY, HERE), [{"a": ""}, {"b": "y"}], [{}, {"b": "x"}]),
    (Requires((Is("b", ("y",)),), ("a",), "error", WHY, HERE), [{}, {"b": "x"}, {"a": "", "b": "y"}], [{"b": "y"}]),
    (Requires((), ("a",), "error", WHY, HERE), [{"a": ""}], [{}]),
    (Requires((Is("b", ("y",)),), ("a",), "advice", WHY, HERE), [{"b": "y"}], []),
    (Forbids((Present("b"),), ("a",), "error", WHY, HERE), [{"a": ""}, {"b": "x"}], [{"a": "", "b": "x"}]),
    (Forbids((Absent("b"),), ("a",), "error", WHY, HERE), [{}, {"a": "", "b": "x"}], [{"a": ""}]),
    (OneOf((), ("a", "b"), "error", WHY, HERE), [{"a": ""}, {"b": "x"}], [{}, {"a": "", "b": "x"}]),
    (OneOf((), ("a", "b"), "error", WHY, HERE, 0, 1), [{}, {"a": ""}], [{"a": "", "b": "x"}]),
    (OneOf((), ("a", "b"), "error", WHY, HERE, 1, 2), [{"a": ""}, {"a": "", "b": "x"}], [{}]),
    (Limits((Is("b", ("y",)),), "a", String(max_length=1), "error", WHY, HERE), [{"a": "aa"}], [{"a": "aa", "b": "y"}]),
]


@pytest.mark.parametrize(("rule", "good", "bad"), RULES, ids=lambda value: getattr(value, "kind", ""))
def test_a_rule_refuses_what_the_reference_validator_refuses(
    rule: Rule, good: list[dict[str, Json]], bad: list[dict[str, Json]]
) -> None:
    one = model(A, B, rules=(rule,))
    for request in good + bad:
        assert accepts(one, request) == (not validate(one, request)) == (request in good), request


def test_types_refuse_what_the_reference_validator_refuses() -> None:
    record = Record("point", (parameter("x", Integer(Range(Decimal(0), Decimal(9))), required=True),))
    one = model(
        parameter("open", Enum(("x", 1), open=True)),
        parameter("half", Number(Range(Decimal(0), Decimal(1), exclusive_minimum=True))),
        parameter("point", record),
        parameter("flag", Boolean()),
    )
    cases: list[dict[str, Any]] = [
        {"open": "z"}, {"open": 7}, {"open": True}, {"half": 0}, {"half": 0.5}, {"point": {}}, {"point": {"x": 1.0}},
        {"point": {"x": 10}}, {"point": {"x": 1, "y": 1}}, {"flag": 1}, {"flag": False}, {"other": 1}, {"open": None},
    ]  # fmt: skip
    for request in cases:
        assert accepts(one, request) == (not validate(one, request)), request


def test_the_schema_of_a_real_model_says_what_a_reader_wants_to_know() -> None:
    (nova,) = [one for one in real_models() if one.id == "amazon-nova-canvas"]
    made = schema(nova)
    assert made["deprecated"] is True
    assert made["properties"]["cfg_scale"]["minimum"] == Decimal("1.1")
    assert made["properties"]["cfg_scale"]["default"] == Decimal("7.5")
    assert made["required"] == ["prompt"]
    assert all(Draft202012Validator(made).is_valid(example) for example in made["examples"])
    assert not Draft202012Validator(made).is_valid({"prompt": "a", "size": "1024x1024"})
    assert not Draft202012Validator(made).is_valid({"prompt": "a", "task_type": "INPAINTING"})
