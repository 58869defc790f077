"""The generated Python validator says, word for word, what the reference says."""

from __future__ import annotations

from typing import Any

from generated import load, source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelmint.ir.model import Model
from modelmint.validate import validate
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
