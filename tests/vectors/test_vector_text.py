"""Vectors as text: every value comes back as it was, by way of any reader of JSON."""

from __future__ import annotations

import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.vectors.text import decoded, encoded

NAMES = st.text(max_size=3) | st.sampled_from(["$number", "$$number", "$repeat", "$", "number"])
NUMBERS = st.integers() | st.floats(allow_nan=False) | st.sampled_from([2**53, 2**53 + 1, -(10**400), 1e300, -0.0])
SCALARS = st.none() | st.booleans() | NUMBERS | st.text() | st.sampled_from(["a" * 5000, "ab" * 60, "$number"])
VALUES = st.recursive(SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(NAMES, one, max_size=3))


def through_text(value: object) -> object:
    return decoded(json.loads(json.dumps(encoded(value), allow_nan=False)))


@given(VALUES)
def test_every_value_comes_back_and_so_does_the_type_of_every_number(value: object) -> None:
    assert repr(through_text(value)) == repr(value)


def test_what_is_no_number_comes_back_too() -> None:
    read = through_text([math.nan, math.inf, -math.inf])
    assert repr(read) == "[nan, inf, -inf]"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (math.nan, '{"$number":"NaN"}'),
        (2**53, "9007199254740992"),
        (2**53 + 1, '{"$number":"9007199254740993"}'),
        (1.0, "1.0"),
        (1, "1"),
        ("a" * 10_000, '{"$repeat":["a",10000]}'),
        ({"$number": 1}, '{"$$number":1}'),
        ({"$ref": {"$$": 1}}, '{"$$ref":{"$$$":1}}'),
        (Decimal("0.12345678901234567890"), '{"$number":"0.12345678901234567890"}'),
    ],
)
def test_it_is_spelled_like_this(value: object, text: str) -> None:
    assert json.dumps(encoded(value), separators=(",", ":")) == text


def test_no_number_of_the_text_is_rounded_by_a_reader_that_has_floats_only() -> None:
    """As JavaScript has."""
    value = [2**53, 2**53 + 1, 0.1, 1e21, {"a": 10**30}]
    read = json.loads(json.dumps(encoded(value)), parse_int=lambda digits: int(float(digits)))
    assert decoded(read) == value
