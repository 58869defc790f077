"""When a request is sent again: the rule itself, without a network."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Sequence

import pytest
from empiriolabs_models import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    OutcomeUnknownError,
    RateLimitError,
    errors,
)
from empiriolabs_models._core import retry
from empiriolabs_models._core.answers import retry_after
from empiriolabs_models._core.http import Failure, Flow, Request, Response, Send, Sleep, Step
from empiriolabs_models._core.retry import Deadline, Terms, exchange
from empiriolabs_models._provider import PROVIDER
from hypothesis import given
from hypothesis import strategies as st

PAID = Request("POST", "https://api.test/v1/images/generations", "paid", {}, b'{"prompt":"a"}', id="abc")
SAFE = PAID._replace(method="GET", kind="safe", body=b"")
NEVER_LEFT = Failure("connection refused", left=False)
CUT = Failure("connection reset", left=True)
LATE = Failure("timed out", left=True, timeout=True)
GOOD = Response(200, {}, b"{}")


def answer(status: int, **headers: str) -> Response:
    return Response(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"{}")


def play(flow: Flow[Response], outcomes: Sequence[Response | Failure]) -> tuple[Response | APIError, list[Step]]:
    """Take a flow's steps, each send coming to the next of the outcomes, the last of them again and again."""
    steps: list[Step] = []
    left = list(outcomes)
    try:
        step = next(flow)
        while True:
            steps.append(step)
            outcome = (left.pop(0) if len(left) > 1 else left[0]) if isinstance(step, Send) else None
            step = flow.throw(outcome) if isinstance(outcome, Failure) else flow.send(outcome)
    except StopIteration as stop:
        return stop.value, steps
    except APIError as error:
        return error, steps


def sends(steps: Sequence[Step]) -> int:
    return sum(isinstance(step, Send) for step in steps)


def terms(**changes: object) -> Terms:
    return Terms(**{"provider": PROVIDER, "deadline": Deadline(600), **changes})


OUTCOMES = st.one_of(
    st.builds(Failure, st.just("x"), left=st.booleans(), timeout=st.booleans()),
    st.builds(
        lambda status, told: Response(status, {"retry-after": told} if told else {}, b"{}"),
        st.sampled_from([200, 202, 302, 400, 401, 404, 408, 409, 425, 429, 500, 502, 503, 504, 529, 599]),
        st.sampled_from(["", "0", "1", "3600", "nonsense"]),
    ),
)


def nothing_was_done(outcome: Response | Failure) -> bool:
    """Said once more, apart from the code: nothing left, or the server said that it began nothing."""
    if isinstance(outcome, Failure):
        return not outcome.left
    told = retry_after(outcome) is not None
    return outcome.status == 429 or (outcome.status == 503 and told)


@given(st.lists(OUTCOMES, min_size=1, max_size=8), st.integers(0, 6))
def test_a_paid_request_is_sent_again_only_after_nothing_was_done(
    outcomes: list[Response | Failure], retries: int
) -> None:
    result, steps = play(exchange(PAID, terms(max_retries=retries)), outcomes)
    met = [*outcomes, *[outcomes[-1]] * 8][: sends(steps)]
    assert all(nothing_was_done(outcome) for outcome in met[:-1])
    assert sends(steps) <= retries + 1
    final = met[-1]
    certain = nothing_was_done(final) or (isinstance(final, Response) and final.status < 500 and final.status != 408)
    assert isinstance(result, OutcomeUnknownError) is not certain


@given(st.lists(OUTCOMES, min_size=1, max_size=8))
def test_in_doubt_once_is_in_doubt_for_good(outcomes: list[Response | Failure]) -> None:
    result, steps = play(exchange(PAID, terms(max_retries=9, retry_unknown=True)), outcomes)
    met = [*outcomes, *[outcomes[-1]] * 10][: sends(steps)]
    doubt = any(
        not nothing_was_done(one) and (isinstance(one, Failure) or one.status >= 500 or one.status == 408)
        for one in met
    )
    assert isinstance(result, OutcomeUnknownError) is (doubt and isinstance(result, APIError))


def test_retry_unknown_sends_a_paid_request_again() -> None:
    result, steps = play(exchange(PAID, terms(retry_unknown=True)), [CUT, GOOD])
    assert result is GOOD
    assert sends(steps) == 2


@pytest.mark.parametrize("outcome", [CUT, LATE, answer(500), answer(502), answer(408)])
def test_a_safe_request_is_sent_again_after_trouble(outcome: Response | Failure) -> None:
    result, steps = play(exchange(SAFE, terms()), [outcome, GOOD])
    assert result is GOOD
    assert sends(steps) == 2


def test_an_idempotency_header_makes_sending_again_safe() -> None:
    result, steps = play(exchange(PAID._replace(kind="idempotent"), terms()), [CUT, GOOD])
    assert result is GOOD
    assert sends(steps) == 2


