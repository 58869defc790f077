"""Connections that never come about, over real sockets, with both transports: nothing was sent, and all say so."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from modelmint.mock import MockServer

Call = Callable[..., tuple[object, int]]
PACKAGES = {"httpx": "empiriolabs_models", "httpx2": "over_httpx2"}


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> ModuleType:
    """The package over one of the transports."""
    return import_module(PACKAGES[request.param])


@pytest.fixture(params=["blocking", "awaited"])
def call(request: pytest.FixtureRequest, package: ModuleType) -> Call:
    """One call, over connections that the client makes itself: what came of it, and how often it was tried."""
    return (blocking if request.param == "blocking" else awaited)(package)


def blocking(package: ModuleType) -> Call:
    def call(base_url: str, **options: Any) -> tuple[object, int]:
        tried: list[str] = []

        def count(request: Any, handler: Callable[[Any], Any]) -> Any:
            tried.append(request.method)
            return handler(request)

        with package.Client("k", base_url=base_url, middleware=[count], **options) as client:
            try:
                return client.amazon_nova_canvas.generate(prompt="a", sync=True), len(tried)
            except package.Error as error:
                return error, len(tried)

    return call


def awaited(package: ModuleType) -> Call:
    async def run(base_url: str, **options: Any) -> tuple[object, int]:
        tried: list[str] = []

        async def count(request: Any, handler: Callable[[Any], Any]) -> Any:
            tried.append(request.method)
            return await handler(request)

        async with package.AsyncClient("k", base_url=base_url, middleware=[count], **options) as client:
            try:
                return await client.amazon_nova_canvas.generate(prompt="a", sync=True), len(tried)
            except package.Error as error:
                return error, len(tried)

    return lambda base_url, **options: asyncio.run(run(base_url, **options))


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket that takes connections, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def port(server: socket.socket) -> int:
    return int(server.getsockname()[1])


def test_both_transports_do_the_same(server: MockServer, package: ModuleType, call: Call) -> None:
    found, tried = call(f"{server.base_url}/v1")
    assert isinstance(found, package.Result)
    assert tried == 1
    server.fail("/v1/images/generations", "cut-after")
    found, tried = call(f"{server.base_url}/v1")
    assert isinstance(found, package.OutcomeUnknownError)
    assert tried == 1


def refused(stack: ExitStack) -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{port(server)}/v1"


def no_such_host(stack: ExitStack) -> str:
    return "http://host.invalid/v1"


def answering(stack: ExitStack, answer: bytes) -> str:
    """A server that knows nothing of TLS: it says the same to everyone who greets it, and hangs up."""
    server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

    def serve() -> None:
        for _ in range(3):
            with server.accept()[0] as connection:
                connection.recv(1)
                connection.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return f"https://127.0.0.1:{port(server)}/v1"


def no_tls(stack: ExitStack) -> str:
    return answering(stack, b"HTTP/1.1 400 Bad Request\r\n\r\n")


def hangs_up(stack: ExitStack) -> str:
    return answering(stack, b"")


@pytest.mark.parametrize("trouble", [refused, no_such_host, no_tls, hangs_up])
def test_a_request_that_never_left_is_tried_again_and_surely_not_charged(
    package: ModuleType, call: Call, trouble: Callable[[ExitStack], str]
) -> None:
    with ExitStack() as stack:
        error, tried = call(trouble(stack))
    assert type(error) is package.APIConnectionError
    assert str(error).endswith("(POST /v1/images/generations)")
    assert str(error).startswith(("no connection to http://", "no connection to https://"))
    assert "it was not sent, so look at base_url and the network" in str(error)
    assert (error.status, tried) == (None, 3)


def full(stack: ExitStack) -> str:
    """A server whose queue of connections is full, so that no other comes about."""
    server = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
    for _ in range(2):
        waiting = stack.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex(server.getsockname())
    return f"http://127.0.0.1:{port(server)}/v1"


def silent(stack: ExitStack) -> str:
    """A server that never answers the greeting of TLS."""
    server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
    return f"https://127.0.0.1:{port(server)}/v1"


@pytest.mark.parametrize("trouble", [full, silent])
def test_no_connection_in_time_is_no_unknown_outcome(
    package: ModuleType, call: Call, trouble: Callable[[ExitStack], str]
) -> None:
    with ExitStack() as stack:
        error, tried = call(trouble(stack), timeout=0.1, max_retries=1)
    assert type(error) is package.APITimeoutError
    assert tried == 2


def test_an_answer_that_never_comes_is_one(package: ModuleType, call: Call, listener: socket.socket) -> None:
    error, tried = call(f"http://127.0.0.1:{port(listener)}/v1", timeout=0.1)
    assert type(error) is package.OutcomeUnknownError
    assert "no answer came in time" in str(error)
    assert tried == 1


def test_a_free_connection_that_never_comes_is_no_unknown_outcome(server: MockServer, package: ModuleType) -> None:
    library = import_module(package._package.TRANSPORT)
    server.fail("/v1/images/generations", "slow-headers; seconds=1")
    with library.Client(limits=library.Limits(max_connections=1)) as http:
        client = package.Client("k", base_url=f"{server.base_url}/v1", http_client=http, max_retries=0)
        other = threading.Thread(target=lambda: client.amazon_nova_canvas.generate(prompt="a", sync=True))
        other.start()
        while not server.requests:
            time.sleep(0.01)
        with pytest.raises(package.APITimeoutError) as caught:
            client.amazon_nova_canvas.generate(prompt="b", sync=True, timeout=0.1)
        other.join()
    assert type(caught.value) is package.APITimeoutError
    assert len(server.requests) == 1


@pytest.mark.parametrize("library", PACKAGES)
def test_a_client_of_the_other_transport_can_be_passed_in(
    server: MockServer, package: ModuleType, library: str
) -> None:
    with import_module(library).Client() as http:
        client = package.Client("k", base_url=f"{server.base_url}/v1", http_client=http)
        assert client.amazon_nova_canvas.generate(prompt="a", sync=True).images
        server.fail("/v1/images/generations", "cut-after")
        with pytest.raises(package.OutcomeUnknownError):
            client.amazon_nova_canvas.generate(prompt="a", sync=True)
    assert len(server.requests) == 2
