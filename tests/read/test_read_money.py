"""Money and units, exactly, and nothing that only looks like them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.read.money import Counted, Money, counted, money

MILLION = Decimal(10) ** 6


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$0.12", "0.12", "USD"),
        (" $ 0.120 ", "0.120", "USD"),
        ("US$3", "3", "USD"),
        ("€1,234.50", "1234.50", "EUR"),
        ("0.5 USD", "0.5", "USD"),
        ("£.5", "0.5", "GBP"),
    ],
)
def test_money_keeps_the_amount_as_it_is_written(text: str, amount: str, currency: str) -> None:
    found = money(text)
    assert found == Money(Decimal(amount), currency)
    assert found is not None
    assert str(found.amount) == str(Decimal(amount))


@pytest.mark.parametrize(
    "text", ["", "$", "0.12", "$1 - $2", "from $1", "$1,00", "$1e5", "-$1", "1 XYZ", "¥5", "$0.12/image", "$٣"]
)
def test_what_is_not_surely_money_is_none(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("per image", Counted("image")),
        ("per second", Counted("second")),
        ("per request", Counted("request")),
        ("per minute", Counted("minute")),
        ("per 1M characters", Counted("character", MILLION)),
        ("per 1M tokens", Counted("token", MILLION)),
        ("per million tokens", Counted("token", MILLION)),
        ("per 1M prompt tokens", Counted("token", MILLION, "input")),
        ("per 1M generated tokens", Counted("token", MILLION, "output")),
        ("per 1M", Counted("token", MILLION)),
        ("per 1,000 searches", Counted("search", Decimal(1000))),
        ("per search", Counted("search")),
        ("per page", Counted("page")),
        ("per call", Counted("call")),
        ("per call when invoked", Counted("call", rest="when invoked")),
        ("Per 5 Seconds", Counted("second", Decimal(5))),
        ("fixed", Counted("request")),
        ("per moon", Counted("moon")),
    ],
)
def test_every_unit_that_is_seen_is_understood(text: str, expected: Counted) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize("text", ["", "image", "per", "each", "perimage"])
def test_words_without_a_unit_are_none(text: str) -> None:
    assert counted(text) is None


@given(st.decimals(min_value=0, max_value=10**8, allow_nan=False, allow_infinity=False, places=6))
def test_every_amount_comes_back_exactly(amount: Decimal) -> None:
    assert money(f"${amount:f}") == Money(amount, "USD")


@given(st.text())
def test_no_text_breaks_the_reader_of_money_and_units(text: str) -> None:
    found = money(text)
    assert found is None or found.amount.is_finite()
    counted(text)
