"""The pydantic models say what the reference says, and give back what they were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_forms import prepared

from modelmint.conform.form import Refusal
from modelmint.conform.pydantic_model import PydanticModel
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.normalise import normalise
from modelmint.read import read
from modelmint.validate import validate
from modelmint.validate.equal import equal
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
