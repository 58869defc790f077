"""Vectors: right in all, or wrong in exactly the way that their name says; and what has none is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any as Anything

import pytest
from hypothesis import HealthCheck, given, settings

from modelmint.ir.model import Model
from modelmint.ir.rules import Absent, Forbids, Is, Limits, OneOf, Present, Requires, Rule
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.validate import validate
from modelmint.vectors.derive import MOST, derive, derived
from modelmint.vectors.right import MOST_VALUES
from nouns import HERE, WHY, model, parameter
from packed import real_models
from strategies import models

D = Decimal


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(models())
def test_every_vector_of_any_model_has_its_problem_and_no_other(one: Model) -> None:
    vectors = derive(one)
    assert len(vectors) <= MOST
    assert len({vector.name for vector in vectors}) == len(vectors)
    for vector in vectors:
        assert list(vector.problems) == validate(one, vector.request)
        assert len(vector.problems) <= 1


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(models())
def test_they_are_the_same_each_time(one: Model) -> None:
    assert repr(derived(one)) == repr(derived(one))


ONE_TO_FIVE = Range(D(1), D(5))
SIZE = Record("size", (parameter("w", Integer(ONE_TO_FIVE), required=True), parameter("unit", Enum(("px", "em")))))
MASKED = Array(String(), contains=(Contains(Const("mask")),))
OTHERS = {"wrong-type", "null"}
SHOWN: list[tuple[Type, list[object], list[tuple[object, str]]]] = [
    (String(max_length=3), ["", "aaa", "😀😀😀"], [("aaaa", "too-long"), (1, "wrong-type"), (None, "null")]),
    (String(min_length=2), ["aa"], [("a", "too-short"), ("😀", "too-short")]),
    (String(pattern="^[a-c]$"), ["a"], [("a\n", "no-match"), ("aé", "no-match")]),
    (Integer(ONE_TO_FIVE), [1, 5, 1.0], [(0, "below"), (6, "above"), (10**30, "above"), (-(10**30), "below")]),
    (Integer(ONE_TO_FIVE), [], [(True, "wrong-type"), ("1", "wrong-type"), (1.5, "wrong-type")]),
    (Integer(ONE_TO_FIVE), [], [(math.inf, "not-finite"), (-math.inf, "not-finite")]),
    (Integer(), [10**30, -1], []),
    (Integer(Range(D(10), D(100)), multiple_of=D(8)), [16, 96], [(8, "below"), (104, "above"), (17, "not-multiple")]),
    (Number(Range(D("0.5"), D(2), exclusive_maximum=True)), [0.5, 1.9], [(0.4, "below"), (2, "above")]),
    (Number(Range(D(2**64)), None), [2**64, 10**30], [(2**64 - 1, "below")]),
    (Number(multiple_of=D("0.1")), [0.3], [(0.05, "not-multiple")]),
    (Boolean(), [True, False], [(1, "wrong-type"), ("1", "wrong-type")]),
    (Enum(("small", "large")), ["small", "large"], [("smlal", "not-allowed"), ("SMALL", "not-allowed")]),
    (Enum((1, 2)), [1, 2, 1.0], [("1", "not-allowed"), (True, "not-allowed"), (7, "not-allowed")]),
    (Enum(("a",), open=True), ["a", "a value of one's own"], [(1, "wrong-type")]),
    (Const("a"), ["a"], [("nothing of the kind", "not-allowed")]),
    (Nullable(Integer()), [None], [("1", "wrong-type")]),
    (Array(Integer(ONE_TO_FIVE), min_items=1, max_items=2), [[1], [1, 1], [5]], [([], "too-few")]),
    (Array(Integer(ONE_TO_FIVE), min_items=1, max_items=2), [], [([1, 1, 1], "too-many"), ([0], "below")]),
    (Array(String(), unique=True), [], [(["a ", "a "], "not-unique")]),
    (MASKED, [["mask"], ["", "mask"], ["mask", "mask"]], [([], "too-few-matching"), (["a "], "too-few-matching")]),
    (Array(Integer(), contains=(Contains(Const(1), 0, 1),)), [[], [1], [1.0]], [([1, 1], "too-many-matching")]),
    (Array(Integer(), min_items=3, contains=(Contains(Integer(ONE_TO_FIVE), 2),)), [[42, 1, 2]], [([1, 2], "too-few")]),
    (Array(Integer(), unique=True, contains=(Contains(Const(1)),)), [[1]], [([42, 42, 1], "not-unique")]),
    (Array(None, (Integer(), String())), [[42, "a "]], [(["1"], "wrong-type"), ([42, 1], "wrong-type")]),
    (
        SIZE,
        [{"w": 1}, {"w": 1, "unit": "px"}],
        [({}, "required"), ({"w": 6}, "above"), ({"w": 1, "unti": 1}, "unknown")],
    ),
    (Map(Integer(), min_entries=1, max_entries=2), [{"key0": 42}], [({}, "too-few"), ({"key0": "1"}, "wrong-type")]),
    (Map(Boolean(), String(max_length=4)), [{"key0": True}], [({"aaaaa": True}, "too-long")]),
    (UnionOf((Integer(ONE_TO_FIVE), Boolean())), [1, True], [(6, "above"), ("1", "no-member")]),
    (UnionOf((Integer(), Number()), exclusive=True), [], [(-1, "ambiguous")]),
    (Any(), ["", None, 0.5], [([math.inf], "not-finite")]),
]


@pytest.mark.parametrize(("type_", "right", "wrong"), SHOWN, ids=lambda value: getattr(value, "kind", ""))
def test_a_type_is_tried_at_its_edges_and_beyond_them(
    type_: Type, right: list[object], wrong: list[tuple[object, str]]
) -> None:
    rows = derive(model(parameter("p", type_)))
    found = [(repr(row.request.get("p")), row.problems[0].code if row.problems else "") for row in rows]
    assert {(repr(value), "") for value in right} <= set(found)
    assert {(repr(value), code) for value, code in wrong} <= set(found)


def test_what_is_no_number_is_tried() -> None:
    rows = derive(model(parameter("p", Number())))
    assert any(isinstance(value := row.request.get("p"), float) and math.isnan(value) for row in rows)


def test_a_near_miss_names_what_was_meant() -> None:
    rows = {row.name: row for row in derive(model(parameter("size", Enum(("small", "large")))))}
    assert rows["size: a slip from a listed text"].problems[0].suggestion == "small"
    assert rows["siez: a slip from size"].problems[0].suggestion == "size"


def test_what_is_missing_beside_it_is_given() -> None:
    rows = derive(model(parameter("a", Integer(), required=True), parameter("b", Boolean())))
    assert all("a" in row.request for row in rows if row.problems[:1] and row.problems[0].path != "a")
    assert [row.request for row in rows if row.problems and row.problems[0].code == "required"] == [{}]


TASK = parameter("task", Enum(("draw", "paint")), default="draw")
PAINT = (Is("task", ("paint",)),)
A, B, C = parameter("a", String()), parameter("b", String()), parameter("c", Integer(ONE_TO_FIVE))
BROKEN: list[tuple[Rule, Sequence[set[str]], str]] = [
    (Requires(PAINT, ("a",), "error", WHY, HERE), [{"task"}], "needs"),
    (Requires((Is("task", ("draw",)),), ("a",), "error", WHY, HERE), [{"task"}, set()], "needs"),
    (Requires((Present("b"),), ("a",), "error", WHY, HERE), [{"b"}], "needs"),
    (Forbids((Absent("b"),), ("a",), "error", WHY, HERE), [{"a"}], "forbidden"),
    (OneOf(PAINT, ("a", "b"), "error", WHY, HERE), [{"task"}, {"task", "a", "b"}], "one-of"),
    (OneOf((), ("a", "b", "c"), "error", WHY, HERE, 0, 1), [{"a", "b"}, {"a", "c"}, {"b", "c"}], "one-of"),
    (Limits(PAINT, "c", Integer(Range(maximum=D(2))), "error", WHY, HERE), [{"task", "c"}], "limited"),
]


@pytest.mark.parametrize(("rule", "given_", "code"), BROKEN, ids=lambda value: getattr(value, "kind", ""))
def test_a_rule_is_broken_in_each_way_and_kept_too(rule: Rule, given_: Sequence[set[str]], code: str) -> None:
    result = derived(model(TASK, A, B, C, rules=(rule,)))
    broken = [set(row.request) for row in result.vectors if row.problems and row.problems[0].code == code]
    assert all(names in broken for names in given_)
    assert not result.missing


def test_a_rule_of_advice_is_not_broken() -> None:
    one = model(A, rules=(Requires((), ("a",), "advice", WHY, HERE),))
    assert {row.problems[0].code for row in derive(one) if row.problems} == {"wrong-type", "null", "unknown"}


def test_what_none_can_be_made_for_is_named() -> None:
    never = (Requires((), ("b",), "error", WHY, HERE), Forbids((), ("b",), "error", WHY, HERE))
    result = derived(model(A, B, rules=never))
    assert "nothing optional" in result.missing
    assert "a: wrong-type" in result.missing


def test_of_a_long_list_the_first_the_last_and_some_between_are_tried() -> None:
    values = tuple(f"voice {number}" for number in range(1286))
    tried = [
        row.request["p"] for row in derive(model(parameter("p", Enum(values)))) if row.valid and "p" in row.request
    ]
    assert len(tried) == MOST_VALUES
    assert {values[0], values[-1]} <= set(tried)


def test_every_task_and_every_rule_of_a_real_model_has_its_vectors() -> None:
    (nova,) = [one for one in real_models() if one.id == "amazon-nova-canvas"]
    result = derived(nova)
    task = nova.parameter(nova.task or "")
    assert task is not None
    values: Anything = task.type
    assert {row.request.get("task_type") for row in result.vectors if row.valid} >= set(values.values)
    assert not result.missing
    codes = {row.problems[0].code for row in result.vectors if row.problems}
    assert {"needs", "one-of", "below", "above", "not-finite", "too-long", "no-match", "unknown"} <= codes
