"""The key is nowhere to be seen."""

from __future__ import annotations

import logging
import pickle
import traceback

import pytest
from empiriolabs_models import AsyncClient, Client, ConfigurationError, Error

from modelmint.mock import MockServer

KEY = "sk-empiriolabs-0123456789abcdef"


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_no_repr_shows_the_key(kind: type[Client | AsyncClient]) -> None:
    client = kind(KEY)
    seen = [client, client.settings, client.settings.key, client.amazon_nova_canvas, vars(client), client._io]
    assert KEY not in "".join(map(repr, seen))
    assert "a key" in repr(client)
    assert "no key" in repr(kind())


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_client_is_not_pickled_and_neither_is_its_key(kind: type[Client | AsyncClient]) -> None:
    for one in (kind(KEY), kind(KEY).settings):
        with pytest.raises(TypeError, match="pickle"):
            pickle.dumps(one)


@pytest.mark.parametrize("fault", ["401", "500", "cut-after", "malformed", "html", "redirect"])
def test_no_error_log_or_traceback_shows_the_key(
    server: MockServer, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.DEBUG)
    server.fail("/v1/images/generations", fault)
    with Client(KEY, base_url=f"{server.base_url}/v1") as client, pytest.raises(Error) as caught:
        client.amazon_nova_canvas.generate(prompt="a")
    assert KEY not in "".join(traceback.format_exception(caught.value))
    assert KEY not in repr(vars(caught.value))
    assert KEY.encode() not in pickle.dumps(caught.value)
    assert KEY not in caplog.text


def test_the_key_comes_from_the_environment(server: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPIRIOLABS_API_KEY", KEY)
    with Client(base_url=f"{server.base_url}/v1") as client:
        client.amazon_nova_canvas.generate(prompt="a", sync=True)
    assert server.requests[0].request.headers["authorization"] == f"Bearer {KEY}"


def test_without_a_key_nothing_is_sent_and_much_works(server: MockServer) -> None:
    with Client(base_url=f"{server.base_url}/v1") as client:
        assert client.amazon_nova_canvas.estimate_cost() > 0
        with pytest.raises(ConfigurationError, match="EMPIRIOLABS_API_KEY"):
            client.amazon_nova_canvas.generate(prompt="a")
    assert server.requests == ()


@pytest.mark.parametrize("url", ["api.test/v1", "ftp://api.test", "file:///etc/passwd"])
def test_an_address_that_is_none_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="base_url"):
        Client(KEY, base_url=url)


def test_the_key_does_not_follow_a_poll_url_to_another_server(server: MockServer) -> None:
    from empiriolabs_models._core.jobs import named_urls
    from empiriolabs_models._provider import PROVIDER

    base = "https://api.empiriolabs.ai/v1"
    for url in ("https://evil.test/v1/jobs/1", "//evil.test/jobs/1", "https://api.empiriolabs.ai.evil.test/v1/jobs/1"):
        assert named_urls({"poll_url": url}, PROVIDER, base) == {}
    assert named_urls({"poll_url": "/v1/jobs/1"}, PROVIDER, base) == {"poll": f"{base}/jobs/1"}
    assert named_urls({"poll_url": f"{base}/jobs/1"}, PROVIDER, base) == {"poll": f"{base}/jobs/1"}
