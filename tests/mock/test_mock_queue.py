"""The server speaks a provider's queue, as the provider's profile describes it, beside EmpirioLabs' own API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from mock_models import DOCUMENTS, KEY, MODELS, parameter

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Endpoint
from modelmint.ir.types import Array, Integer, Nullable, Record, String
from modelmint.mock import MockServer, Options

PATH = "/acme/painter/fast"
FILE = Record("File", (parameter("url", String()), parameter("content_type", Nullable(String()))))
OUTPUT = Record("Output", (parameter("images", Array(FILE)), parameter("video", FILE), parameter("seed", Integer())))
PAINTER = replace(
    MODELS["painter"], ref=ModelRef("fal", "acme/painter/fast"), endpoints=(Endpoint("POST", PATH),), output=OUTPUT
)
PLACE = "/acme/painter/requests/req_000001"


@pytest.fixture
def server() -> Iterator[MockServer]:
    models = {**MODELS, PAINTER.id: PAINTER}
    with MockServer(DOCUMENTS, models, options=Options(kinds=["fal"], job_polls=1)) as running:
        yield running


@pytest.fixture
def queue(server: MockServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base_url, headers={"authorization": "Key k"}, trust_env=False) as client:
        yield client


def test_a_request_waits_and_its_result_is_fetched_apart(server: MockServer, queue: httpx.Client) -> None:
    accepted = queue.post(PATH, json={"prompt": "a"}).json()
    assert accepted == {
        "request_id": "req_000001",
        "status": "IN_QUEUE",
        "status_url": f"{server.base_url}{PLACE}/status",
        "response_url": f"{server.base_url}{PLACE}",
        "cancel_url": f"{server.base_url}{PLACE}/cancel",
    }
    assert queue.get(PLACE).status_code == 400
    assert [queue.get(accepted["status_url"]).json()["status"] for _ in range(2)] == ["IN_QUEUE", "COMPLETED"]
    result = queue.get(accepted["response_url"]).json()
    assert [result["images"][0]["content_type"], result["video"]["content_type"]] == ["image/png", "video/x-msvideo"]
    assert queue.get(result["images"][0]["url"]).content.startswith(b"\x89PNG")
    assert queue.get(result["video"]["url"]).content.startswith(b"RIFF")
    kinds = ["submit", "result", "job", "job", "result", "file", "file"]
    assert [(one.request.kind, one.charged) for one in server.requests] == [(kind, kind == "submit") for kind in kinds]


def test_a_wrong_request_is_accepted_free_of_charge_and_its_result_says_what_is_wrong(
    server: MockServer, queue: httpx.Client
) -> None:
    queue.post(PATH, json={"prompt": "a", "number_of_images": 9})
    for _ in range(2):
        queue.get(f"{PLACE}/status")
    answer = queue.get(PLACE)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "number_of_images"]
    assert not any(one.charged for one in server.requests)


def test_a_request_is_cancelled_unless_it_is_done(queue: httpx.Client) -> None:
    queue.post(PATH, json={"prompt": "a"})
    assert queue.put(f"{PLACE}/cancel").json() == {"status": "CANCELLATION_REQUESTED"}
    assert queue.get(f"{PLACE}/status").json()["status"] == "CANCELLED"
    for _ in range(2):
        queue.get(f"{PLACE}/status")
    assert queue.put(f"{PLACE}/cancel").status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("POST", "/acme/other", 404), ("GET", PLACE, 404), ("GET", PATH, 405), ("PUT", PLACE, 405)],
)
def test_what_is_not_there_is_refused(queue: httpx.Client, method: str, path: str, status: int) -> None:
    assert queue.request(method, path, json={}).status_code == status


def test_both_protocols_are_spoken_each_with_its_own_key(server: MockServer) -> None:
    with httpx.Client(base_url=server.base_url, headers=KEY, trust_env=False) as client:
        body = {"model": "painter", "prompt": "a", "sync": True}
        assert client.post("/v1/images/generations", json=body).status_code == 200
        refused = client.post(PATH, json={"prompt": "a"}, headers={"authorization": "Token abc"})
    assert refused.status_code == 401
    assert 'send it as "Authorization: Bearer ..." or "Authorization: Key ..."' in refused.json()["error"]["message"]
