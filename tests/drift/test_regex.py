"""Regular expressions as languages, against the standard library's matching."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from modelmint.drift.regex import Languages, UnreadableError, language_of, matches, shortest

WORDS = ["".join(letters) for length in range(5) for letters in product("abc", repeat=length)]

TIMES = st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{2,}"])
PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "^", "$", "", "(?=a)", "(?!ab)"]),
    lambda inner: st.one_of(
        st.builds(lambda one, two: one + two, inner, inner),
        st.builds(lambda one, two: f"(?:{one}|{two})", inner, inner),
        st.builds(
            lambda one, times: f"(?:{one}){times}", inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{2,}"])
        ),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(PATTERNS)
def test_matching_agrees_with_the_standard_library(pattern: str) -> None:
    try:
        found = [word for word in WORDS if matches(pattern, word)]
    except UnreadableError:
        assume(False)
    assert found == [word for word in WORDS if re.search(pattern, word)]


@settings(deadline=None)
@given(PATTERNS, st.integers(0, 4), st.integers(0, 4))
def test_the_shortest_text_is_in_the_language_and_none_is_shorter(pattern: str, least: int, more: int) -> None:
    languages = Languages()
    try:
        text = shortest(languages, language_of(languages, pattern), least, least + more)
    except UnreadableError:
        assume(False)
    if text is not None:
        assert re.search(pattern, text)
        assert least <= len(text) <= least + more
    long_enough = [len(word) for word in WORDS if least <= len(word) <= least + more and re.search(pattern, word)]
    assert not long_enough or (text is not None and len(text) <= min(long_enough))


@settings(deadline=None)
@given(PATTERNS)
def test_a_language_and_what_is_outside_share_nothing(pattern: str) -> None:
    languages = Languages()
    try:
        language = language_of(languages, pattern)
    except UnreadableError:
        assume(False)
    assert shortest(languages, languages.both((language, languages.outside(language)))) is None


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        (r"^#[0-9A-Fa-f]{6}$", "#09afAF", "#09afA"),
        (r"^\d{4}-\d{2}$", "2026-09", "٢٠٢٦-09"),
        (r"^[\w.-]+@\w+\.\w+$", "a.b-c@d.e", "a@b"),
        (r"^\u0041\x42\t\/\.$", "AB\t/.", "AB\t/x"),
        (r"^[^\s\]]+$", "a[b", "a]b"),
        (r"^[a-]$", "-", "b"),
        (r"^(?<year>\d+)$", "12", "x"),
        (r"^a{,2}$", "a{,2}", "aa"),
        (r"^.$", "é", "\n"),
        (r"^[\u{1F600}-\u{1F64F}]$", "😀", "a"),
        (r"^(?:(?!ab).*)$", "ba", "ab"),
    ],
)
def test_what_an_expression_means(pattern: str, inside: str, outside: str) -> None:
    assert matches(pattern, inside)
    assert not matches(pattern, outside)


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", r"(?<=a)b", r"\bword", "a{2,1}", "(", "[b-a]", "*a", "a{9999}", r"\p{L}"]
)
def test_what_is_no_language_is_said_to_be_none(pattern: str) -> None:
    with pytest.raises(UnreadableError):
        matches(pattern, "a")
