"""One call from its parameters to its result: check, price, encode, send, and wait if it is a job."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from time import time
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import errors
from ..validation import Problem
from . import cost, lifecycle
from .answers import malformed, read_json
from .http import QUICK, Request, Response, Work
from .inputs import encode
from .jobs import JobPlace, JobState, ended, fetch_result, named_urls, read_state, wait
from .log import log
from .provider import NOTHING, Calls
from .retry import Deadline, Terms, exchange
from .settings import OPTION_NAMES
from .unknown import Sent, outcome_unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .http import Flow
    from .model import Model
    from .settings import Settings


class Call(NamedTuple):
    """A model, the parameters for it (names as on the wire), and the settings that hold for this call."""

    model: Model
    params: dict[str, Any]
    settings: Settings

    @property
    def calls(self) -> Calls:
        """How the model's endpoint answers."""
        return self.settings.provider.calls.get(self.model.endpoint) or self.settings.provider.calls.get("*") or Calls()

    def terms(self) -> Terms:
        """How hard to try, the clock running from now."""
        options = self.settings
        return Terms(options.provider, Deadline(options.deadline), options.max_retries, options.retry_unknown)


class Answer(NamedTuple):
    """What a call came to: its result as JSON, and the last answer that it took."""

    json: dict[str, Any]
    response: Response
    job: JobState | None = None


class Submitted(NamedTuple):
    """What a submission came to: a job to follow, or the result at once, which is then `done`."""

    call: Call
    response: Response
    id: str = ""
    urls: Mapping[str, str] = NOTHING
    state: JobState | None = None
    done: Answer | None = None

    @property
    def place(self) -> JobPlace:
        """Where the job is asked about."""
        settings = self.call.settings
        path, timeout = settings.provider.below(self.call.model.endpoint), settings.timeout or QUICK
        return JobPlace(settings.provider, settings.base_url, path, self.id, self.urls, settings.headers, timeout)


def make_call(model: Model, task: str | None, given: dict[str, Any], settings: Settings) -> Call:
    """Sort what a method was given into parameters and options, under the names of the wire."""
    options = {name: given.pop(name) for name in OPTION_NAMES.intersection(given)}
    params = {model.wire.get(name, name): value for name, value in given.items()} if model.wire else given
    if task is not None:
        params = {model.task: task, **params}
    return Call(model, params, settings.but(options))


def submit(call: Call, terms: Terms, *, sync: bool) -> Flow[Submitted]:
    """Check the request and send it, once unless sending it again is surely free."""
    body = yield from _prepare(call)
    request = _request(call, body, sync=sync)
    started = time()
    try:
        response = yield from exchange(request, terms)
    except (errors.NotFoundError, errors.GoneError) as error:
        if lifecycle.retired(call.model):
            raise lifecycle.retired_error(call.model, str(error), error) from error
        raise
    lifecycle.read_headers(call.model, response.headers, stacklevel=1)
    try:
        return _submitted(call, request, response)
    except errors.MalformedAnswerError as error:
        if request.kind != "paid":
            raise
        sent = Sent(1, started)
        raise outcome_unknown(request, call.settings.provider, error, f"it was accepted, but {error}", sent) from error


def run(call: Call) -> Flow[Answer]:
    """Send the request and wait for its result, whichever way it comes."""
    terms = call.terms()
    submitted = yield from submit(call, terms, sync=call.settings.sync)
    return (yield from finish(submitted, terms, call.settings.on_progress))


def finish(submitted: Submitted, terms: Terms, on_progress: Callable[[JobState], object] | None) -> Flow[Answer]:
    """Wait for the job's end, and fetch what it made."""
    if submitted.done:
        return submitted.done
    place, state, response = submitted.place, submitted.state, submitted.response
    if state is None or state.phase == "pending":
        state, response = yield from wait(place, terms, state, on_progress)
    json, response = yield from fetch_result(place, ended(state), response, terms)
    return Answer(json, response, state)


