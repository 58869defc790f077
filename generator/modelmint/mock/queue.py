"""A provider's queue, as its profile describes it: a request is accepted, asked about, and its result fetched apart.

A wrong request is accepted too, and its result is the refusal, as fal has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.mock.accept import check_key
from modelmint.mock.body import json_answer, json_body
from modelmint.mock.errors import RefusalError
from modelmint.mock.message import Answer, Request
from modelmint.mock.outcome import outcome
from modelmint.mock.state import Job, State, remember
from modelmint.profile import Jobs
from modelmint.validate import validate

_WAITING, _WORKING = "IN_QUEUE", "IN_PROGRESS"
_Handler = Callable[[State, Request], Answer]


class Queue:
    """The handlers of one provider's queue. `jobs` says where it is asked, and what its statuses are called."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._poll, self._fetch, self._cancel = map(_pattern, (jobs.poll, jobs.fetch, jobs.cancel))

    def rows(self) -> Iterator[tuple[str, re.Pattern[str], _Handler]]:
        """Methods, patterns of paths, and handlers. Whatever else is posted is a request to a model."""
        yield "GET", self._poll, self.status
        yield "GET", self._fetch, self.fetch
        yield self._jobs.cancel_method, self._cancel, self.cancel
        yield "POST", re.compile(r"/.+"), self.submit

    def submit(self, state: State, request: Request) -> Answer:
        """`POST /{model}`: always accepted if the body is an object."""
        check_key(state, request)
        model = _model(state, request.path)
        body = json_body(request)
        if body is None:
            raise RefusalError(422, "The body is not a JSON object.")
        problems = validate(model, body)
        job = Job(f"req_{len(state.jobs) + 1:06}", int(state.options.now()), None)
        if problems:
            job.refused = [{"loc": ["body", one.path], "msg": one.message, "type": one.code} for one in problems]
        else:
            job.result = outcome(state, model, body)
        remember(state.jobs, job.id, job)
        places = self._places(state.base_url, request.path.strip("/"), job.id)
        return json_answer({self._jobs.id: job.id, "status": _WAITING, **places}, charged=not problems)

    def status(self, state: State, request: Request) -> Answer:
        """Where the request stands. Each look moves it on."""
        check_key(state, request)
        job = _find(state, request, self._poll)
        word = self._word(job, state.options.job_polls)
        job.polls += 1
        return json_answer({self._jobs.id: job.id, self._jobs.status: word})

    def _word(self, job: Job, polls: int) -> str:
        if job.cancelled:
            return self._jobs.cancelled[0].upper()
        if job.polls >= polls:
            return self._jobs.succeeded[0].upper()
        return _WORKING if job.polls else _WAITING

    def fetch(self, state: State, request: Request) -> Answer:
        """What came of the request."""
        check_key(state, request)
        job = _find(state, request, self._fetch)
        if job.polls <= state.options.job_polls:
            raise RefusalError(400, "The request is still in progress.")
        return json_answer({"detail": job.refused}, 422) if job.refused else json_answer(job.result)

    def cancel(self, state: State, request: Request) -> Answer:
        """Stop a request that has not finished."""
        check_key(state, request)
        job = _find(state, request, self._cancel)
        if job.polls > state.options.job_polls:
            return json_answer({"status": "ALREADY_COMPLETED"}, 400)
        job.cancelled = True
        return json_answer({"status": "CANCELLATION_REQUESTED"}, 202)

    def _places(self, base_url: str, path: str, id_: str) -> dict[str, Json]:
        """The addresses under which a request is asked about, fetched and cancelled."""
        jobs, app = self._jobs, "/".join(path.split("/")[:2])
        named = ((jobs.poll_url, jobs.poll), (jobs.fetch_url, jobs.fetch), (jobs.cancel_url, jobs.cancel))
        return {name: f"{base_url}/{template.format(app=app, path=path, id=id_)}" for name, template in named if name}


def _pattern(template: str) -> re.Pattern[str]:
    """What the paths of a template such as `{app}/requests/{id}` look like."""
    parts = {"{app}": "[^/]+(?:/[^/]+)?", "{path}": ".+", "{id}": "(?P<id>[^/]+)"}
    pieces = re.split(r"(\{\w+\})", template)
    return re.compile("/" + "".join(parts.get(piece) or re.escape(piece) for piece in pieces))


def _model(state: State, path: str) -> Model:
    for model in state.models.values():
        if any(endpoint.path == path for endpoint in model.endpoints):
            return model
    raise RefusalError(404, f"Nothing is served at {path}.")


def _find(state: State, request: Request, pattern: re.Pattern[str]) -> Job:
    found = pattern.fullmatch(request.path)
    job = state.jobs.get(found["id"]) if found else None
    if job is None:
        raise RefusalError(404, "There is no such request.")
    return job
