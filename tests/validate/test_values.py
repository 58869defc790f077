"""One value of one type: accepted, or refused with one code."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

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
from modelmint.validate import Problem, accepts, validate
from nouns import model, parameter

D = Decimal
SIZE = Record("Size", (parameter("width", Integer(), required=True), parameter("unit", Enum(("px", "em")))))
ONE_TO_TEN = Range(D("1.1"), D(10))

GOOD: list[tuple[Type, object]] = [
    (String(), ""),
    (String(max_length=1), "\U0001f600"),
    (String(pattern="b"), "abc"),
    (Integer(), 1.0),
    (Integer(), D("1.0")),
    (Integer(), D("1E+5")),
    (Integer(), 10**400),
    (Number(), 10**4000),
    (Number(ONE_TO_TEN), 1.1),
    (Number(ONE_TO_TEN), D("1.1")),
    (Number(multiple_of=D("0.1")), 0.3),
    (Number(multiple_of=D("0.1")), 1e300),
    (Number(multiple_of=D("1E-400")), D("1E+999999")),
    (Number(Range(maximum=D(2**64 - 1))), 2**64 - 1),
    (Boolean(), False),
    (Enum((1, "a", None, D("0.5"))), 0.5),
    (Enum((1, "a", None)), None),
    (Enum(("a",), open=True), "b"),
    (Const([1, {"a": True}]), [1.0, {"a": True}]),
    (Array(String()), []),
    (Array(Any(), unique=True), [1, True, "1", [1], [True], {"a": 1}]),
    (Array(Any(), contains=(Contains(Const(1)),)), [True, 1.0]),
    (Array(Any(), contains=(Contains(Integer(), 1, 1), Contains(String(), 0, 0))), [1, True]),
    (Array(None, prefix=(String(), Integer())), ["a", 1]),
    (Array(None, prefix=(String(), Integer())), ["a"]),
    (SIZE, {"width": 1}),
    (Map(Integer()), {"a": 1}),
    (UnionOf((SIZE, Enum(("square",)))), "square"),
    (Nullable(Integer()), None),
    (Any(), [{"a": [None]}]),
]

BAD: list[tuple[Type, object, str]] = [
    (String(), 1, "wrong-type"),
    (String(), None, "null"),
    (String(min_length=2), "a", "too-short"),
    (String(max_length=1), "ab", "too-long"),
    (String(pattern="^b"), "ab", "no-match"),
    (Integer(), True, "wrong-type"),
    (Integer(), "1", "wrong-type"),
    (Integer(), 1.5, "wrong-type"),
    (Integer(), D("1E-400"), "wrong-type"),
    (Integer(), math.inf, "not-finite"),
    (Number(), math.nan, "not-finite"),
    (Number(), D("NaN"), "not-finite"),
    (Number(), False, "wrong-type"),
    (Number(ONE_TO_TEN), 1.0, "below"),
    (Number(ONE_TO_TEN), 10.000000001, "above"),
    (Number(Range(D(0), exclusive_minimum=True)), 0, "below"),
    (Number(Range(None, D(1), exclusive_maximum=True)), 1.0, "above"),
    (Number(Range(maximum=D(2**64 - 1))), float(2**64), "above"),
    (Number(multiple_of=D("0.1")), 0.35, "not-multiple"),
    (Boolean(), 1, "wrong-type"),
    (Enum((1, 2)), True, "not-allowed"),
    (Enum((1, 2)), None, "null"),
    (Enum(("a",), open=True), 1, "wrong-type"),
    (Enum((1,), open=True), math.nan, "not-finite"),
    (Const(True), 1, "not-allowed"),
    (Array(String(), min_items=1), [], "too-few"),
    (Array(String(), max_items=1), ["a", "b"], "too-many"),
    (Array(None, prefix=(String(),)), ["a", "b"], "too-many"),
    (Array(Any(), unique=True), [1, 2, 1.0], "not-unique"),
    (Array(Any(), contains=(Contains(Const(1)),)), [True], "too-few-matching"),
    (Array(Any(), contains=(Contains(Const(1)),)), [], "too-few-matching"),
    (Array(Any(), contains=(Contains(Integer(), 1, 1),)), [1, 2], "too-many-matching"),
    (Array(String(), contains=(Contains(String(max_length=1)),)), [1], "wrong-type"),
    (Array(String()), "abc", "wrong-type"),
    (Array(String()), {"a": 1}, "wrong-type"),
    (Array(String()), ("a",), "wrong-type"),
    (SIZE, {}, "required"),
    (SIZE, {"width": 1, "hight": 1}, "unknown"),
    (SIZE, [], "wrong-type"),
    (Map(Integer()), {"a": "b"}, "wrong-type"),
    (Map(Integer()), {1: 1}, "wrong-type"),
    (Map(Integer(), keys=String(max_length=1)), {"ab": 1}, "too-long"),
    (Map(Integer(), min_entries=1), {}, "too-few"),
    (Map(Integer(), max_entries=1), {"a": 1, "b": 2}, "too-many"),
    (UnionOf((SIZE, Enum(("square",)))), "round", "not-allowed"),
    (UnionOf((SIZE, Enum(("square",)))), {"width": "a"}, "wrong-type"),
    (UnionOf((SIZE, Enum(("square",)))), 1, "no-member"),
    (UnionOf((Integer(), Number()), exclusive=True), 1, "ambiguous"),
    (Nullable(Integer()), "1", "wrong-type"),
    (Any(), {"a": [math.inf]}, "not-finite"),
    (Any(), {"a": {1, 2}}, "wrong-type"),
    (Any(), b"abc", "wrong-type"),
]


def problems(type_: Type, value: object) -> list[Problem]:
    return validate(model(parameter("p", type_)), {"p": value})


@pytest.mark.parametrize(("type_", "value"), GOOD)
def test_a_good_value_is_accepted(type_: Type, value: object) -> None:
    assert accepts(type_, value)
    assert problems(type_, value) == []


@pytest.mark.parametrize(("type_", "value", "code"), BAD)
def test_a_bad_value_is_refused_for_one_reason(type_: Type, value: object, code: str) -> None:
    assert not accepts(type_, value)
    assert [problem.code for problem in problems(type_, value)] == [code]


def test_a_path_leads_into_the_value() -> None:
    colours = Array(Record("Colour", (parameter("hex", String()), parameter("a b", String()))))
    found = validate(model(parameter("colors", colours)), {"colors": [{}, {}, {"hex": 1, "a b": 2}]})
    assert [problem.path for problem in found] == ["colors[2].hex", "colors[2]['a b']"]


def test_a_discriminator_chooses_whose_problems_are_shown() -> None:
    cat = Record("Cat", (parameter("kind", Const("cat"), required=True), parameter("lives", Integer())))
    dog = Record("Dog", (parameter("kind", Const("dog"), required=True), parameter("name", String())))
    found = problems(UnionOf((cat, dog), discriminator="kind"), {"kind": "cat", "lives": "nine"})
    assert [problem.path for problem in found] == ["p.lives"]


def test_items_of_a_kind_are_counted_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def expected(type_: Type, least: int, most: int | None, value: object) -> str:
        (found,) = problems(Array(Any(), contains=(Contains(type_, least, most),)), value)
        return found.message

    mask = Record("Layer", (parameter("kind", Const("mask"), required=True), parameter("size", Integer())))
    assert expected(mask, 1, None, [{}]) == (
        "expected at least 1 item that is an object where kind is 'mask', got 0 such items"
    )
    assert expected(Integer(ONE_TO_TEN, D(2)), 2, None, [2, 20]) == (
        "expected at least 2 items that are each a whole number, at least 1.1, at most 10, a multiple of 2,"
        " got 1 such item"
    )
    assert expected(String(2, 3, "b"), 0, 1, ["ab", "bb"]) == (
        "expected at most 1 item that is a string, at least 2 characters, at most 3 characters, text that matches b,"
        " got 2 such items"
    )
    # What was meant in place of each of a hundred thousand items is not looked for.
    monkeypatch.setattr("modelmint.validate.nearest.nearest_value", lambda *_: pytest.fail("looked for what was meant"))
    assert expected(Enum(("a", "b")), 1, None, ["c"]) == (
        "expected at least 1 item that is one of 'a', 'b', got 0 such items"
    )


SIZES = Enum(("small", "large"))


@pytest.mark.parametrize(
    ("type_", "value", "meant"),
    [
        (SIZES, "smal", "small"),
        (Const("large"), "lagre", "large"),
        (UnionOf((Enum((1, 2)), Enum(("a", 5)))), 4, 5),
        (SIZE, {"width": 1, "uint": "px"}, "unit"),
        (SIZES, "nothing of the kind", None),
    ],
)
def test_what_was_meant_is_looked_for_when_it_is_read(
    type_: Type, value: object, meant: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as at_once:
        at_once.setattr("modelmint.validate.nearest.nearest_value", lambda *_: pytest.fail("looked for at once"))
        (found,) = problems(type_, value)
        assert found == problems(type_, value)[0]
    assert found.suggestion == meant
    assert ("did you mean" in str(found)) == (meant is not None)


def test_a_problem_does_not_show_what_came() -> None:
    (found,) = problems(Enum(("a",)), "sk-1234567890")
    assert "sk-1234567890" not in f"{found!r} {found}"
