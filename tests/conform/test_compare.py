"""Forms against the reference: what agrees, what is told of a form that does not, and requests by chance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelmint.conform.chance import by_chance
from modelmint.conform.compare import Chance, agrees, conform, differences
from modelmint.conform.form import Answer, Form, Refusal
from modelmint.conform.forms import FORMS, load
from modelmint.conform.reference import Reference
from modelmint.ir.model import Model
from modelmint.ir.types import Any, Enum, Integer, Number, Range, String
from modelmint.validate import LIMIT, Problem, validate
from modelmint.vectors.derive import derive
from nouns import model, parameter
from packed import real_models
from strategies import models

ONE = model(
    parameter("count", Integer(Range(Decimal(1), Decimal(5))), required=True),
    parameter("name", String(max_length=3)),
)


class Wrong(Reference):
    """A form that says something else than the reference of too large numbers."""

    name = "wrong"

    def __init__(self, says: Answer) -> None:
        self.says = says
        self.closed = False

    def validate(self, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        return [self.says if _is_above(validate(model, one)) else [*validate(model, one)] for one in requests]

    def close(self) -> None:
        self.closed = True


def _is_above(problems: list[Problem]) -> bool:
    return [problem.code for problem in problems] == ["above"]


def test_a_form_that_accepts_what_is_wrong_is_found() -> None:
    form = Wrong([])
    report = conform([ONE], [form])
    (tally,) = report.tallies
    assert {one.vector.name for one in tally.disagreed} == {"count: just above", "count: a huge number"}
    assert tally.agreed == report.vectors - 2
    assert report.disagreements == 2
    assert form.closed


@pytest.mark.parametrize("field", ["path", "code", "expected", "got", "meant"])
def test_every_word_of_a_problem_counts(field: str) -> None:
    (problem,) = validate(ONE, {"count": 6})
    assert agrees([problem], [problem], detailed=True)
    assert not agrees([problem], [replace(problem, **{field: "other"})], detailed=True)


def test_the_order_counts_and_so_does_every_problem() -> None:
    one, other = validate(ONE, {"count": 6, "name": "long"})
    assert not agrees([one, other], [other, one], detailed=True)
    assert not agrees([one, other], [one], detailed=True)
    assert agrees([one, other], [one], detailed=False)
    assert not agrees([one], [], detailed=False)
    assert list(differences([one, other], [one])) == [("too-long " + str(other), "")]


def test_a_form_that_refuses_is_counted_apart() -> None:
    (tally,) = conform([ONE], [Wrong(Refusal("it has no numbers"))]).tallies
    assert dict(tally.refused) == {"it has no numbers": 2}
    assert not tally.disagreed


def test_a_model_that_cannot_be_read_has_no_vectors_and_says_so() -> None:
    unreadable = replace(ONE, unreadable="there is an error in its place")
    report = conform([unreadable], [load(name) for name in FORMS if not load(name).missing()])
    assert report.vectors == 0
    assert "there is an error in its place" in report.lacking["test:model"][0]


def test_requests_by_chance_have_several_problems_in_every_order_and_are_the_same_each_time() -> None:
    vectors = derive(ONE)
    made = list(by_chance(ONE, vectors, 100, 7))
    assert repr(made) == repr(list(by_chance(ONE, vectors, 100, 7)))
    assert repr(made) != repr(list(by_chance(ONE, vectors, 100, 8)))
    assert sum(len(one.problems) > 1 for one in made) > 20
    assert any(len(one.problems) == LIMIT + 1 for one in made)
    assert {tuple(one.request)[:2] for one in made} >= {("count", "name"), ("name", "count")}


def test_all_forms_agree_on_the_models_of_the_project() -> None:
    forms: list[Form] = [form for form in map(load, FORMS) if not form.missing()]
    report = conform(real_models(), forms, Chance(50))
    assert report.vectors > 600
    assert report.disagreements == 0
    assert not report.lacking


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(models(), st.integers(0, 1000))
def test_reference_module_and_schema_agree_on_any_model(one: Model, seed: int) -> None:
    forms = [load(name) for name in ("reference", "json-schema", "validator")]
    for tally in conform([one], forms, Chance(20, seed)).tallies:
        shown = [(each.vector, list(differences(each.vector.problems, each.found))) for each in tally.disagreed]
        assert not shown, tally.form


def test_numbers_are_exact_in_a_schema_too(tmp_path: Path) -> None:
    large = Integer(Range(maximum=Decimal(2) ** 70, exclusive_maximum=True))
    one = model(parameter("n", Number(multiple_of=Decimal("0.1"))), parameter("free", Any()), parameter("large", large))
    form = load("json-schema")
    form.prepare([one], tmp_path)
    deep: object = []
    for _ in range(70):
        deep = [deep]
    answers = form.validate(one, [{"n": 0.3}, {"n": 1e300}, {"n": 0.35}, {"n": float("nan")}, {"free": deep}])
    assert [answer if isinstance(answer, Refusal) else bool(answer) for answer in answers[:3]] == [False, False, True]
    assert all(isinstance(answer, Refusal) for answer in answers[3:])
    # 2 to the power of 70 as a float is written 1.1805916207174113e+21, which is 3,424 less.
    assert list(map(bool, form.validate(one, [{"large": 2.0**70}, {"large": 2**70}]))) == [False, True]


def test_no_vector_holds_two_halves_of_a_character_that_json_would_join() -> None:
    low_then_high = "\udfff\ud800"
    halves = model(
        parameter("text", String(min_length=4), default=low_then_high), parameter("other", Enum((low_then_high,)))
    )
    assert not any(
        re.search("[\ud800-\udbff][\udc00-\udfff]", text) for one in derive(halves) for text in texts(one.request)
    )
    assert conform([halves], [Reference(), load("validator")], Chance(20)).disagreements == 0


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from (*texts(name), *texts(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
