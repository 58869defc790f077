"""The generated package, importable, and servers for it to call."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import pytest
from building import documents, models, package, queued, source

from modelmint.mock import MockServer, Options

# Tests import from the package at their top, so it has to be there before they are collected.
FOLDER = Path(tempfile.mkdtemp(prefix="modelmint-client-"))
package(FOLDER, list(models().values()))
package(FOLDER, [queued()[1]], views=[source("fal", "fal")])
package(FOLDER, list(models().values()), {"package": "over_httpx2", "transport": "httpx2"})
sys.path.insert(0, str(FOLDER))

from empiriolabs_models import Client  # noqa: E402 - it has just been generated


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture(scope="session")
def generated() -> Path:
    """The folder that holds the generated package."""
    return FOLDER


@pytest.fixture(scope="session")
def running() -> Iterator[MockServer]:
    with MockServer(documents(), models(), options=Options(job_polls=1)) as server:
        yield server


@pytest.fixture
def server(running: MockServer) -> MockServer:
    """The project's own server, with nothing planned and nothing recorded."""
    running.reset()
    return running


@pytest.fixture
def connect(server: MockServer) -> Iterator[Callable[..., Client]]:
    """Make synchronous clients of the server, which are closed at the end."""
    with ExitStack() as made:
        yield lambda **options: made.enter_context(Client("sk-test", base_url=f"{server.base_url}/v1", **options))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for as long as a user would."""
    for name in ("empiriolabs_models", "fal_models", "over_httpx2"):
        provider = import_module(f"{name}._provider")
        jobs = provider.PROVIDER.jobs._replace(first_poll=0.01, slowest_poll=0.05)
        monkeypatch.setattr(provider, "PROVIDER", provider.PROVIDER._replace(jobs=jobs))
        monkeypatch.setattr(f"{name}._core.retry.FIRST_PAUSE", 0.01)
        monkeypatch.setattr(f"{name}._core.jobs.LAST_LOOK", 0.02)
        monkeypatch.setattr(f"{name}._core.lifecycle._told", {("amazon-nova-canvas", "retired"): object()})
    monkeypatch.delenv("EMPIRIOLABS_API_KEY", raising=False)
    monkeypatch.delenv("FAL_KEY", raising=False)
