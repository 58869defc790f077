"""A server for each test, and no keys or proxies from the environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from web import Web, serving


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EMPIRIOLABS_API_KEY", "LOCAL_KEY", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server
