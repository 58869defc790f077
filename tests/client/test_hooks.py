"""What users hang into a client: middleware, logs, spans, and the answer as it came."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest
from empiriolabs_models import AsyncClient, Client, OutcomeUnknownError, RawResponse, Request, Response, Result
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from modelmint.mock import MockServer

Handler = Callable[[Request], Response]


def test_middleware_sees_every_attempt_and_can_change_it(server: MockServer) -> None:
    seen: list[tuple[str, str, int]] = []

    def layer(name: str) -> Callable[[Request, Handler], Response]:
        def call(request: Request, handler: Handler) -> Response:
            response = handler(request.replace(headers={**request.headers, f"x-{name}": "1"}))
            seen.append((name, request.method, response.status))
            return response

        return call

    server.fail("/v1/images/generations", "429; retry-after=0")
    url = f"{server.base_url}/v1"
    with Client("sk-test", base_url=url, middleware=[layer("outer"), layer("inner")]) as client:
        client.amazon_nova_canvas.generate(prompt="a", sync=True).images[0].bytes()
    assert seen == [
        ("inner", "POST", 429),
        ("outer", "POST", 429),
        ("inner", "POST", 200),
        ("outer", "POST", 200),
        ("inner", "GET", 200),
        ("outer", "GET", 200),
    ]
    assert server.requests[0].request.headers["x-inner"] == server.requests[0].request.headers["x-outer"] == "1"


def test_middleware_never_sees_the_key(server: MockServer) -> None:
    seen: list[Request] = []

    def call(request: Request, handler: Handler) -> Response:
        seen.append(request)
        return handler(request)

    with Client("sk-secret-key", base_url=f"{server.base_url}/v1", middleware=[call]) as client:
        client.amazon_nova_canvas.generate(prompt="a", sync=True)
    assert "sk-secret-key" not in repr(seen)
    assert server.requests[0].request.headers["authorization"] == "Bearer sk-secret-key"


def test_middleware_of_the_asynchronous_client_is_awaited(server: MockServer) -> None:
    seen: list[int] = []

    async def call(request: Request, handler: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await handler(request)
        seen.append(response.status)
        return response

    async def run() -> None:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1", middleware=[call]) as client:
            await client.amazon_nova_canvas.generate(prompt="a", sync=True)

    asyncio.run(run())
    assert seen == [200]


def test_an_error_in_middleware_is_the_callers(server: MockServer) -> None:
    def call(request: Request, handler: Handler) -> Response:
        raise KeyError("mine")

    with Client("sk-test", base_url=f"{server.base_url}/v1", middleware=[call]) as client, pytest.raises(KeyError):
        client.amazon_nova_canvas.generate(prompt="a")
    assert server.requests == ()


def test_the_log_tells_each_attempt_and_no_key(server: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "empiriolabs_models")
    server.fail("/v1/images/generations", "429; retry-after=0")
    with Client("sk-secret-key", base_url=f"{server.base_url}/v1") as client:
        client.amazon_nova_canvas.generate(prompt="a private thing")
    ours = [record.getMessage() for record in caplog.records if record.name == "empiriolabs_models"]
    assert ours[0].startswith("POST /v1/images/generations, attempt 1: 429 in ")
    assert ours[2].startswith("POST /v1/images/generations, attempt 2: 202 in ")
    assert ours[3].startswith("amazon-nova-canvas: job job_")
    assert "sk-secret-key" not in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize(
    "text", ["Authorization: Bearer sk-empiriolabs-abc123", "key=sk-empiriolabs-abc123", "x-api-key: abc123secret"]
)
def test_what_looks_like_a_key_is_redacted(text: str, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("empiriolabs_models").warning("sent with %s", text)
    assert "abc123" not in caplog.text
    assert "[redacted]" in caplog.text


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    return exporter


def test_a_call_is_a_span_by_the_conventions(server: MockServer, spans: InMemorySpanExporter) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1") as client:
        client.amazon_nova_canvas.generate(prompt="a")
        client.word_vectors.generate(input="a")
    image, embedding = spans.get_finished_spans()
    assert image.name == "generate_content amazon-nova-canvas"
    assert image.kind is trace.SpanKind.CLIENT
    attributes = dict(image.attributes or {})
    assert attributes.pop("server.port") == int(server.base_url.rpartition(":")[2])
    assert str(attributes.pop("gen_ai.response.id")).startswith("job_")
    assert attributes == {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": "empiriolabs",
        "gen_ai.request.model": "amazon-nova-canvas",
        "gen_ai.output.type": "image",
        "server.address": "127.0.0.1",
    }
    assert embedding.name == "embeddings word-vectors"


def test_a_span_tells_the_error(server: MockServer, spans: InMemorySpanExporter) -> None:
    async def run() -> None:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as client:
            await client.amazon_nova_canvas.generate(prompt="a")

    server.fail("/v1/images/generations", "500")
    with pytest.raises(OutcomeUnknownError):
        asyncio.run(run())
    (span,) = spans.get_finished_spans()
    assert dict(span.attributes or {})["error.type"] == "OutcomeUnknownError"
    assert span.status.status_code is trace.StatusCode.ERROR


def test_the_raw_response_stands_beside_what_it_means(server: MockServer) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1") as client:
        raw = client.amazon_nova_canvas.with_raw_response.text_image(prompt="a", sync=True)
    assert isinstance(raw, RawResponse)
    assert (raw.status, raw.headers["Content-Type"]) == (200, "application/json")
    assert raw.body.startswith(b"{")
    assert isinstance(raw.parse(), Result)


def test_the_raw_response_of_a_job_is_the_one_that_held_the_result(server: MockServer) -> None:
    async def run() -> RawResponse:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as client:
            return await client.amazon_nova_canvas.with_raw_response.generate(prompt="a")

    raw = asyncio.run(run())
    assert b'"completed"' in raw.body
    assert raw.parse().images
