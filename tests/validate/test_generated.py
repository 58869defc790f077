"""The generated Python validator says, word for word, what the reference says."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from math import nextafter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from generated import load, source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelmint.ir.model import Model
from modelmint.ir.types import Number, Range
from modelmint.validate import Problem, validate
from modelmint.validate.nearest import Nearest
from modelmint.validate.quote import quote
from nouns import model, parameter
from payloads import requests
from strategies import models


def shape(problem: Any) -> tuple[object, ...]:
    """A problem of either validator."""
    return (problem.path, problem.code, problem.expected, problem.got, problem.message)


def compare(model: Model, check: Any, request: object) -> None:
    wanted, found = validate(model, request), check(request)
    assert [shape(problem) for problem in found] == [shape(problem) for problem in wanted]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), models())
def test_any_model_and_any_request_get_the_same_problems(data: st.DataObject, model: Model) -> None:
    check = load(source(model)).validate
    for request in data.draw(st.lists(requests(model), min_size=8, max_size=8)):
        compare(model, check, request)


@pytest.mark.parametrize("step", ["0.1", "0.05", "0.25", "0.3", "0.001", "0.0001", "0.000001", "1.5"])
def test_floats_on_a_grid_are_told_from_their_neighbours(step: str) -> None:
    unit = Decimal(step)
    one = model(parameter("x", Number(Range(Decimal(-1000), Decimal(1000)), unit)))
    text = source(one)
    assert f"round(v, {len(step.partition('.')[2])}) != v" in text
    check = load(text).validate
    random = Random(step)
    for _ in range(500):
        near = float(random.randint(int(-1000 / unit), int(1000 / unit)) * unit)
        for value in (near, nextafter(near, 2e3), nextafter(near, -2e3), near + 0.1 - 0.1, random.uniform(-1e3, 1e3)):
            compare(one, check, {"x": value})


WORDS = st.text("abcAB'\\é\u212a\u200b 1", max_size=8)

PROBLEM = load(source(model())).Problem


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5, unique=True))
def test_the_nearest_word_is_the_one_that_the_reference_finds(word: str, known: list[str]) -> None:
    """The module leaves out words of other letters and equal beginnings, which the reference compares in full."""
    found = PROBLEM(("", "not-allowed", "", word, tuple(known), ""))
    wanted = Problem("", "not-allowed", "", quote(word), Nearest(word, known))
    assert (found.got, found.suggestion) == (wanted.got, wanted.suggestion)


LINTED = ["--select", "E,F,B,C4,PIE,RET,RUF,SIM,UP,W", "--ignore", "E501,RUF001,RUF002,RUF003,UP007"]


def test_a_linter_has_nothing_to_say_of_generated_modules() -> None:
    """Not that a comparison is negated from outside, for one, nor that a condition stands within another."""
    folder = Path(__file__).parents[2] / "generated" / "validator"
    command = ["ruff", "check", "--isolated", "--target-version", "py311", *LINTED, str(folder)]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    assert done.stdout == "All checks passed!\n", done.stdout + done.stderr
