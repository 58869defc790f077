"""A model that is about to go, or has gone, says so once, and in time."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date
from email.utils import formatdate

import pytest
from empiriolabs_models import (
    Client,
    ConfigurationError,
    Lifecycle,
    ModelLifecycleWarning,
    ModelRetiredError,
    NotFoundError,
)
from empiriolabs_models._core import lifecycle
from empiriolabs_models._core.http import Response
from empiriolabs_models.amazon_nova_canvas.model import MODEL

from modelmint.mock import MockServer

TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def a_day_in_june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "today", lambda: TODAY)
    monkeypatch.setattr(lifecycle, "_told", {})


def model(**life: object) -> object:
    return MODEL._replace(lifecycle=Lifecycle(**life))


@pytest.mark.parametrize(
    ("life", "words"),
    [
        ({"retires_on": "2026-09-30"}, "will be retired on 2026-09-30, in 121 days; the provider names no successor"),
        ({"retires_on": "2026-06-02", "successor": "nova-2"}, "in 1 day; its successor is nova-2"),
        ({"deprecated": True}, "is deprecated, the provider names no successor"),
        ({"deprecated_on": "2026-05-31"}, "is deprecated"),
        ({"retires_on": "2026-06-01", "successor": "nova-2"}, "is retired since 2026-06-01, its successor is nova-2"),
    ],
)
def test_the_notice_says_when_and_what_instead(life: dict[str, object], words: str) -> None:
    with pytest.warns(ModelLifecycleWarning, match=words):
        lifecycle.notice(model(**life), "warn", stacklevel=1)


@pytest.mark.parametrize("life", [{}, {"deprecated_on": "2026-06-02"}, {"successor": "nova-2"}])
def test_an_active_model_says_nothing(life: dict[str, object]) -> None:
    with warnings.catch_warnings(record=True) as caught:
        lifecycle.notice(model(**life), "warn", stacklevel=1)
    assert caught == []


def test_the_warning_comes_once_per_process_and_points_to_the_call(server: MockServer) -> None:
    with Client("sk-test", base_url=f"{server.base_url}/v1") as client, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        client.amazon_nova_canvas.generate(prompt="a", sync=True)
        client.amazon_nova_canvas.text_image(prompt="a", sync=True)
    assert [(one.category, one.filename) for one in caught] == [(ModelLifecycleWarning, __file__)]


def test_each_state_is_told_once_though_the_process_lives_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for day in (date(2026, 5, 1), TODAY, date(2026, 9, 29), date(2026, 9, 30), date(2027, 1, 1)):
        monkeypatch.setattr(lifecycle, "today", lambda day=day: day)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for _ in range(2):
                lifecycle.notice(model(deprecated_on="2026-06-01", retires_on="2026-09-30"), "warn", stacklevel=1)
        told.append([str(one.message) for one in caught])
    assert [len(texts) for texts in told] == [1, 0, 0, 1, 0]
    assert "is deprecated and will be retired on 2026-09-30" in told[0][0]
    assert "is retired since 2026-09-30" in told[3][0]


def test_the_caller_decides_what_a_retired_model_does(server: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "today", lambda: date(2026, 10, 1))
    url = f"{server.base_url}/v1"
    with Client("sk-test", base_url=url, on_retired="raise") as client:
        with pytest.raises(ModelRetiredError) as caught:
            client.amazon_nova_canvas.generate(prompt="a")
        assert client.amazon_nova_canvas.estimate_cost() > 0
        assert server.requests == ()
        client.with_options(on_retired="ignore").amazon_nova_canvas.generate(prompt="a", sync=True)
    error = caught.value
    assert (error.model, error.retired_on, error.successor) == ("amazon-nova-canvas", "2026-09-30", None)
    assert error.status is None


def test_a_setting_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="'warn', 'raise' or 'ignore'"):
        Client("sk-test", on_retired="explode")


@pytest.mark.parametrize("status", [404, 410])
def test_a_model_that_is_gone_is_said_to_be_retired(
    server: MockServer, connect: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr(lifecycle, "today", lambda: date(2026, 10, 1))
    server.fail("/v1/images/generations", f"retired; status={status}")
    with pytest.raises(ModelRetiredError, match="retired since 2026-09-30") as caught:
        connect(on_retired="ignore").amazon_nova_canvas.generate(prompt="a")
    assert caught.value.status == status
    assert caught.value.successor is None
    assert "This model was retired" in str(caught.value)


def test_a_model_that_should_be_there_and_is_not_is_not_found(
    server: MockServer, connect: Callable[..., Client]
) -> None:
    server.fail("/v1/images/generations", "404")
    with pytest.raises(NotFoundError), warnings.catch_warnings(action="ignore"):
        connect().amazon_nova_canvas.generate(prompt="a")


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"deprecation": "@1767225600"}, "is deprecated since 2026-01-01$"),
        ({"deprecation": "true"}, "is deprecated$"),
        ({"sunset": formatdate(1790726400, usegmt=True)}, "will be switched off on 2026-09-30"),
        ({"deprecation": "@99999999999999999999", "sunset": "soon"}, "is deprecated$"),
    ],
)
def test_headers_that_announce_the_end_are_read(headers: dict[str, str], words: str) -> None:
    with pytest.warns(ModelLifecycleWarning, match=words):
        lifecycle.read_headers(MODEL, headers, stacklevel=1)


def test_a_warning_that_is_an_error_does_not_cost_the_answer(
    server: MockServer, connect: Callable[..., Client], caplog: pytest.LogCaptureFixture
) -> None:
    server.fail("/v1/images/generations", "deprecated")
    lifecycle._told["amazon-nova-canvas", "deprecated"] = object()
    with warnings.catch_warnings(action="error"):
        assert connect().amazon_nova_canvas.generate(prompt="a", sync=True).images
    assert "switched off on 2026-09-30" in caplog.text


def test_headers_without_an_announcement_say_nothing() -> None:
    with warnings.catch_warnings(action="error"):
        lifecycle.read_headers(MODEL, Response(200, {"date": "x"}, b"").headers, stacklevel=1)
