"""A wrong request fails here, with all that is wrong, and costs nothing."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from empiriolabs_models import AsyncClient, BadRequestError, Client, ValidationError
from empiriolabs_models.amazon_nova_canvas.validator import validate

from modelmint.mock import MockServer


def client(server: MockServer, **options: object) -> Client:
    return Client("sk-test", base_url=f"{server.base_url}/v1", **options)


def test_all_problems_are_told_at_once_and_nothing_is_sent(server: MockServer) -> None:
    with client(server) as made, pytest.raises(ValidationError) as caught:
        made.amazon_nova_canvas.inpaint(prompt="a", aspect_ratio="16:10", mask_prompt="the sofa", qualty="premium")
    assert str(caught.value).splitlines() == [
        "3 problems in amazon-nova-canvas",
        "  aspect_ratio  not-allowed  expected one of '1:1', '3:4', '2:3', '9:16', '1:2', '1:3', '1:4', '4:3', '3:2', "
        "'16:9', … (13 in all), got '16:10'; did you mean '16:9'?",
        "  qualty        unknown      expected a known name, got 'qualty'; did you mean 'quality'?",
        "  image         needs        expected a value, because task_type is 'IMAGE_VARIATION', "
        "'INPAINTING', 'OUTPAINTING' or 'BACKGROUND_REMOVAL', got nothing",
    ]
    assert [problem.code for problem in caught.value.problems] == ["not-allowed", "unknown", "needs"]
    assert caught.value.problems[0].suggestion == "16:9"
    assert caught.value.model == "amazon-nova-canvas"
    assert server.requests == ()


def test_an_option_of_a_call_that_is_misspelt_is_known_by_its_sound() -> None:
    with pytest.raises(ValidationError) as caught:
        Client("sk-test").amazon_nova_canvas.text_image(prompt="a", max_cots="0.1", sed=1)
    assert [(one.path, one.suggestion) for one in caught.value.problems] == [("max_cots", "max_cost"), ("sed", "seed")]


def test_the_error_is_a_value_error_and_can_be_pickled() -> None:
    with pytest.raises(ValueError, match="1 problem in amazon-nova-canvas") as caught:
        Client("sk-test").amazon_nova_canvas.generate()
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is ValidationError
    assert str(again) == str(caught.value)
    assert again.problems[0].path == "prompt"


def test_the_asynchronous_client_refuses_the_same(server: MockServer) -> None:
    import asyncio

    async def run() -> None:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as made:
            await made.amazon_nova_canvas.generate(prompt="a", number_of_images=6)

    with pytest.raises(ValidationError, match="at most 5"):
        asyncio.run(run())
    assert server.requests == ()


def test_validation_can_be_turned_off_for_a_call_and_for_a_client(server: MockServer) -> None:
    with client(server) as made:
        with pytest.raises(BadRequestError):
            made.amazon_nova_canvas.generate(prompt="a", number_of_images=6, validate=False)
        with pytest.raises(BadRequestError):
            made.with_options(validate=False).amazon_nova_canvas.generate(prompt="a", number_of_images=6)
    assert [one.status for one in server.requests] == [400, 400]


def test_extra_body_is_sent_unchecked_and_wins(server: MockServer) -> None:
    import json

    with client(server) as made:
        made.amazon_nova_canvas.generate(prompt="a", seed=1, sync=True, extra_body={"seed": 2})
    assert json.loads(server.requests[0].request.body)["seed"] == 2


def test_problems_of_files_and_of_values_come_together(server: MockServer, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no picture")
    with client(server) as made, pytest.raises(ValidationError) as caught:
        made.amazon_nova_canvas.virtual_try_on(
            prompt="a", image=tmp_path / "none.png", reference_image=text, garment_class="UPPER_BODY", seed=-1
        )
    told = {problem.path: (problem.code, problem.message) for problem in caught.value.problems}
    assert told["image"][0] == "no-file"
    assert "none.png" in told["image"][1]
    assert told["reference_image"] == (
        "wrong-kind",
        "expected a file of kind image, got bytes of no known kind",
    )
    assert told["seed"][0] == "below"
    assert len(told) == 3


def test_an_option_that_shares_a_parameters_name_stays_apart_from_it(server: MockServer) -> None:
    import json

    with client(server) as made:
        made.word_vectors.generate(input="a", timeout=30, timeout_=7)
        with pytest.raises(ValidationError) as caught:
            made.word_vectors.generate(input="a", timeout_="soon")
    assert json.loads(server.requests[0].request.body) == {"model": "word-vectors", "input": "a", "timeout": 7}
    assert caught.value.problems[0].path == "timeout"


def test_a_request_with_numbers_that_json_has_not_is_refused(server: MockServer) -> None:
    with client(server) as made, pytest.raises(ValidationError):
        made.amazon_nova_canvas.generate(prompt="a", cfg_scale=float("nan"), validate=False)
    with client(server) as made, pytest.raises(ValidationError):
        made.amazon_nova_canvas.generate(prompt="a", extra_body={"odd": object()})
    assert server.requests == ()


def test_decimals_are_sent_as_numbers(server: MockServer) -> None:
    import json
    from decimal import Decimal

    with client(server) as made:
        made.amazon_nova_canvas.generate(prompt="a", cfg_scale=Decimal("7.5"), seed=Decimal(3), sync=True)
    sent = json.loads(server.requests[0].request.body)
    assert (sent["cfg_scale"], sent["seed"]) == (7.5, 3)


def test_the_validator_of_a_model_stands_by_itself() -> None:
    assert validate({"prompt": "a"}) == []
    assert [problem.code for problem in validate({"prompt": 1})] == ["wrong-type"]
