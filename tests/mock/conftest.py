"""A server with small models on it, and a client that has a key."""

from collections.abc import Iterator

import httpx
import pytest
from mock_models import DOCUMENTS, KEY, MODELS

from modelmint.mock import MockServer


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(DOCUMENTS, MODELS) as running:
        yield running


@pytest.fixture
def client(server: MockServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base_url, headers=KEY, trust_env=False) as client:
        yield client