def _prepare(call: Call) -> Flow[dict[str, Any]]:
    """The parameters as the provider takes them.

    Raises:
        ValidationError: they are wrong.
        CostLimitError: they could cost too much.
    """
    model, params, settings = call.model, call.params, call.settings
    problems: list[Problem] = []
    if model.takes_files(params):
        inputs = settings.provider.inputs
        params, problems = yield Work(lambda: encode(params, model.media, inputs))
    if settings.validate:
        found = model.check(params)
        flawed = {problem.path for problem in problems}
        problems += [problem for problem in found if problem.path not in flawed] if flawed else found
    if problems:
        raise errors.ValidationError([_or_an_option(problem) for problem in problems], model.id)
    _limit_cost(call)
    return params


def _or_an_option(problem: Problem) -> Problem:
    """The problem, where it is an unknown name that may stand for an option of the call."""
    if problem.code != "unknown" or problem[0] != "":
        return problem
    offered = problem[4] if isinstance(problem[4], tuple) else ()
    return Problem((*problem[:4], (*offered, *sorted(OPTION_NAMES)), problem[5]))


def _limit_cost(call: Call) -> None:
    if call.settings.max_cost is None:
        return
    try:
        limit = cost.amount(call.settings.max_cost)
    except ValueError as error:
        raise errors.ConfigurationError(f"max_cost: {error}") from None
    estimate = cost.estimate(call.model, {**call.params, **call.settings.extra_body})
    most = estimate.high if isinstance(estimate, cost.CostRange) else estimate
    if most is None or most > limit:
        text = f"{call.model.id} would cost {estimate}, max_cost is {limit}; it was not sent"
        raise errors.CostLimitError(text, estimate=estimate, limit=limit)


def _request(call: Call, params: dict[str, Any], *, sync: bool) -> Request:
    settings, model, calls, provider = call.settings, call.model, call.calls, call.settings.provider
    named = {provider.model_field: model.id} if provider.model_field else {}
    body = {**named, **params, **(calls.sync if sync else {}), **settings.extra_body}
    marks = [header for header in (provider.request_id_header, provider.idempotency_header) if header]
    name = os.urandom(8).hex() if marks else ""
    headers = {"content-type": "application/json", **settings.headers, **dict.fromkeys(marks, name)}
    headers |= settings.extra_headers
    direct = sync or calls.mode == "direct"
    return Request(
        model.method,
        f"{settings.base_url}/{provider.below(model.endpoint)}",
        "idempotent" if provider.idempotency_header else "paid",
        headers,
        _spelled(body, model.id),
        settings.timeout or (calls.timeout if direct else QUICK),
        id=name,
    )


def _spelled(body: dict[str, Any], model: str) -> bytes:
    """The body as JSON.

    Raises:
        ValidationError: JSON has no such value.
    """
    try:
        return _ENCODER.encode(body).encode()
    except (TypeError, ValueError) as error:
        problem = Problem(("", "wrong-type", "values that JSON can hold", None, (), str(error)))
        raise errors.ValidationError([problem], model) from None


def _number(value: object) -> int | float:
    """A Decimal as a number of JSON."""
    if not isinstance(value, Decimal):
        raise TypeError(f"a value of type {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_number)


def _submitted(call: Call, request: Request, response: Response) -> Submitted:
    provider, may_be_job = call.settings.provider, call.calls.mode == "job"
    answer = read_json(response, request, provider)
    state = read_state(answer, provider.jobs) if may_be_job else None
    if state is None:
        if may_be_job and not any(_holds(answer, path) for path in provider.results.files):
            raise malformed(response, request, provider, "it holds neither a job nor a result")
        return Submitted(call, response, done=Answer(answer, response))
    log.info("%s: job %s", call.model.id, state.id)
    urls = named_urls(answer, provider, call.settings.base_url)
    return Submitted(call, response, state.id, urls, state)


def _holds(answer: dict[str, Any], path: str) -> bool:
    return path.partition(".")[0] in answer
