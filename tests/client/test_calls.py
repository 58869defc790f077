"""The generated package calls a real server, synchronously and not, and gives what comes back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from empiriolabs_models import (
    AsyncClient,
    Client,
    ConfigurationError,
    CostLimitError,
    JobState,
    UnsupportedError,
    progress_bar,
)

from modelmint.mock import MockServer


def client(server: MockServer, **options: object) -> Client:
    return Client("sk-test", base_url=f"{server.base_url}/v1", **options)


def test_a_job_is_submitted_polled_and_its_image_saved(server: MockServer, tmp_path: Path) -> None:
    with client(server) as made:
        result = made.amazon_nova_canvas.generate(prompt="a red sofa", number_of_images=2)
        saved = result.images[0].save(tmp_path / "room.png")
    assert saved.read_bytes().startswith(b"\x89PNG")
    assert len(result.images) == 2
    assert result.usage == {"billable_units": 2, "billing_unit": "image"}
    assert [(one.method, one.request.kind) for one in server.requests] == [
        ("POST", "submit"),
        ("GET", "job"),
        ("GET", "job"),
        ("GET", "file"),
    ]


def test_a_synchronous_answer_takes_one_request(server: MockServer) -> None:
    with client(server) as made:
        result = made.amazon_nova_canvas.generate(prompt="a red sofa", sync=True, response_format="b64_json")
        assert result.images[0].url is None
        assert result.images[0].bytes().startswith(b"\x89PNG")
    assert len(server.requests) == 1


def test_a_task_method_sends_its_task_and_the_bytes_of_a_file(server: MockServer, tmp_path: Path) -> None:
    picture = tmp_path / "room.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n rest")
    with client(server) as made:
        made.amazon_nova_canvas.inpaint(prompt="a red sofa", image=picture, mask_prompt="the sofa", sync=True)
    sent = json.loads(server.requests[0].request.body)
    assert sent == {
        "model": "amazon-nova-canvas",
        "task_type": "INPAINTING",
        "prompt": "a red sofa",
        "image": "iVBORw0KGgogcmVzdA==",
        "mask_prompt": "the sofa",
        "sync": True,
    }


def test_a_video_is_always_a_job(server: MockServer) -> None:
    with client(server) as made:
        result = made.clip_maker.generate(prompt="waves", sync=True)
    assert [file.kind for file in result.videos] == ["video"]


def test_an_endpoint_that_answers_at_once_gives_its_json(server: MockServer) -> None:
    with client(server) as made:
        result = made.word_vectors.generate(input="a red sofa", dimensions=64)
    assert len(result.json["data"][0]["embedding"]) == 64
    assert result.embeddings == [result.json["data"][0]["embedding"]]
    assert result.files == []


def test_vectors_in_base64_are_decoded(server: MockServer) -> None:
    with client(server) as made:
        words = made.word_vectors
        plain, packed = (words.generate(input="a red sofa", encoding_format=form) for form in ("float", "base64"))
    assert isinstance(packed.json["data"][0]["embedding"], str)
    assert packed.embeddings == plain.embeddings
    assert len(plain.embeddings[0]) == 1024


def test_what_is_no_embedding_has_none(server: MockServer) -> None:
    with client(server) as made:
        assert made.amazon_nova_canvas.generate(prompt="a red sofa").embeddings == []


def test_a_submitted_job_can_be_followed_and_resumed_by_its_id(server: MockServer) -> None:
    states: list[JobState] = []
    with client(server) as made:
        nova = made.amazon_nova_canvas
        job = nova.submit(prompt="a red sofa")
        assert job.status == "queued"
        assert nova.resume(job.id).wait(on_progress=states.append).images
        assert job.refresh().phase == "succeeded"
    assert [state.progress for state in states] == [0.0, 1.0]


def test_the_asynchronous_client_does_the_same(server: MockServer) -> None:
    async def run() -> bytes:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as made:
            result = await made.amazon_nova_canvas.generate(prompt="a red sofa")
            return await result.images[0].bytes()

    assert asyncio.run(run()).startswith(b"\x89PNG")
    assert [one.request.kind for one in server.requests] == ["submit", "job", "job", "file"]


def test_a_job_that_no_one_can_stop_says_so_and_goes_on(connect: Callable[..., Client], server: MockServer) -> None:
    job = connect().amazon_nova_canvas.submit(prompt="a")
    sent = len(server.requests)
    with pytest.raises(UnsupportedError, match=f"{job.id} goes on"):
        job.cancel()
    assert len(server.requests) == sent
    assert job.wait().images


def test_a_client_with_other_options_shares_the_connections_of_the_first(connect: Callable[..., Client]) -> None:
    first = connect()
    second = first.with_options(max_cost="0.01", timeout=5)
    with pytest.raises(CostLimitError):
        second.amazon_nova_canvas.generate(prompt="a", sync=True)
    assert first.amazon_nova_canvas.generate(prompt="a", sync=True).images
    assert second._io is first._io
    with pytest.raises(ConfigurationError, match="no such option: time_out"):
        first.with_options(time_out=5)  # as one who does not check types


def test_the_progress_bar_grows_on_one_line_and_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    for state in (
        JobState("job_1", "queued", "pending"),
        JobState("job_1", "running", "pending", progress=0.5),
        JobState("job_1", "running", "pending", progress=7.0),
        JobState("job_1", "completed", "succeeded"),
    ):
        progress_bar(state)
    *shown, end = capsys.readouterr().err.split("\r")[1:]
    assert [line.split("]")[1].split()[0] for line in shown] == ["0%", "50%", "100%"]
    assert [line.count("#") for line in (*shown, end)] == [0, 15, 30, 30]
    assert end.endswith("\n")
    assert not any("\n" in line for line in shown)
