"""A provider with a queue is called by the same code: only what is generated from its profile differs."""

from __future__ import annotations

import asyncio
import base64
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import models, package, queued, source
from fal_models import AsyncClient, Client, ConfigurationError, JobCancelledError, JobFailedError, MalformedAnswerError

from modelmint.mock import MockServer, Options

DOCUMENT, PAINTER = queued()
PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def queue() -> Iterator[MockServer]:
    """A server that speaks the queue's protocol."""
    options = Options(kinds=["fal"], job_polls=1, keys={"fal-key"})
    with MockServer({PAINTER.id: DOCUMENT}, {PAINTER.id: PAINTER}, options=options) as server:
        yield server


@pytest.fixture
def client(queue: MockServer) -> Iterator[Client]:
    with Client("fal-key", base_url=queue.base_url) as made:
        yield made


def test_not_a_line_of_the_common_code_differs(generated: Path) -> None:
    cores = [sorted((generated / name / "_core").glob("*.py")) for name in ("empiriolabs_models", "fal_models")]
    assert [file.name for file in cores[0]] == [file.name for file in cores[1]]
    for one, other in zip(*cores, strict=True):
        # The first line says what a file was generated from.
        assert one.read_text().split("\n", 1)[1] == other.read_text().split("\n", 1)[1]


def test_two_sources_make_one_distribution_of_two_packages(tmp_path: Path) -> None:
    both = [source(name, name) for name in ("empiriolabs", "fal")]
    package(tmp_path, [*models().values(), PAINTER], views=both)
    assert tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))["project"]["name"] == "models-python"
    assert "\n# Typed clients\n" in (tmp_path / "README.md").read_text("utf-8")
    assert {file.parent.name for file in tmp_path.glob("*/_client.py")} == {"empiriolabs_models", "fal_models"}


def test_a_request_is_submitted_asked_about_and_its_result_fetched(queue: MockServer, client: Client) -> None:
    result = client.acme_painter_fast.generate(prompt="a red sofa", image_url=PNG)
    assert result.images[0].bytes().startswith(b"\x89PNG")
    assert result.json["seed"] == 42
    place = "/acme/painter/requests/req_000001"
    assert [(one.method, one.path) for one in queue.requests[:-1]] == [
        ("POST", "/acme/painter/fast"),
        ("GET", f"{place}/status"),
        ("GET", f"{place}/status"),
        ("GET", place),
    ]
    sent = queue.requests[0].request
    assert sent.headers["authorization"] == "Key fal-key"
    picture = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    assert json.loads(sent.body) == {"prompt": "a red sofa", "image_url": picture}


def test_the_asynchronous_client_does_the_same(queue: MockServer) -> None:
    async def run() -> bytes:
        async with AsyncClient("fal-key", base_url=queue.base_url) as made:
            return await (await made.acme_painter_fast.generate(prompt="a")).images[0].bytes()

    assert asyncio.run(run()).startswith(b"\x89PNG")
    assert [one.request.kind for one in queue.requests] == ["submit", "job", "job", "result", "file"]


def test_a_request_is_found_again_by_its_id_alone(queue: MockServer, client: Client) -> None:
    job = client.acme_painter_fast.submit(prompt="a")
    assert client.acme_painter_fast.resume(job.id).wait().images
    assert [one.request.kind for one in queue.requests].count("submit") == 1


def test_a_request_can_be_cancelled(queue: MockServer, client: Client) -> None:
    job = client.acme_painter_fast.submit(prompt="a")
    job.cancel()
    with pytest.raises(JobCancelledError, match=r"CANCELLED.*job req_000001"):
        job.wait()
    assert ("PUT", "/acme/painter/requests/req_000001/cancel") in [(one.method, one.path) for one in queue.requests]


def test_a_result_that_is_a_refusal_fails_the_job_with_the_providers_words(client: Client) -> None:
    with pytest.raises(JobFailedError, match="expected at least 1 character") as caught:
        client.acme_painter_fast.generate(prompt="", validate=False)
    assert (caught.value.job_id, caught.value.code) == ("req_000001", "too-short")


def test_a_result_that_cannot_be_read_says_how_to_fetch_it_again(queue: MockServer, client: Client) -> None:
    queue.fail("/acme/painter/requests/*[0-9]", "malformed", None)
    with pytest.raises(MalformedAnswerError) as caught:
        client.acme_painter_fast.generate(prompt="a")
    assert caught.value.__notes__ == ["The job is done all the same: resume('req_000001').wait() fetches its result."]
    assert [one.request.kind for one in queue.requests].count("result") == 3


def test_the_key_has_the_name_that_the_provider_gave_it() -> None:
    with Client() as made, pytest.raises(ConfigurationError, match="FAL_KEY"):
        made.acme_painter_fast.generate(prompt="a")
