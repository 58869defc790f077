"""Jobs: accepted at once, finished after a few polls, so that tests need no clock."""

from __future__ import annotations

from decimal import Decimal

from modelmint.ir.value import Json
from modelmint.mock.accept import check_key
from modelmint.mock.body import json_answer
from modelmint.mock.errors import RefusalError
from modelmint.mock.message import Answer, Request
from modelmint.mock.state import Job, State, remember

_PATH = "/v1/jobs/"


def submit(state: State, result: Json) -> Answer:
    """Accept a job that will have this result."""
    job = Job(f"job_{len(state.jobs) + 1:06}", int(state.options.now()), result)
    remember(state.jobs, job.id, job)
    host = state.base_url if state.options.absolute_poll_url else ""
    content: Json = {
        "job_id": job.id,
        "status": "queued",
        "poll_url": f"{host}{_PATH}{job.id}",
        "created_at": job.created,
    }
    return json_answer(content, state.options.submit_status, _wait(state), charged=True)


def _wait(state: State) -> dict[str, str]:
    seconds = state.options.poll_after
    return {} if seconds is None else {"retry-after": str(seconds)}


def _find(state: State, id_: str) -> Job:
    job = state.jobs.get(id_)
    if job is None:
        raise RefusalError(404, f"There is no job {id_!r}; a job is kept for one hour.", code="job_not_found")
    return job


def _status(job: Job, polls: int) -> str:
    if job.cancelled:
        return "cancelled"
    if job.polls >= polls:
        return "completed"
    return "processing" if job.polls else "queued"


def _describe(job: Job, polls: int) -> Json:
    status = _status(job, polls)
    done = status == "completed"
    return {
        "job_id": job.id,
        "status": status,
        "progress": 1 if done else round(Decimal(job.polls) / max(polls, 1), 2),
        "created_at": job.created,
        "completed_at": job.completed,
        "result": job.result if done else None,
        "error": None,
    }


def poll(state: State, request: Request) -> Answer:
    """`GET /v1/jobs/{id}`: where the job stands. Each look moves it on."""
    check_key(state, request)
    job = _find(state, request.path.removeprefix(_PATH))
    polls = state.options.job_polls
    if job.polls >= polls and job.completed is None and not job.cancelled:
        job.completed = int(state.options.now())
    pending = _status(job, polls) in ("queued", "processing")
    answer = json_answer(_describe(job, polls), headers=_wait(state) if pending else None)
    job.polls += 1
    return answer


def cancel(state: State, request: Request) -> Answer:
    """`POST /v1/jobs/{id}/cancel` or `DELETE /v1/jobs/{id}`. A finished job stays as it is."""
    check_key(state, request)
    job = _find(state, request.path.removeprefix(_PATH).removesuffix("/cancel"))
    if job.completed is not None:
        raise RefusalError(409, f"The job {job.id} has finished.", code="job_finished")
    job.cancelled = True
    return json_answer(_describe(job, state.options.job_polls))
