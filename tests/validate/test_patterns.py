"""Patterns: read alike in every language, and never slow."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from modelmint.validate.pattern import flaw, matches, sample_match, spelled

SAFE = [
    r"^\w+$",
    r"^#([0-9A-Fa-f]{3}){1,2}$",
    r"^#[0-9A-Fa-f]{6}( ?, ?#[0-9A-Fa-f]{6}){0,9}$",
    r"^\d{4}-\d{2}-\d{2}$",
    r"[a-z]+",
    r"^a|b$",
    r"^[\w.-]+@[\w.-]+\.\w+$",
    r"^[0-9a-f]{64}$",
    r"^https?://",
    r"^(foo|foobar)$",
    r"^data:image/(png|jpeg);base64,",
    r"^([a-z0-9]+-)*[a-z0-9]+$",
    r"^[^\s]+$",
    r"^(?<year>\d{4})(?P<month>\d\d)?$",
    r"^[-a-z]*[^-a-z]$",
    r"",
    r"^$",
    r"\\",
    r"^[\]\[^\\-]$",
    r"^\x41\u0042\u{43}$",
    r"^é+😀$",
    r"\d+$",
    r".*foo",
    r"^\s+|\s+$",
    r"(a+)+b",
    r"(a+)+$",
    r"a+b+$",
    r"(?:a{2})+b",
    r"a{2,}b+c",
    r"(?:[0-9]+|x)?px$",
]
EVIL = [
    r"x.*y",
    r"^a|x\d+y?\d+$",
    r"(?:a{2,}|b)+c",
    r"^(a|a)*$",
    r"^(a|aa)+$",
    r"(x+x+)+y",
    r"^(a?){50}a{50}$",
    "^" + "a?" * 30 + "a{30}$",
    r"^(.*a){20}$",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"^(a*)*$",
    r"(|)(|)x",
    r"^([a-z]*|[0-9]*)*$",
    r"^(\w+\s?)*$",
]
FOREIGN = [
    r"(?=a)b",
    r"(?<!a)b",
    r"\bfoo",
    r"\p{L}",
    r"(a)\1",
    r"(?i)a",
    r"[[:alpha:]]",
    r"[a&&b]",
    r"\Aa",
    r"a++",
    r"\cA",
    r"a^b",
]
BROKEN = ["[", "(", "a)", "a{2,1}", "*a", "a**", "[b-a]", "\\", "a{5000}", "(" * 30 + ")" * 30, "\ud800", "a" * 2000]


@pytest.mark.parametrize("pattern", SAFE)
def test_a_plain_pattern_is_used_and_finds_what_is_made_from_it(pattern: str) -> None:
    assert flaw(pattern) == ""
    sample = sample_match(pattern)
    assert sample is not None
    assert matches(pattern, sample)


@pytest.mark.parametrize("pattern", [*EVIL, *FOREIGN, *BROKEN])
def test_a_pattern_that_may_hang_or_differ_is_refused_and_enforced_nowhere(pattern: str) -> None:
    assert flaw(pattern)
    assert spelled(pattern) is None
    assert matches(pattern, "anything")


@pytest.mark.parametrize("pattern", SAFE)
@pytest.mark.parametrize("text", ["a", "aA", "-", "a.", " ", "#a", "0", "0-", "1a", "é"])
def test_the_time_grows_with_the_text_and_no_faster(pattern: str, text: str) -> None:
    start = time.perf_counter()
    matches(pattern, text * 100_000 + "!")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"^a$", "a\n", False),
        (r"^\w$", "é", False),
        (r"^\d$", "٣", False),
        (r"^\s$", "\ufeff", True),
        (r"^.$", "\u2028", False),
        (r"^.$", "😀", True),
        (r"b", "abc", True),
        (r"^[^a]$", "\n", True),
        (r"^\S$", "\x1c", True),
    ],
)
def test_a_pattern_means_what_it_means_in_json_schema(pattern: str, text: str, found: bool) -> None:
    assert matches(pattern, text) is found


PIECES = ["a", "b", "[ab]", "[^a]", ".", "\\d", "(ab)", "(a|b)", "a?", "b*", "(ab)+", "a{2}", "[a-c]{1,2}", "-", "\\."]
_bodies = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)


@settings(deadline=None)
@given(_bodies, st.booleans(), st.booleans(), st.lists(st.text("ab1.-c", max_size=8)))
def test_spelling_a_pattern_changes_nothing_about_it(body: str, start: bool, end: bool, texts: list[str]) -> None:
    pattern = "^" * start + body + "$" * end
    spelling = spelled(pattern)
    for text in texts if spelling else ():
        found = re.search(pattern, text) is not None
        assert [re.search(one, text) is not None for one in (spelling.python, spelling.portable)] == [found, found]


@settings(deadline=None)
@given(st.text("ab()[]{}*+?|^$\\.,-1d", max_size=12))
@example("[]")
def test_no_text_makes_the_reader_fail(pattern: str) -> None:
    assert (spelled(pattern) is None) == bool(flaw(pattern))
