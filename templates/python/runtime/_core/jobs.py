"""Following a job from its submission to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias
from urllib.parse import quote, urlsplit

from .. import errors
from .answers import malformed, read_json, retry_after
from .http import QUICK, Request, Response, Sleep
from .paths import first, is_object
from .provider import NOTHING
from .retry import Terms, backoff, exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .http import Flow
    from .provider import Jobs, Provider

Phase: TypeAlias = Literal["pending", "succeeded", "failed", "cancelled"]

TRANSIENT = (errors.APIConnectionError, errors.ServerError, errors.RateLimitError, errors.MalformedAnswerError)
"""Trouble in asking that says nothing of the job."""

GROWTH = 1.5
"""Each pause between two looks at a job is so many times the one before."""

LAST_LOOK = 1.0
"""Seconds before the deadline at which a job is looked at for the last time."""


class JobState(NamedTuple):
    """What the provider last said of a job. `status` is its word, `phase` what that means; `progress` is 0 to 1."""

    id: str
    status: str
    phase: Phase
    progress: float | None = None
    error: Any = None
    json: Mapping[str, Any] = NOTHING


class JobPlace(NamedTuple):
    """Where a job is asked about. `path` is the endpoint that it was submitted to.

    `urls` holds the addresses that the submission's answer named itself: `poll`, `fetch`, `cancel`.
    """

    provider: Provider
    base_url: str
    path: str
    id: str = ""
    urls: Mapping[str, str] = NOTHING
    headers: Mapping[str, str] = NOTHING
    timeout: float = QUICK

    def request(self, what: Literal["poll", "fetch", "cancel"]) -> Request:
        """The request for the job's state, for its result, or for its end."""
        jobs = self.provider.jobs
        template = {"poll": jobs.poll, "fetch": jobs.fetch, "cancel": jobs.cancel}[what]
        app = "/".join(self.path.split("/")[:2])
        path = template.format(id=quote(self.id, safe=""), path=self.path, app=app)
        url = self.urls.get(what) or f"{self.base_url}/{path}"
        if what == "cancel":
            return Request(jobs.cancel_method, url, "idempotent", self.headers, timeout=self.timeout)
        return Request("GET", url, "safe", self.headers, timeout=self.timeout)


def named_urls(answer: dict[str, Any], provider: Provider, base_url: str) -> dict[str, str]:
    """The addresses that a submission's answer names, without those that lead away from the server."""
    jobs = provider.jobs
    named = {"poll": jobs.poll_url, "fetch": jobs.fetch_url, "cancel": jobs.cancel_url}
    told = {what: first(answer, (path,)) for what, path in named.items()}
    urls = {what: _same_server(url, base_url) for what, url in told.items() if isinstance(url, str)}
    return {what: url for what, url in urls.items() if url is not None}


def read_state(json: dict[str, Any], jobs: Jobs, id: str = "") -> JobState | None:
    """The state of a job in an answer; None if the answer is about no job."""
    found = first(json, (jobs.id,)) or id
    if not found:
        return None
    status = str(first(json, (jobs.status,)) or "")
    progress = first(json, (jobs.progress,))
    return JobState(
        id=str(found),
        status=status,
        phase=_phase(status.lower(), jobs),
        progress=float(progress) if isinstance(progress, int | float) else None,
        error=first(json, (jobs.error,)),
        json=json,
    )


def _phase(status: str, jobs: Jobs) -> Phase:
    if status in jobs.succeeded:
        return "succeeded"
    if status in jobs.failed:
        return "failed"
    return "cancelled" if status in jobs.cancelled else "pending"


def _same_server(url: str, base_url: str) -> str | None:
    """The absolute form of a URL from an answer, if it stays on the server that the key is for."""
    base = urlsplit(base_url)
    origin = f"{base.scheme}://{base.netloc}"
    if url.startswith("/") and not url.startswith("//"):
        return origin + url
    return url if url.startswith(origin + "/") else None


def look(place: JobPlace, terms: Terms) -> Flow[tuple[JobState, Response]]:
    """Ask once how the job is."""
    request = place.request("poll")
    response = yield from exchange(request, terms)
    state = read_state(read_json(response, request, place.provider), place.provider.jobs, place.id)
    if state is None or not state.status:
        raise malformed(response, request, place.provider, "it holds no status")
    return state, response