def test_the_unknown_outcome_says_all_that_helps_to_find_out() -> None:
    error, _ = play(exchange(PAID, terms()), [CUT])
    assert isinstance(error, OutcomeUnknownError)
    assert error.times_sent == 1
    assert error.request == "POST /v1/images/generations"
    assert error.request_id == "abc"
    assert error.sent == {"prompt": "a"}
    assert abs(error.sent_at - time.time()) < 60
    lines = str(error).splitlines()
    assert lines[0].startswith("the connection broke after the request was sent")
    assert f"fingerprint {error.fingerprint}" in lines[1]
    assert "sent once at" in lines[1]
    assert "usage page of your EmpirioLabs account" in lines[2]
    assert "retry_unknown=True" in lines[2]


def test_the_fingerprint_is_that_of_the_request_and_not_of_its_spelling() -> None:
    bodies = [b'{"a":1,"b":2}', b'{"b": 2, "a": 1}', b'{"a":1,"b":3}']
    marks = [play(exchange(PAID._replace(body=body), terms()), [CUT])[0].fingerprint for body in bodies]
    assert marks[0] == marks[1] != marks[2]


def test_what_was_sent_is_told_without_its_files() -> None:
    picture = "x" * 100_000
    error, _ = play(exchange(PAID._replace(body=f'{{"image":"{picture}"}}'.encode()), terms()), [CUT])
    assert isinstance(error, OutcomeUnknownError)
    assert len(str(error.sent)) < 200


def test_an_error_after_the_answer_began_tells_its_status() -> None:
    error, _ = play(exchange(PAID, terms()), [Failure("cut", left=True, status=202)])
    assert isinstance(error, OutcomeUnknownError)
    assert error.status == 202


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [(NEVER_LEFT, APIConnectionError), (Failure("slow", left=False, timeout=True), APITimeoutError)],
)
def test_what_never_left_is_a_connection_error_after_all_retries(outcome: Failure, kind: type[APIError]) -> None:
    error, steps = play(exchange(PAID, terms(max_retries=4)), [outcome])
    assert type(error) is kind
    assert sends(steps) == 5


def test_pauses_grow_are_capped_and_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_PAUSE", 0.5)
    _, steps = play(exchange(SAFE, terms(max_retries=7)), [CUT])
    pauses = [step.seconds for step in steps if isinstance(step, Sleep)]
    full = [0.5, 1, 2, 4, 8, 8, 8]
    assert all(most / 2 <= pause <= most for pause, most in zip(pauses, full, strict=True))
    assert pauses[5] != pauses[6]


def test_a_server_that_says_how_long_is_waited_for() -> None:
    _, steps = play(exchange(PAID, terms()), [answer(429, retry_after="7"), GOOD])
    assert [step.seconds for step in steps if isinstance(step, Sleep)] == [7.0]


def test_a_server_that_asks_for_too_much_patience_is_not() -> None:
    error, steps = play(exchange(PAID, terms()), [answer(429, retry_after="3600"), GOOD])
    assert isinstance(error, RateLimitError)
    assert error.retry_after == 3600.0
    assert sends(steps) == 1


def test_no_pause_goes_beyond_the_deadline() -> None:
    error, steps = play(exchange(PAID, terms(deadline=Deadline(5))), [answer(429, retry_after="7"), GOOD])
    assert isinstance(error, RateLimitError)
    assert sends(steps) == 1


def test_no_attempt_lasts_beyond_the_deadline() -> None:
    _, steps = play(exchange(PAID, terms(deadline=Deadline(5))), [GOOD])
    assert isinstance(steps[0], Send)
    assert 0 < steps[0].until - time.monotonic() <= 5


def test_a_deadline_that_is_over_sends_nothing() -> None:
    error, steps = play(exchange(PAID, terms(deadline=Deadline(0))), [GOOD])
    assert type(error) is APITimeoutError
    assert steps == []


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("inf", None), ("nan", None), ("soon", None), ("", None)],
)
def test_retry_after_is_read_in_seconds(told: str, seconds: float | None) -> None:
    assert retry_after(answer(429, retry_after=told)) == seconds


def test_retry_after_is_read_as_a_date() -> None:
    told = email.utils.formatdate(time.time() + 30, usegmt=True)
    found = retry_after(answer(429, retry_after=told))
    assert found is not None
    assert 25 < found <= 31
    assert retry_after(answer(429, retry_after="Wed, 01 Jan 2020 00:00:00 GMT")) == 0.0


def test_every_error_is_one_of_ours() -> None:
    for outcome in (CUT, NEVER_LEFT, answer(404), answer(418), answer(599)):
        assert isinstance(play(exchange(PAID, terms()), [outcome])[0], errors.Error)
