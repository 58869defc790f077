"""The pydantic models say what the reference says, and give back what they were given."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_forms import prepared

from modelmint.conform.chance import by_chance
from modelmint.conform.form import Refusal
from modelmint.conform.pydantic_model import PydanticModel
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.lower.tasks import Task, tasks
from modelmint.normalise import normalise
from modelmint.read import read
from modelmint.validate import LIMIT, Problem, validate
from modelmint.validate.equal import equal
from modelmint.vectors.derive import derive
from packed import real_models
from payloads import requests
from strategies import models

EVERY = 60
"""Of fal's documents, every so many is enough for each run; `modelmint conform` has them all."""
ANY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def shape(answer: Any) -> list[tuple[object, ...]]:
    """Problems without their suggestions, which stand in the message: a number may be a float there."""
    return [(one.path, one.code, one.expected, one.got, one.message) for one in answer]


def compare(form: PydanticModel, one: Model, asked: Sequence[object]) -> None:
    for request, answer in zip(asked, form.validate(one, asked), strict=True):
        wanted = validate(one, request)
        assert shape(answer) == shape(wanted)
        if not wanted:
            parsed = form.model(str(one.ref)).model_validate(request)
            assert equal(parsed.model_dump(by_alias=True, exclude_unset=True), request)


@ANY
@given(st.data(), models())
def test_any_model_and_any_request_get_the_same_problems(data: st.DataObject, one: Model) -> None:
    asked = data.draw(st.lists(requests(one), min_size=8, max_size=8))
    with prepared([one]) as form:
        if isinstance(form.validate(one, asked)[0], Refusal):
            assert "surrogate" in form.refused[str(one.ref)].reason
        else:
            compare(form, one, asked)


@pytest.fixture(scope="module")
def real() -> Iterator[PydanticModel]:
    """The project's own models."""
    with prepared(real_models()) as form:
        yield form


@pytest.mark.parametrize("one", real_models(), ids=lambda one: one.id)
def test_our_own_models_say_the_same(real: PydanticModel, one: Model) -> None:
    ANY(given(requests(one))(lambda request: compare(real, one, [request])))()


TASKS = [(one, task) for one in real_models() for task in tasks(one)]


@pytest.mark.parametrize(("one", "task"), TASKS, ids=[str(task.value) for _, task in TASKS])
def test_the_class_of_a_task_takes_what_the_model_takes_of_that_task(
    real: PydanticModel, one: Model, task: Task
) -> None:
    made = task_class(real, one, task)
    vectors = derive(one)
    some = [vector.request for vector in (*vectors, *by_chance(one, vectors, 100, 1))]
    own = [{name: value for name, value in request.items() if name in task.parameters} for request in some]
    asked = [*some, *({**request, str(one.task): task.value} for request in own)]
    taken = 0
    for request in asked:
        wanted, answer = validate(one, request), told(made, request)
        assert shape(answer)[: min(len(wanted), LIMIT)] == shape(wanted)[:LIMIT]
        assert (answer == []) is (wanted == [] and belongs(one, task, request)), request
        taken += not answer
        if not answer:
            assert equal(made.model_validate(request).model_dump(by_alias=True, exclude_unset=True), request)
    assert taken > 3


def belongs(one: Model, task: Task, request: dict[str, object]) -> bool:
    """Whether a request is one of a task, and of nothing else."""
    chooser = one.parameter(one.task or "")
    assert chooser is not None
    return request.get(chooser.name, chooser.default) == task.value and {*request} <= {chooser.name, *task.parameters}


def task_class(form: PydanticModel, one: Model, task: Task) -> Any:
    """The class of a task's requests."""
    [name] = [each.class_name for each in form.views[str(one.ref)].tasks if each.value == task.value]
    return getattr(sys.modules[form.model(str(one.ref)).__module__], name)


def told(made: Any, request: object) -> list[Problem]:
    """What a class says of a request."""
    try:
        made.model_validate(request)
    except ValidationError as error:
        return [_problem(one) for one in error.errors(include_url=False)]
    return []


def _problem(error: Any) -> Problem:
    said = error["ctx"]
    return Problem(said["path"], error["type"], said["expected"], said["got"], said["suggestion"])


def test_what_a_task_does_not_take_is_told_as_all_else_is(real: PydanticModel) -> None:
    [(nova, inpaint)] = [pair for pair in TASKS if pair[1].value == "INPAINTING"]
    made = task_class(real, nova, inpaint)
    request = {"prompt": "a", "image": "x", "mask_image": "y", "quality": "best", "mask_type": "IMAGE"}
    assert [f"{one.code} {one}" for one in told(made, request)] == [
        "not-allowed quality: expected one of 'standard', 'premium', got 'best'",
        "required task_type: expected 'INPAINTING', got nothing",
        "unknown mask_type: expected a name that belongs to 'INPAINTING', got 'mask_type'; did you mean 'task_type'?",
    ]
    [other] = told(made, {"task_type": "IMAGE_VARIATION", "prompt": "a", "image": "x"})
    assert (other.path, other.code, other.expected) == ("task_type", "not-allowed", "'INPAINTING'")


def fal(corpora: Path) -> list[Model]:
    """Some of fal's models."""
    found = []
    for file in sorted((corpora / "fal" / "2026-06-11").rglob("*.json"))[::EVERY]:
        document = parse(file.read_text(encoding="utf-8"))
        assert isinstance(document, dict)
        found.append(normalise(read(document, ModelRef("fal", str(document["endpoint_id"])), file.name, "fal")[0]))
    return [one for one in found if one.unreadable is None]


def test_models_of_fal_say_the_same(corpora: Path) -> None:
    chosen = fal(corpora)
    assert len(chosen) > 10
    with prepared(chosen) as form:
        assert form.refused == {}

        @settings(ANY, max_examples=40)
        @given(st.data())
        def every_one(data: st.DataObject) -> None:
            one = data.draw(st.sampled_from(chosen))
            compare(form, one, data.draw(st.lists(requests(one), min_size=4, max_size=4)))

        every_one()
