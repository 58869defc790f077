"""Descriptions are written by strangers: whatever they hold, lint neither fails nor hangs."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelmint.ir.model import Model
from modelmint.lint import lint
from modelmint.lint.prose import bounds, conditions, defaults, sizes, values
from strategies import models

READERS: tuple[Callable[[str], object], ...] = (
    bounds.bounds,
    sizes.length,
    sizes.count,
    values.listing,
    defaults.default,
    conditions.required_when,
    conditions.only_when,
    conditions.exclusive,
    conditions.one_of,
    conditions.deprecated,
    lambda doc: conditions.alias(doc, frozenset({"a", "b"})),
)
PHRASES = """
between 1 and 10 | (0-1) | must be one of 'a', b or c | default is true. | up to 3 images | max 500 characters,
either a or b | required when b is set | only used if | same as a | deprecated | mutually exclusive | at least
options: | - `x`: | 1,000 | -5 | 1e5 | % | \u2028 | – | ; | ( | 99999999999999999999999999
"""
WORDS = st.sampled_from(PHRASES.replace("\n", " | ").split(" | "))
PROSE = st.lists(WORDS, max_size=30).map(" ".join)


@given(models())
@settings(max_examples=50, deadline=None)
def test_no_model_makes_lint_fail(model: Model) -> None:
    for finding in lint(model, "snapshot.json"):
        assert finding.message


@given(st.one_of(st.text(), PROSE))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for reader in READERS:
        reader(text)


BLANK = ["(", " ", "\n", "[", ". ", "(1-"]
LISTED = ["a, ", "'a' ", "- a\n", "a (b) ", "a | ", "options: ", "either a ", "one of a, b "]
NUMBERED = ["1 - ", "1,000,", "between 1 and ", "max ", "up to 1 ", "default is ", "required when ("]


@pytest.mark.parametrize("piece", [*BLANK, *LISTED, *NUMBERED])
def test_text_made_to_be_slow_is_read_at_once(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    for reader in READERS:
        reader(text)
        reader(f"One of {text[:590]}")
    assert time.process_time() - start < 3
