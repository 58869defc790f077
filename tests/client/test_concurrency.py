"""Interrupted, shared, forked or moved to another event loop: no connection and no temporary file stays behind."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from empiriolabs_models import AsyncClient, Client

from modelmint.mock import MockServer

IMAGES = "/v1/images/generations"


def connections(server: MockServer) -> int:
    """The sockets that some process holds open towards the server."""
    port = f":{int(server.base_url.rpartition(':')[2]):04X}"
    rows = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return sum(remote.endswith(port) and inode != "0" for _, _, remote, *_, inode in (row[:10] for row in rows))


@pytest.fixture
def no_leak(server: MockServer) -> Iterator[None]:
    """Fail if connections to the server stay open."""
    yield
    gc.collect()
    assert connections(server) == 0


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.usefixtures("no_leak")
def test_a_cancelled_call_is_not_sent_again_and_frees_its_connection(server: MockServer) -> None:
    server.fail(IMAGES, "slow-headers; seconds=30")

    async def run() -> None:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as client:
            task = asyncio.create_task(client.amazon_nova_canvas.generate(prompt="a", sync=True))
            while not server.requests:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await client.amazon_nova_canvas.generate(prompt="b", sync=True)).images

    asyncio.run(run())
    assert len(server.requests) == 2


@pytest.mark.usefixtures("no_leak")
def test_a_cancelled_download_leaves_no_file(server: MockServer, tmp_path: Path) -> None:
    async def run() -> None:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as client:
            result = await client.amazon_nova_canvas.generate(prompt="a", sync=True)
            server.fail("/files/*", "slow-body; seconds=30")
            task = asyncio.create_task(result.images[0].save(tmp_path / "a.png"))
            while not any(tmp_path.iterdir()):
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())
    assert list(tmp_path.iterdir()) == []


def interrupt_when(condition: Callable[[], bool]) -> threading.Thread:
    """Press Ctrl-C, as it were, as soon as the condition holds."""

    def wait() -> None:
        until(condition)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


@pytest.mark.usefixtures("no_leak")
@pytest.mark.parametrize("stage", ["submit", "poll", "download"])
def test_ctrl_c_ends_a_call_at_once_and_cleanly(server: MockServer, tmp_path: Path, stage: str) -> None:
    path = {"submit": IMAGES, "poll": "/v1/jobs/*", "download": "/files/*"}[stage]
    server.fail(path, "slow-body; seconds=30")
    with Client("sk-test", base_url=f"{server.base_url}/v1") as client:
        thread = interrupt_when(lambda: any(one.fault for one in server.requests))
        with pytest.raises(KeyboardInterrupt):
            client.amazon_nova_canvas.generate(prompt="a").images[0].save(tmp_path / "a.png")
        thread.join()
        assert [one.request.kind for one in server.requests].count("submit") == 1
        assert list(tmp_path.iterdir()) == []
        assert client.amazon_nova_canvas.generate(prompt="b", sync=True).images


@pytest.mark.usefixtures("no_leak")
def test_threads_share_a_client(server: MockServer) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1") as client:

        def call(number: int) -> int:
            result = client.amazon_nova_canvas.generate(prompt=f"{number}", seed=number)
            return len(result.images[0].bytes())

        with ThreadPoolExecutor(16) as pool:
            sizes = list(pool.map(call, range(48)))
    assert all(sizes)
    sent = [one.request.body for one in server.requests if one.request.kind == "submit"]
    assert len(sent) == len(set(sent)) == 48


@pytest.mark.usefixtures("no_leak")
def test_tasks_share_a_client(server: MockServer) -> None:
    async def run() -> list[int]:
        async with AsyncClient("sk-test", base_url=f"{server.base_url}/v1") as client:

            async def call(number: int) -> int:
                result = await client.amazon_nova_canvas.generate(prompt=f"{number}", seed=number)
                return len(await result.images[0].bytes())

            return list(await asyncio.gather(*map(call, range(48))))

    assert all(asyncio.run(run()))


@pytest.mark.usefixtures("no_leak")
def test_a_forked_process_has_connections_of_its_own(server: MockServer) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1") as client:
        client.amazon_nova_canvas.generate(prompt="before", sync=True)
        assert connections(server) == 1
        child = os.fork()
        if child == 0:
            # Whatever happens here must not come back into the test runner.
            try:
                images = client.amazon_nova_canvas.generate(prompt="child", sync=True).images
                os._exit(0 if images else 1)
            except BaseException:
                os._exit(2)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert client.amazon_nova_canvas.generate(prompt="after", sync=True).images
    assert len(server.requests) == 3


@pytest.mark.usefixtures("no_leak")
@pytest.mark.filterwarnings("error::ResourceWarning")
def test_an_asynchronous_client_outlives_its_event_loops(server: MockServer) -> None:
    client = AsyncClient("sk-test", base_url=f"{server.base_url}/v1")

    async def call() -> int:
        result = await client.amazon_nova_canvas.generate(prompt="a", sync=True)
        return len(await result.images[0].bytes())

    # Never closed: each loop closes the connections that it opened.
    assert all(asyncio.run(call()) for _ in range(3))
    assert client._io._own == {}


@pytest.mark.usefixtures("no_leak")
def test_a_closed_client_can_be_used_again_and_closed_twice(server: MockServer) -> None:
    client = Client("sk-test", base_url=f"{server.base_url}/v1")
    client.close()
    assert client.amazon_nova_canvas.generate(prompt="a", sync=True).images
    client.close()
    client.close()


def test_a_client_of_ones_own_stays_open(server: MockServer) -> None:
    import httpx

    with httpx.Client(trust_env=False) as http:
        with Client("sk-test", base_url=f"{server.base_url}/v1", http_client=http) as client:
            client.amazon_nova_canvas.generate(prompt="a", sync=True)
        assert not http.is_closed
