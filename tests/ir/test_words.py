"""Numbers, counts, ranges, choices, conditions and rates in words."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.counts import amount, counted, how_many, items_that, listing
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Is, Present, Test
from modelmint.ir.text import parse
from modelmint.ir.types import Range
from modelmint.ir.value import Json
from modelmint.ir.words import choice, clause, compact, numeral, rate, several, span
from nouns import HERE


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (0, "0"),
        (Decimal("-0.0"), "0"),
        (Decimal("1.10"), "1.1"),
        (Decimal("1E+3"), "1000"),
        (-2147483646, "-2147483646"),
        (Decimal("0.00000001"), "1e-8"),
        (10**30 + 1, "1" + "0" * 29 + "1"),
        (10**80, "a number of 81 digits"),
        (Decimal("NaN"), "NaN"),
        (Decimal("-Infinity"), "-Infinity"),
    ],
)
def test_a_number(given: int | Decimal, said: str) -> None:
    assert numeral(given) == said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_a_value_on_one_line_is_the_same_json(value: Json) -> None:
    text = compact(value)
    assert "\n" not in text
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": [1, 2.50, null, true, "é\\n"]}', '{"a": [1, 2.5, null, true, "é\\n"]}'),
        ("12345678901234567890123456789012345.5", "12345678901234567890123456789012345.5"),
        ("1E+300", "1E+300"),
    ],
)
def test_a_value_keeps_all_its_digits(text: str, said: str) -> None:
    assert compact(parse(text)) == said


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ((None, None), ""),
        ((1, None), "at least 1 item"),
        ((0, None), ""),
        ((None, 1), "at most 1 item"),
        ((0, 2), "at most 2 items"),
        ((3, 3), "3 items"),
        ((1, 10), "1 to 10 items"),
        ((0, 0), "at most 0 items"),
    ],
)
def test_an_amount(limits: tuple[int | None, int | None], said: str) -> None:
    assert amount(*limits, "item") == said


def test_what_is_counted_stands_in_its_number() -> None:
    assert [counted(number, "entry", "entries") for number in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
    assert items_that("at least 1 item", "red") == "at least 1 item that is red"
    assert items_that("1 to 2 items", "red") == "1 to 2 items that are each red"


@pytest.mark.parametrize(
    ("range_", "said"),
    [
        (Range(), ""),
        (Range(Decimal("1.1"), Decimal(10)), "1.1 to 10"),
        (Range(Decimal(4), Decimal(4)), "4"),
        (Range(Decimal(0)), "at least 0"),
        (Range(None, Decimal(1), exclusive_maximum=True), "less than 1"),
        (Range(Decimal(0), Decimal(1), exclusive_minimum=True), "more than 0 and at most 1"),
        (Range(Decimal(0), Decimal(2147483646)), "0 to 2147483646"),
    ],
)
def test_a_range(range_: Range, said: str) -> None:
    assert span(range_) == said


def test_values_one_after_the_other() -> None:
    assert listing([]) == ""
    assert [listing(["a", "b", "c"][:count], "or") for count in (1, 2, 3)] == ["a", "a or b", "a, b or c"]
    assert several([1, 2, 3], compact, 3) == "1, 2, 3"
    assert several([1, 2, 3], compact, 2) == "1, 2, … (3 in all)"
    assert (choice(["a"], compact, 2), choice(["a", "b"], compact, 2)) == ('"a"', 'one of "a", "b"')


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Is("size", (1,)), "size is 1"),
        (Is("size", (1, None, "a")), 'size is 1, null or "a"'),
        (Present("size"), "size is given"),
        (Absent("size"), "size is not given"),
    ],
)
def test_a_condition(one: Test, said: str) -> None:
    assert clause(one, "size", compact) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1, 1, 2), "exactly one"),
        ((2, 2, 3), "exactly 2"),
        ((0, 1, 2), "at most one"),
        ((1, 2, 2), "at least one"),
        ((1, 2, 3), "1 to 2"),
    ],
)
def test_how_many_are_asked_for(numbers: tuple[int, int, int], said: str) -> None:
    assert how_many(*numbers) == said


def test_a_rate_stands_as_it_is_published() -> None:
    image = Price("x", Decimal("0.120"), "USD", "image", HERE)
    tokens = Price("x", Decimal("0.28"), "USD", "token", HERE, per=Decimal(1000000), meter="output")
    assert (rate(image), rate(image, Decimal("0.2"))) == ("0.120 USD per image", "0.2 USD per image")
    assert rate(tokens) == "0.28 USD per 1,000,000 output tokens"