def wait(
    place: JobPlace, terms: Terms, state: JobState | None, on_progress: Callable[[JobState], object] | None
) -> Flow[tuple[JobState, Response]]:
    """Ask until the job has ended, whatever the network does meanwhile. `state` is what is known of it already.

    Raises:
        JobFailedError: it ended without a result.
        JobTimeoutError: the deadline came first.
    """
    # Trouble is waited out between two looks, at their pace.
    once = terms._replace(max_retries=0)
    pause = place.provider.jobs.first_poll
    trouble: errors.APIError | None = None
    told: float | None = None
    while True:
        if state is not None or trouble is not None:
            chosen = _pause(pause, told or 0.0, terms)
            if chosen is None:
                raise _timed_out(place, state) from trouble
            yield Sleep(chosen)
            pause = min(pause * GROWTH, place.provider.jobs.slowest_poll)
        try:
            state, response = yield from look(place, once)
        except errors.APIError as error:
            if not isinstance(error, TRANSIENT) and error.status not in place.provider.refusals.unknown:
                error.add_note(f"The job goes on all the same: resume({place.id!r}) finds it again.")
                raise
            trouble, told = error, getattr(error, "retry_after", None)
            continue
        trouble, told = None, retry_after(response)
        if on_progress:
            on_progress(state)
        if state.phase != "pending":
            return ended(state), response


def _pause(pause: float, told: float, terms: Terms) -> float | None:
    """The seconds until the next look, the last one just before the deadline; None if there is no time for one.

    `told` is how long the server asks to wait.
    """
    most = terms.deadline.left() - LAST_LOOK
    chosen = max(told, min(pause, most))
    return chosen if 0 < chosen <= most else None


def _timed_out(place: JobPlace, state: JobState | None) -> errors.JobTimeoutError:
    last = f"its last status is {state.status!r}" if state else "its state could not be read"
    return errors.JobTimeoutError(
        f"job {place.id} was not done in time, {last}. It may still finish: resume({place.id!r}) goes on waiting",
        job_id=place.id,
        state=state,
    )


def ended(state: JobState) -> JobState:
    """The state of a job that succeeded.

    Raises:
        JobFailedError: it did not.
    """
    if state.phase == "succeeded":
        return state
    words = first(state.error, ("message", "detail", "")) if state.error else f"its status is {state.status!r}"
    error = errors.JobCancelledError if state.phase == "cancelled" else errors.JobFailedError
    code = first(state.error, ("code",))
    raise error(f"{words} (job {state.id})", job_id=state.id, state=state, code=None if code is None else str(code))


def fetch_result(
    place: JobPlace, state: JobState, response: Response, terms: Terms
) -> Flow[tuple[dict[str, Any], Response]]:
    """The result of a job that succeeded, from its state or from a place of its own, and the answer that held it."""
    jobs = place.provider.jobs
    if jobs.fetch:
        return (yield from _fetch(place, state, terms))
    found = first(state.json, (jobs.result,))
    return (found if is_object(found) else {"result": found}), response


def _fetch(place: JobPlace, state: JobState, terms: Terms) -> Flow[tuple[dict[str, Any], Response]]:
    request, tried = place.request("fetch"), 0
    while True:
        tried += 1
        try:
            response = yield from exchange(request, terms)
            return read_json(response, request, place.provider), response
        except (errors.BadRequestError, errors.UnprocessableError) as error:
            # The job is done, and what it came to is a refusal.
            raise errors.JobFailedError(str(error), job_id=state.id, state=state, code=error.code) from error
        except errors.APIError as error:
            if tried > terms.max_retries or not isinstance(error, errors.MalformedAnswerError):
                error.add_note(f"The job is done all the same: resume({place.id!r}).wait() fetches its result.")
                raise
        yield Sleep(backoff(tried))


def cancel(place: JobPlace, terms: Terms) -> Flow[Response]:
    """Ask the provider to stop the job.

    Raises:
        UnsupportedError: it offers no way to.
    """
    jobs = place.provider.jobs
    if not jobs.cancel:
        raise errors.UnsupportedError(f"{place.provider.name} offers no way to cancel a job; {place.id} goes on")
    return (yield from exchange(place.request("cancel"), terms))
