"""Which handler answers what."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json
from modelmint.mock import catalogue, jobs, media, text
from modelmint.mock.body import json_answer
from modelmint.mock.errors import RefusalError, refuse
from modelmint.mock.fault_kinds import KINDS
from modelmint.mock.faults import COMMON, HEADER, QUERY
from modelmint.mock.message import Answer, Request
from modelmint.mock.queue import Queue
from modelmint.mock.state import State
from modelmint.profile import load

Handler = Callable[[State, Request], Answer]


@frozen
class Route:
    """A method and a pattern for the whole path."""

    method: str
    path: re.Pattern[str]
    handler: Handler


def every_fault(state: State, request: Request) -> Answer:
    """`GET /faults`: what can be asked to go wrong. The provider has no such thing."""
    faults: list[Json] = [
        {"name": kind.name, "purpose": kind.purpose, "options": [*kind.options, *COMMON]} for kind in KINDS.values()
    ]
    return json_answer({"header": HEADER, "query": QUERY, "faults": faults})


ROUTES: tuple[Route, ...] = (
    Route("GET", re.compile(r"/v1/models"), catalogue.every_model),
    Route("GET", re.compile(r"/v1/models/.+"), catalogue.one_model),
    Route("POST", re.compile(r"/v1/images/generations"), media.images),
    Route("POST", re.compile(r"/v1/videos/generations"), media.videos),
    Route("POST", re.compile(r"/v1/embeddings"), text.embeddings),
    Route("POST", re.compile(r"/v1/chat/completions"), text.chat),
    Route("GET", re.compile(r"/v1/jobs/[^/]+"), jobs.poll),
    Route("DELETE", re.compile(r"/v1/jobs/[^/]+"), jobs.cancel),
    Route("POST", re.compile(r"/v1/jobs/[^/]+/cancel"), jobs.cancel),
    Route("GET", re.compile(r"/files/[^/]+"), media.download),
    Route("GET", re.compile(r"/faults"), every_fault),
)


@cache
def _routes(kinds: tuple[str, ...]) -> tuple[Route, ...]:
    """The routes of EmpirioLabs, and of the queues that other kinds' profiles describe."""
    protocols = (load(kind).protocol for kind in kinds)
    queues = [Queue(protocol.jobs) for protocol in protocols if protocol and protocol.jobs.fetch]
    rows = (row for queue in queues for row in queue.rows())
    return (*ROUTES, *(Route(method, pattern, handler) for method, pattern, handler in rows))


def _handler(kinds: tuple[str, ...], request: Request) -> Handler:
    routes = [route for route in _routes(kinds) if route.path.fullmatch(request.path)]
    if not routes:
        raise RefusalError(404, f"Nothing is served at {request.path}.")
    method = "GET" if request.method == "HEAD" else request.method
    for route in routes:
        if route.method == method:
            return route.handler
    allowed = ", ".join(route.method for route in routes)
    raise RefusalError(405, f"{request.method} is not for {request.path}.", headers={"allow": allowed})


def respond(state: State, request: Request) -> Answer:
    """Do what is asked. A refusal is an answer too."""
    try:
        return _handler(tuple(state.options.kinds), request)(state, request)
    except RefusalError as refusal:
        return refuse(refusal, state.options.envelope)
