"""One call through one fault: what it came to, and how many times each request was sent."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import fal_models
import httpx
from building import documents, models, queued
from empiriolabs_models import AsyncClient, Client, Error

from modelmint.mock import MockServer, Options, Recorded

FAULTS = (
    *("400", "401", "402", "403", "404", "408", "409", "410", "422"),
    *("429", "429; retry-after=0.01", "429; retry-after-date=0", "429; retry-after=3600"),
    *("500", "500; envelope=detail", "502", "503", "503; retry-after=0.01", "504", "529"),
    *("slow-headers; seconds=2", "slow-body; seconds=2"),
    *("cut-before", "cut-before; how=close", "cut-in", "cut-in; how=close", "cut-after", "cut-after; how=close"),
    *("cut-answer", "cut-answer; how=close", "close-after"),
    *(f"malformed; body={body}" for body in ("truncated", "empty", "text", "array", "object", "null")),
    *("html", "html; status=200", "redirect", "oversized; bytes=200000"),
    *("unknown-status", "job-failed", "expired", "retired", "retired; status=404", "deprecated"),
)

PAINTER = queued()[1]
OPTIONS = {"timeout": 1.0, "deadline": 3.0, "max_download": 100_000, "on_retired": "ignore"}


@dataclass(frozen=True)
class Outcome:
    """What a caller sees (an error's name and status, or `ok`), and what the server saw of it."""

    seen: str
    sent: tuple[Recorded, ...]

    def count(self, kind: str) -> int:
        """How many requests of a kind the server saw."""
        return Counter(one.request.kind for one in self.sent)[kind]

    def perhaps_charged(self) -> int:
        """How many submissions were charged, or may have been for all that the client could see."""
        submissions = (one for one in self.sent if one.request.kind == "submit")
        return sum(one.charged or not surely_refused(one) for one in submissions)


def surely_refused(one: Recorded) -> bool:
    """Whether the answer says that nothing was done. Nothing follows from a cut connection or from most of 5xx."""
    told = one.status == 503 and "retry-after" in one.fault
    return one.status is not None and (told or 300 <= one.status < 500) and one.status != 408


def faults(stage: str) -> tuple[str, ...]:
    """The faults for a stage: only a submission has a body to cut."""
    return tuple(fault for fault in FAULTS if stage == "submit" or not fault.startswith("cut-in"))


@dataclass(frozen=True)
class World:
    """A package, the server that it calls, and where each stage of a call meets its faults."""

    paths: dict[str, str]
    clients: tuple[type, type]
    error: type[Exception]
    model: str
    base: str
    server: Callable[[], MockServer]

    def options(self, server: MockServer) -> dict[str, object]:
        """What both clients are made with."""
        return {"api_key": "sk-test", "base_url": f"{server.base_url}{self.base}", **OPTIONS}

    def seen(self, result: object) -> str:
        """What a caller sees, in a word or two."""
        if not isinstance(result, self.error):
            assert isinstance(result, bytes)
            return "ok" if result.startswith(b"\x89PNG") else f"{len(result)} bytes"
        status = getattr(result, "status", None)
        return f"{type(result).__name__} {status}" if status is not None else type(result).__name__


EMPIRIOLABS = World(
    {"submit": "/v1/images/generations", "job": "/v1/jobs/*", "file": "/files/*"},
    (Client, AsyncClient),
    Error,
    "amazon_nova_canvas",
    "/v1",
    lambda: MockServer(documents(), models(), options=Options(job_polls=1)),
)
FAL = World(
    {
        "submit": "/acme/painter/fast",
        "job": "/acme/painter/requests/*/status",
        "result": "/acme/painter/requests/*[0-9]",
        "file": "/files/*",
    },
    (fal_models.Client, fal_models.AsyncClient),
    fal_models.Error,
    "acme_painter_fast",
    "",
    lambda: MockServer(*({PAINTER.id: one} for one in queued()), options=Options(kinds=["fal"], job_polls=1)),
)


def both(fault: str, stage: str, times: int | None, world: World = EMPIRIOLABS) -> tuple[Outcome, Outcome]:
    """What comes of the fault with the synchronous and with the asynchronous client."""
    found = []
    for call in (blocking, awaited):
        with world.server() as server:
            server.fail(world.paths[stage], fault, times)
            found.append(Outcome(call(world, server), server.requests))
    return found[0], found[1]


def blocking(world: World, server: MockServer) -> str:
    """Generate and download one image with the synchronous client."""
    # Certificates are not needed here, and loading them is most of what a call costs.
    http = httpx.Client(verify=False, trust_env=False)
    with http, world.clients[0](http_client=http, **world.options(server)) as client:
        try:
            images = getattr(client, world.model).generate(prompt="a red sofa").images
            return world.seen(images[0].bytes() if images else b"")
        except world.error as error:
            return world.seen(error)


def awaited(world: World, server: MockServer) -> str:
    """The same with the asynchronous client."""

    async def call() -> object:
        http = httpx.AsyncClient(verify=False, trust_env=False)
        async with http, world.clients[1](http_client=http, **world.options(server)) as client:
            try:
                images = (await getattr(client, world.model).generate(prompt="a red sofa")).images
                return await images[0].bytes() if images else b""
            except world.error as error:
                return error

    return world.seen(asyncio.run(call()))
