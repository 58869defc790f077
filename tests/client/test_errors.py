"""Every error says what the provider said first, keeps what it knows, and travels between processes."""

from __future__ import annotations

import json
import pickle

import pytest
from empiriolabs_models import errors
from empiriolabs_models._core.answers import read_json, refusal
from empiriolabs_models._core.http import Request, Response
from empiriolabs_models._core.jobs import JobState, ended
from empiriolabs_models._core.provider import Provider, Refusals
from empiriolabs_models._provider import PROVIDER

REQUEST = Request("POST", "https://api.test/v1/images/generations?signature=1", "paid", {}, id="sent-id")


def refused(status: int, body: object, **headers: str) -> errors.APIStatusError:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return refusal(Response(status, names, text), REQUEST, PROVIDER)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequestError),
        (401, errors.AuthenticationError),
        (402, errors.InsufficientCreditsError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (409, errors.ConflictError),
        (410, errors.GoneError),
        (422, errors.UnprocessableError),
        (429, errors.RateLimitError),
        (500, errors.ServerError),
        (503, errors.ServerError),
        (418, errors.APIStatusError),
        (307, errors.APIStatusError),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[errors.APIStatusError]) -> None:
    error = refused(status, {})
    assert type(error) is kind
    assert error.status == status


def test_the_providers_code_counts_before_the_status() -> None:
    error = refused(400, {"error": {"message": "No credit.", "type": "billing", "code": "insufficient_credits"}})
    assert type(error) is errors.InsufficientCreditsError
    assert (error.code, error.type) == ("insufficient_credits", "billing")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": {"message": "Too many images."}}, "Too many images."),
        ({"detail": "Too many images."}, "Too many images."),
        ({"error": "Too many images."}, "Too many images."),
        ({"detail": [{"loc": ["body", "n"], "msg": "too many"}]}, '[{"loc": ["body", "n"], "msg": "too many"}]'),
        ({"error": {"message": None}, "detail": "Second."}, "Second."),
        ({}, "the server answered with status 400"),
        ([], "the server answered with status 400"),
        (b"<html>Bad Gateway</html>", "the server answered with status 400"),
        (b"\xff\xfe", "the server answered with status 400"),
        (b"", "the server answered with status 400"),
    ],
)
def test_the_message_begins_with_the_providers_words(body: object, words: str) -> None:
    assert str(refused(400, body)) == f"{words} (HTTP 400, POST /v1/images/generations)"


def test_code_and_request_id_stand_in_the_message() -> None:
    error = refused(404, {"error": {"message": "Gone.", "code": "model_not_found"}}, x_request_id="req_1")
    assert str(error) == "Gone. (HTTP 404 model_not_found, POST /v1/images/generations, request req_1)"
    assert error.request_id == "req_1"


def test_a_body_that_does_not_parse_is_kept_as_text() -> None:
    assert refused(502, b"<h1>Bad Gateway</h1>").body == "<h1>Bad Gateway</h1>"
    assert refused(502, {"detail": "x"}).body == {"detail": "x"}


def test_without_a_name_from_the_provider_the_one_that_was_sent_counts() -> None:
    assert refused(500, {}).request_id == "sent-id"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'"text"', b'{"a":', b"\xff", b"NaN"])
def test_an_answer_that_is_no_object_never_hides_its_status(body: bytes) -> None:
    with pytest.raises(errors.MalformedAnswerError) as caught:
        read_json(Response(200, {}, body), REQUEST, PROVIDER)
    assert caught.value.status == 200
    assert "HTTP 200" in str(caught.value)


def test_a_profile_decides_what_a_status_means() -> None:
    provider: Provider = PROVIDER._replace(
        refusals=Refusals(meanings={"400": "rate-limit", "gone": "gone"}, code=["why"])
    )
    assert type(refusal(Response(400, {}, b"{}"), REQUEST, provider)) is errors.RateLimitError
    assert type(refusal(Response(400, {}, b'{"why":"gone"}'), REQUEST, provider)) is errors.GoneError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"message": "Out of memory."}, "Out of memory."),
        ("Out of memory.", "Out of memory."),
        ({"why": "memory"}, "{'why': 'memory'}"),
        (None, "its status is 'failed'"),
    ],
)
def test_a_failed_job_says_why_in_the_providers_words(error: object, words: str) -> None:
    with pytest.raises(errors.JobFailedError) as caught:
        ended(JobState("job_1", "failed", "failed", error=error))
    assert str(caught.value) == f"{words} (job job_1)"


def every_error() -> list[type[errors.Error]]:
    kinds, found = [errors.Error], []
    while kinds:
        kind = kinds.pop()
        found.append(kind)
        kinds += kind.__subclasses__()
    return sorted(set(found), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", [kind for kind in every_error() if kind is not errors.ValidationError])
def test_every_error_can_be_pickled_with_all_that_it_knows(kind: type[errors.Error]) -> None:
    facts = {"status": 500, "body": {"a": [1]}, "request_id": "r", "state": JobState("job_1", "failed", "failed")}
    error = kind("what happened\nnext", **facts)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert str(again) == str(error)
    assert vars(again) == vars(error)


def test_every_error_is_public_and_under_one_root() -> None:
    import empiriolabs_models

    for kind in every_error():
        assert getattr(empiriolabs_models, kind.__name__) is kind
        assert issubclass(kind, errors.Error)
        assert kind.__doc__
