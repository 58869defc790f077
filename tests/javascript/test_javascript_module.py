"""The generated ES module says, word for word, what the reference says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from modules import problems, wanted

from modelmint.ir.model import Model
from modelmint.vectors.derive import derive
from packed import real_models
from payloads import requests
from strategies import models


@settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate)
)
@given(st.data(), models())
def test_any_model_and_any_request_get_the_same_problems(data: st.DataObject, model: Model) -> None:
    asked = data.draw(st.lists(requests(model), min_size=8, max_size=8))
    assert problems(model, asked) == [wanted(model, request) for request in asked]


@pytest.mark.parametrize("model", real_models(), ids=lambda model: model.id)
def test_our_own_models_get_the_same_problems_for_all_vectors(model: Model) -> None:
    asked: list[object] = [vector.request for vector in derive(model)]
    assert len(asked) > 20
    assert problems(model, asked) == [wanted(model, request) for request in asked]
