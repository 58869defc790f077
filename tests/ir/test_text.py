"""JSON is read exactly or refused with its place, and spelled in one way only."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.text import DEEPEST, JsonError, canonical_hash, parse, spell
from modelmint.ir.value import Json

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e60"), max_value=Decimal("1e60"))
SCALARS = st.none() | st.booleans() | st.integers() | DECIMALS | st.text()
VALUES: st.SearchStrategy[Json] = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(VALUES)
def test_what_is_spelled_is_read_back_the_same(value: Json) -> None:
    assert parse(spell(value)) == value
    assert parse(spell(value, indent=None)) == value


@given(VALUES)
def test_reading_and_spelling_again_changes_no_byte(value: Json) -> None:
    for indent in (2, None):
        spelled = spell(value, indent=indent)
        assert spell(parse(spelled), indent=indent) == spelled


@given(st.recursive(SCALARS.filter(lambda item: not isinstance(item, Decimal)), lambda inner: st.lists(inner)))
def test_without_decimals_the_spelling_is_that_of_the_standard_library(value: Json) -> None:
    members: Json = {"key": value, "é": [value]}
    assert spell(members) == json.dumps(members, indent=2, ensure_ascii=False) + "\n"
    assert spell(members, indent=None) == json.dumps(members, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("number", ["0.10", "1.0", "1E+3", "-0.0", "9007199254740993", "1e-400", "7.5", "0E-10"])
def test_numbers_keep_their_digits(number: str) -> None:
    assert spell(parse(number), indent=None) == str(Decimal(number))


def test_whole_numbers_are_int_and_others_decimal() -> None:
    read = parse("[1, 1.0, 1e2, -0]")
    assert [type(item) for item in read] == [int, Decimal, Decimal, int]  # type: ignore[union-attr] # it is a list


def test_order_and_characters_are_kept() -> None:
    assert spell(parse('{"b":1,"a":"\\u00e9\\u2028\\/\\u0007"}')) == '{\n  "b": 1,\n  "a": "é\u2028/\\u0007"\n}\n'


@pytest.mark.parametrize("text", ["{}", "[]", '{"a": {}, "b": []}'])
def test_what_is_empty_stands_in_one_line(text: str) -> None:
    assert "{\n}" not in spell(parse(text))
    assert "[\n]" not in spell(parse(text))


REFUSED = {
    '{"a": 1,\n "b": 2,\n "a": 3}': (3, 2, 'the key "a" stands twice in one object'),
    '[{"a/b": {"c": 1, "c": 2}}]': (1, 19, 'the key "c" stands twice in one object'),
    '{"NaN": [1,\n  NaN]}': (2, 3, "NaN is not a JSON value"),
    "[-Infinity]": (1, 2, "-Infinity is not a JSON value"),
    '["1e999999",\n 1e999999]': (2, 2, "a number of more than 4300 digits"),
    "[1e99999999999999999999999]": (1, 2, "a number of more than 4300 digits"),
    "[\n" + "7" * 5000 + "]": (2, 1, "a number of more than 4300 digits"),
    "[0." + "7" * 5000 + "]": (1, 2, "a number of more than 4300 digits"),
    '["\\ud83d\\ude00 \\\\ud800",\n"\\ud800"]': (2, 2, "half of a surrogate pair, which is no character"),
    '["ok",\n"\ud800"]': (2, 2, "half of a surrogate pair, which is no character"),
    "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1): (1, 1, "arrays and objects nest deeper than 100 levels"),
    "[" * 200_000: (1, 1, "arrays and objects nest deeper than 100 levels"),
    '{"a":' * 200_000: (1, 1, "arrays and objects nest deeper than 100 levels"),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_has_no_exact_meaning_is_refused_with_its_place(text: str, expected: tuple[int, int, str]) -> None:
    with pytest.raises(JsonError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column, caught.value.reason) == expected
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", "{'a': 1}", "nul", "1 2", "\ufeff{}", "[01]", "[.5]", "[1.]", '"\t"']
)
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(JsonError, match="line 1"):
        parse(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(JsonError):
        spell(parse(text))


def test_the_deepest_that_is_allowed_is_read() -> None:
    text = "[" * DEEPEST + "]" * DEEPEST
    assert spell(parse(text), indent=None) == text


@pytest.mark.parametrize("value", [1.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), (1,), {1: 2}, b"", object()])
def test_what_is_no_json_is_not_spelled(value: object) -> None:
    for indent in (2, None):
        with pytest.raises(TypeError):
            spell([value], indent=indent)  # type: ignore[list-item] # that is the point


def test_the_hash_is_that_of_the_file() -> None:
    value = parse('{"b": "é", "a": [1.50]}')
    assert canonical_hash(value) == hashlib.sha256(spell(value).encode()).hexdigest()
    assert canonical_hash(value) != canonical_hash(parse('{"a": [1.50], "b": "é"}'))


def test_real_documents_lose_nothing(corpora: Path) -> None:
    files = [*(corpora / "empiriolabs").glob("*.json"), *(corpora / "fal" / "2026-06-11").rglob("*.json")]
    assert len(files) > 900
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert json.loads(spell(parse(text))) == json.loads(text)
