"""What must hold for any two models."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from drift.models import HERE, model, parameter
from modelmint.drift import Change, Level, diff
from modelmint.drift.rules import rule_of
from modelmint.drift.text import render
from modelmint.ir.model import Model
from modelmint.ir.rules import Condition, Evidence, Forbids, Is, OneOf, Present, Requires, Rule
from modelmint.ir.types import Any as AnyType
from modelmint.ir.types import (
    Array,
    Boolean,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Range,
    Record,
    String,
    UnionOf,
)
from modelmint.validate import validate
from modelmint.vectors.derive import derive
from modelmint.vectors.vector import Vector

NAMES = ("a", "b", "c")
VALUES: list[Any] = [None, True, 0, 1, 2, 3, Decimal("0.5"), "", "x", "xy", "zzz", [], [1], ["x", "x"], {}, {"f": 1}]
WHY = Evidence("", "")

_BOUND = st.none() | st.integers(0, 3).map(Decimal)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A range with some number in it."""
    low, high = draw(_BOUND), draw(_BOUND)
    if low is not None and high is not None and low >= high:
        low = None
    return Range(low, high, low is not None and draw(st.booleans()), False)


def texts() -> st.SearchStrategy[String]:
    """Texts of bounded length, or of a pattern."""
    lengths = st.builds(String, min_length=st.none() | st.integers(0, 1), max_length=st.none() | st.integers(1, 3))
    return lengths | st.builds(String, pattern=st.sampled_from(["^x", "x$", "^[xy]*$"]))


LEAVES = st.one_of(
    st.builds(Integer, ranges(), st.sampled_from([None, Decimal(2)])),
    st.builds(Number, ranges()),
    texts(),
    st.just(Boolean()),
    st.builds(Enum, st.lists(st.sampled_from(["x", "xy", "q", 1, 2]), min_size=1, max_size=3, unique=True).map(tuple)),
)
CONTAINS = st.builds(Contains, LEAVES, st.integers(0, 2), st.none() | st.integers(0, 1))
TYPES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Nullable, inner),
        st.builds(Array, inner, max_items=st.none() | st.integers(1, 2), unique=st.booleans()),
        st.builds(lambda items, asked: Array(items, contains=(asked,)), inner, CONTAINS),
        st.builds(Map, inner),
        st.builds(lambda *members: UnionOf(members), inner, inner),
        st.builds(
            lambda type_, required: Record("R", (parameter("f", type_, required=required),)), inner, st.booleans()
        ),
    ),
    max_leaves=3,
) | st.just(AnyType())


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """A rule about two of the names."""
    one, two = draw(st.permutations(NAMES))[:2]
    when: Condition = draw(st.sampled_from([(Present(one),), (Is(one, ("x", 1)),), ()]))
    rest = (draw(st.sampled_from(["error", "advice"])), WHY, HERE)
    if draw(st.booleans()):
        return OneOf((), (one, two), *rest, 0, 1)
    return draw(st.sampled_from([Requires, Forbids]))(when, (two,), *rest)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """A model with some of three parameters."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
    required = {name: draw(st.integers(0, 3)) == 0 for name in names}
    parameters = [parameter(name, draw(TYPES), required=required[name]) for name in names]
    additional = draw(st.sampled_from([None, None, AnyType()]))
    return model(*parameters, rules=tuple(draw(st.lists(rules(), max_size=1))), additional=additional)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Model, Model]:
    """Two models that share most."""
    old, other = draw(models()), draw(models())
    kept = {each.name: each for each in old.parameters}
    mixed = [kept.get(each.name, each) if draw(st.booleans()) else each for each in other.parameters]
    return old, model(*mixed, rules=draw(st.sampled_from([old.rules, other.rules])), additional=other.additional)


REQUESTS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES), max_size=3)
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(models())
def test_a_model_does_not_differ_from_itself(one: Model) -> None:
    assert diff(one, one) == ()


@settings(SLOW, max_examples=30)
@given(strategies.models())
def test_no_hostile_model_differs_from_itself(one: Model) -> None:
    assert diff(one, one) == ()


@settings(SLOW, max_examples=30)
@given(strategies.models(), strategies.models())
def test_any_two_models_can_be_compared_and_shown(old: Model, new: Model) -> None:
    changes = diff(old, new)
    assert all(rule_of(change.code) for change in changes)
    assert bool(render(changes)) == bool(changes)


@SLOW
@given(pairs())
def test_every_witness_was_valid_and_is_refused(pair: tuple[Model, Model]) -> None:
    for change in diff(*pair):
        if change.witness and change.place.direction == "request":
            assert not validate(pair[0], change.witness)
            assert validate(pair[1], change.witness)


@settings(SLOW, max_examples=300)
@given(pairs(), st.lists(REQUESTS, max_size=20))
def test_where_nothing_breaks_no_request_is_refused(pair: tuple[Model, Model], requests: list[dict[str, Any]]) -> None:
    old, new = pair
    if any(breaks(change) for change in diff(old, new)):
        return
    names = {each.name for each in old.parameters}
    for request in requests:
        sent = {name: value for name, value in request.items() if name in names and value is not None}
        assert validate(old, sent) or not validate(new, sent)


@settings(SLOW, max_examples=200)
@given(pairs())
def test_where_nothing_breaks_no_vector_of_either_version_is_refused(pair: tuple[Model, Model]) -> None:
    if not any(breaks(change) for change in diff(*pair)):
        assert not [one for one in refused(*pair) if not unnamed(pair[0], one) and not idle_null(pair[0], one)]


def idle_null(model: Model, vector: Vector) -> bool:
    """Whether a request has null for a parameter that it could leave out: to many documents that is the same."""
    optional = {each.name for each in model.parameters if not each.required}
    return any(value is None for name, value in vector.request.items() if name in optional)


def unnamed(model: Model, vector: Vector) -> bool:
    """Whether a request has a parameter that the model does not name: an open one promises nothing of those."""
    return not {each.name for each in model.parameters}.issuperset(vector.request)


def refused(old: Model, new: Model) -> list[Vector]:
    """The test vectors of both versions that were valid and are refused now."""
    vectors = (*derive(old), *derive(new))
    return [vector for vector in vectors if not validate(old, vector.request) and validate(new, vector.request)]


def breaks(change: Change) -> bool:
    """Whether the change breaks, or may in a way that no one can tell."""
    return change.level is Level.BREAKING or change.code in {"pattern-changed", "contains-changed"}


OPPOSITE = {
    "parameter-added": {"parameter-removed", "parameter-renamed"},
    "value-added": {"value-removed"},
    "range-widened": {"range-narrowed", "range-added"},
    "length-widened": {"length-narrowed", "length-added"},
    "count-widened": {"count-narrowed", "count-added"},
    "step-widened": {"step-narrowed", "step-added"},
    "type-widened": {"type-narrowed"},
    "pattern-removed": {"pattern-added"},
    "pattern-widened": {"pattern-narrowed"},
    "values-freed": {"values-listed"},
    "unique-removed": {"unique-added"},
    "contains-removed": {"contains-added"},
    "contains-widened": {"contains-narrowed"},
    "null-added": {"null-removed"},
    "unknown-accepted": {"unknown-refused"},
    "became-optional": {"became-required"},
    "rule-removed": {"rule-added"},
}


@SLOW
@given(pairs())
def test_what_is_taken_back_has_the_opposite_class(pair: tuple[Model, Model]) -> None:
    back = {(change.path, change.code) for change in diff(pair[1], pair[0])}
    for change in diff(*pair):
        if change.code in OPPOSITE:
            assert {(change.path, code) for code in OPPOSITE[change.code]} & back, change
