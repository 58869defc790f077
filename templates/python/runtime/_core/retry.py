"""Sending a request until it is answered, and a paid one never twice unless the first surely did nothing."""

from __future__ import annotations

import random
from logging import DEBUG
from time import monotonic, time
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from .. import errors
from .answers import describe, refusal, retry_after
from .http import Failure, Flow, Request, Response, Send
from .http import Sleep as Pause
from .log import log
from .unknown import Sent, outcome_unknown

if TYPE_CHECKING:
    from .http import Sink
    from .provider import Provider, Refusals

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
LONGEST_RETRY_AFTER = 60.0
"""Seconds. A server that asks for more patience than the last gets its error shown instead."""

Verdict: TypeAlias = Literal["nothing-done", "try-again", "unknown", "refused"]


class Deadline:
    """A moment until which everything must be done; None for never."""

    def __init__(self, seconds: float | None) -> None:
        self.at = float("inf") if seconds is None else monotonic() + seconds

    def left(self) -> float:
        """The seconds that remain."""
        return self.at - monotonic()


class Terms(NamedTuple):
    """How hard to try for one call."""

    provider: Provider
    deadline: Deadline
    max_retries: int = 2
    retry_unknown: bool = False


class Attempts:
    """What became of a request so far. Once in doubt, always in doubt: a later refusal tells nothing of the first."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.count = self.left = 0
        self.left_at = 0.0
        self.doubt = False
        self.last: Response | Failure = Failure("there was no time left to send it", left=False)

    def note(self, outcome: Response | Failure, started: float) -> None:
        """Take in what came of an attempt that began at `started`, in seconds since the epoch."""
        self.count += 1
        self.last = outcome
        if isinstance(outcome, Response) or outcome.left:
            self.left += 1
            self.left_at = started


def judge(outcome: Response | Failure, request: Request, refusals: Refusals) -> Verdict:
    """What an unsuccessful attempt says about the request."""
    if isinstance(outcome, Failure):
        done_nothing, final = not outcome.left, outcome.hopeless and request.kind != "paid"
    else:
        told = outcome.status in refusals.unsent_if_told and retry_after(outcome) is not None
        done_nothing = outcome.status in refusals.unsent or told
        final = outcome.status < 500 and outcome.status not in refusals.unknown
    if done_nothing:
        return "nothing-done"
    if final:
        return "refused"
    return "unknown" if request.kind == "paid" else "try-again"


def exchange(request: Request, terms: Terms, sink: Sink | None = None) -> Flow[Response]:
    """Send a request, again where that is safe, until a success comes. Its body goes into the sink, if there is one.

    Raises:
        OutcomeUnknownError: a paid request may have been done.
        APIError: it was refused, or did not get through.
    """
    attempts = Attempts(request)
    while terms.deadline.left() > 0:
        outcome = yield from _attempt(Send(request, terms.deadline.at, sink), attempts)
        if isinstance(outcome, Response) and outcome.status < 300:
            return outcome
        verdict = judge(outcome, request, terms.provider.refusals)
        attempts.doubt = attempts.doubt or verdict == "unknown"
        pause = _pause(verdict, attempts, terms)
        if pause is None:
            break
        log.debug("%s is sent again in %.2f s", describe(request), pause)
        yield Pause(pause)
    raise _error(attempts, terms.provider)


def _attempt(step: Send, attempts: Attempts) -> Flow[Response | Failure]:
    started = time()
    outcome: Response | Failure
    try:
        outcome = yield step
    except Failure as failure:
        outcome = failure
    attempts.note(outcome, started)
    if log.isEnabledFor(DEBUG):
        what = outcome.status if isinstance(outcome, Response) else outcome.reason
        log.debug("%s, attempt %d: %s in %.3f s", describe(step.request), attempts.count, what, time() - started)
    return outcome


def _pause(verdict: Verdict, attempts: Attempts, terms: Terms) -> float | None:
    """How long to wait before the next attempt; None if there shall be none."""
    again = verdict in ("nothing-done", "try-again") or (verdict == "unknown" and terms.retry_unknown)
    if not again or attempts.count > terms.max_retries:
        return None
    told = retry_after(attempts.last) if isinstance(attempts.last, Response) else None
    pause = backoff(attempts.count) if told is None else told
    return None if pause > LONGEST_RETRY_AFTER or pause >= terms.deadline.left() else pause


def backoff(count: int) -> float:
    """Seconds to wait after so many attempts: doubling, capped, and spread so that clients do not march in step."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (count - 1)) * random.uniform(0.5, 1.0)


def _error(attempts: Attempts, provider: Provider) -> errors.APIError:
    request, last = attempts.request, attempts.last
    error: errors.APIError
    if isinstance(last, Response):
        error = refusal(last, request, provider)
    else:
        kind = errors.APITimeoutError if last.timeout or not attempts.count else errors.APIConnectionError
        error = kind(f"{_broken(last, request)} ({describe(request)})", request=describe(request))
        error.request_id, error.status = request.id or None, last.status
    if not attempts.doubt:
        return error
    return outcome_unknown(request, provider, error, _why(last, error), Sent(attempts.left, attempts.left_at))


def _broken(last: Failure, request: Request) -> str:
    """What went wrong on the way, and what to look at where the way did not begin."""
    if last.left:
        return last.reason
    address = "/".join(request.url.split("/", 3)[:3])
    return f"no connection to {address}: {last.reason}; it was not sent, so look at base_url and the network"


def _why(last: Response | Failure, error: errors.APIError) -> str:
    if isinstance(last, Response):
        return str(error)
    if not last.left:
        return f"an earlier attempt was sent and came to nothing, and the last one failed ({last.reason})"
    if last.status is not None:
        return f"the answer began with status {last.status} and broke off ({last.reason})"
    return (
        "no answer came in time" if last.timeout else f"the connection broke after the request was sent ({last.reason})"
    )
