"""What is told of a problem by every form alike, where each of them has to say it with care."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from modelmint.conform.compare import agrees
from modelmint.conform.form import Answer, Form
from modelmint.conform.forms import load
from modelmint.ir.model import Model
from modelmint.ir.rules import Forbids, Is, Limits, Present
from modelmint.ir.types import Integer, Map, Range, Record, String
from modelmint.validate import validate
from nouns import HERE, WHY, model, parameter

DRAWS = (Is("task", ("DRAW",)),)
TASK = parameter("task", String(), default="DRAW")
SIZE = Record("Size", (parameter("width", Integer(Range(Decimal(1)))), parameter("height", Integer())), None)
WIDTH = Record("Width", (parameter("width", Integer(Range(maximum=Decimal(9)))),), None)
FORMS = ("validator", "javascript", "pydantic")


def excluded(name: str) -> Model:
    return model(TASK, parameter(name, String()), rules=(Forbids(DRAWS, (name,), "error", WHY, HERE),))


def limited(limit: Record | Map) -> Model:
    rule = Limits((Present("size"),), "size", limit, "error", WHY, HERE)
    return model(parameter("size", SIZE), rules=(rule,))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("one", "request_", "told"),
    [
        (
            excluded("access_token"),
            {"access_token": "abc"},
            "forbidden access_token: expected nothing, because task is 'DRAW', "
            "got a string that is not shown, as it may be a secret",
        ),
        (
            excluded("API key"),
            {"API key": "abc"},
            "forbidden ['API key']: expected nothing, because task is 'DRAW', "
            "got a string that is not shown, as it may be a secret",
        ),
        (
            excluded("keys"),
            {"keys": "abc"},
            "forbidden keys: expected nothing, because task is 'DRAW', got 'abc'",
        ),
        (
            limited(WIDTH),
            {"size": {"width": 2, "height": 3}},
            "limited size.height: expected a known name, because size is given, got 'height'",
        ),
        (
            limited(Map(Integer(), String(min_length=6))),
            {"size": {"width": 2, "height": 3}},
            "limited size.width: expected a name with at least 6 characters, because size is given, got 5 characters",
        ),
    ],
)
def test_a_problem_is_told_alike(form: str, one: Model, request_: dict[str, object], told: str) -> None:
    check(form, one, [request_], [told])


@pytest.mark.parametrize("form", FORMS)
def test_secrets_are_known_by_how_they_begin(form: str) -> None:
    one = model(parameter("text", String(max_length=3)), parameter("choice", Integer()))
    starts = [f"{start}{mark}" for start in ("sk", "pk", "rk", "hf", "ghp", "gho") for mark in "-_"]
    starts += [f"xox{letter}{mark}" for letter in "abprs" for mark in "-_"]
    starts += ["github_pat_", "AKIA", "AIza", "eyJ", "-----BEGIN", "Bearer ", "Basic ", "Key "]
    told = "wrong-type choice: expected a whole number, got a string that is not shown, as it may be a secret"
    check(form, one, [{"choice": f"{start}1"} for start in starts], [told] * len(starts))


def check(name: str, one: Model, requests: list[dict[str, object]], told: list[str]) -> None:
    """Each request has one problem, and the form says it as the reference does."""
    wanted = [validate(one, request) for request in requests]
    assert [f"{problem.code} {problem}" for (problem,) in wanted] == told
    form = load(name)
    if form.missing():
        pytest.skip(f"needs {form.missing()}")
    answers = asked(form, one, requests)
    for request, problems, answer in zip(requests, wanted, answers, strict=True):
        assert isinstance(answer, list)
        assert agrees(problems, answer, detailed=True), request


def asked(form: Form, one: Model, requests: list[dict[str, object]]) -> list[Answer]:
    """What a form says of each request."""
    with TemporaryDirectory() as folder:
        form.prepare([one], Path(folder))
        try:
            return form.validate(one, requests)
        finally:
            form.close()
