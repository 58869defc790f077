"""The two drivers: they take the steps of a flow, one with blocking calls and one without."""

from __future__ import annotations

import asyncio
import os
import time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .http import Failure, Headers, Response, Send, Sleep, Work
from .transport import build, failure, load, new_async_client, new_client

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
    from typing import TypeAlias

    from .http import Flow, Request, Step
    from .settings import Settings
    from .transport import AsyncHTTPClient, HTTPClient

    Handler: TypeAlias = Callable[[Request], Response]
    Middleware: TypeAlias = Callable[[Request, Handler], Response]
    AsyncHandler: TypeAlias = Callable[[Request], Awaitable[Response]]
    AsyncMiddleware: TypeAlias = Callable[[Request, AsyncHandler], Awaitable[Response]]

T = TypeVar("T")


class Reader:
    """Reads one answer: into memory, or into the sink if it is a success."""

    def __init__(self, step: Send, answer: Any) -> None:
        self._until = step.until
        self._answer = answer
        self._sink = step.sink if answer.status_code < 300 else None
        self._chunks: list[bytes] = []
        if self._sink:
            self._sink.restart()

    def take(self, chunk: bytes) -> None:
        """Take the next part of the body.

        Raises:
            Failure: the request's last moment is over.
        """
        if time.monotonic() > self._until:
            status: int = self._answer.status_code
            raise Failure("the answer did not end in time", left=True, timeout=True, status=status)
        if self._sink:
            self._sink.write(chunk)
        else:
            self._chunks.append(chunk)

    def response(self) -> Response:
        """The whole answer; its body is empty if it went into the sink."""
        return Response(self._answer.status_code, Headers(self._answer.headers.raw), b"".join(self._chunks))


class SyncIO:
    """Takes steps with blocking calls, over connections that all threads share."""

    def __init__(self, settings: Settings, http: HTTPClient | None, middleware: Sequence[Middleware]) -> None:
        self._settings = settings
        self._given = http
        self._own = None if http else new_client()
        self._pid = os.getpid()
        self._middleware = tuple(reversed(middleware))

    @property
    def _http(self) -> HTTPClient:
        """The connections. A forked process has its own, since two cannot speak on one connection."""
        if self._given is not None:
            return self._given
        if self._own is None or self._pid != os.getpid():
            self._own, self._pid = new_client(), os.getpid()
        return self._own

    def close(self) -> None:
        """Close the connections, if they are ours and this process's."""
        if self._own is not None and self._pid == os.getpid():
            self._own.close()
            self._own = None

    def run(self, flow: Flow[T]) -> T:
        """Take the steps of a flow, to its end."""
        outcome: Any = None
        problem: Failure | None = None
        try:
            while True:
                try:
                    step = flow.send(outcome) if problem is None else flow.throw(problem)
                except StopIteration as stop:
                    result: T = stop.value
                    return result
                outcome = problem = None
                try:
                    outcome = self._take(step)
                except Failure as caught:
                    problem = caught
        finally:
            flow.close()

    def _take(self, step: Step) -> Any:
        if isinstance(step, Sleep):
            return time.sleep(step.seconds)
        if isinstance(step, Work):
            return step.do()
        handler: Handler = partial(self._send, step)
        for layer in self._middleware:
            handler = partial(_before, layer, handler)
        return handler(step.request)

    def _send(self, step: Send, request: Request) -> Response:
        status: int | None = None
        sign = self._settings.authorisation() if request.signed else None
        http = self._http
        try:
            answer = http.send(build(http, request, sign, step.until), stream=True, follow_redirects=not request.signed)
            status = answer.status_code
            try:
                reader = Reader(step, answer)
                for chunk in answer.iter_bytes():
                    reader.take(chunk)
            finally:
                answer.close()
        except Exception as error:
            known = failure(error, status)
            if known is None:
                raise
            raise known from error
        return reader.response()


def _before(layer: Middleware, handler: Handler, request: Request) -> Response:
    return layer(request, handler)


class AsyncIO:
    """Takes steps without blocking, over connections of their own for each event loop."""

    def __init__(self, settings: Settings, http: AsyncHTTPClient | None, middleware: Sequence[AsyncMiddleware]) -> None:
        self._settings = settings
        self._given = http
        self._own: dict[asyncio.AbstractEventLoop, tuple[AsyncHTTPClient, AsyncGenerator[None]]] = {}
        self._middleware = tuple(reversed(middleware))
        load()

    async def _http(self) -> AsyncHTTPClient:
        """The running loop's connections. They are closed with the loop, if not before."""
        if self._given is not None:
            return self._given
        loop = asyncio.get_running_loop()
        if loop not in self._own:
            http = new_async_client()
            lifetime = self._until_closed(loop, http)
            self._own[loop] = http, lifetime
            await anext(lifetime)
        return self._own[loop][0]

    async def _until_closed(self, loop: asyncio.AbstractEventLoop, http: AsyncHTTPClient) -> AsyncGenerator[None]:
        """Close the connections when this generator is, which an event loop does to all when it shuts down."""
        try:
            yield
        finally:
            self._own.pop(loop, None)
            await http.aclose()

    async def close(self) -> None:
        """Close the running loop's connections, if they are ours."""
        owned = self._own.get(asyncio.get_running_loop())
        if owned is not None:
            await owned[1].aclose()

    async def run(self, flow: Flow[T]) -> T:
        """Take the steps of a flow, to its end."""
        outcome: Any = None
        problem: Failure | None = None
        try:
            while True:
                try:
                    step = flow.send(outcome) if problem is None else flow.throw(problem)
                except StopIteration as stop:
                    result: T = stop.value
                    return result
                outcome = problem = None
                try:
                    outcome = await self._take(step)
                except Failure as caught:
                    problem = caught
        finally:
            flow.close()

    async def _take(self, step: Step) -> Any:
        if isinstance(step, Sleep):
            return await asyncio.sleep(step.seconds)
        if isinstance(step, Work):
            return await asyncio.to_thread(step.do)
        handler: AsyncHandler = partial(self._send, step)
        for layer in self._middleware:
            handler = partial(_before_async, layer, handler)
        return await handler(step.request)

    async def _send(self, step: Send, request: Request) -> Response:
        status: int | None = None
        sign = self._settings.authorisation() if request.signed else None
        http = await self._http()
        try:
            answer = await http.send(
                build(http, request, sign, step.until), stream=True, follow_redirects=not request.signed
            )
            status = answer.status_code
            try:
                reader = Reader(step, answer)
                async for chunk in answer.aiter_bytes():
                    reader.take(chunk)
            finally:
                await answer.aclose()
        except Exception as error:
            known = failure(error, status)
            if known is None:
                raise
            raise known from error
        return reader.response()


async def _before_async(layer: AsyncMiddleware, handler: AsyncHandler, request: Request) -> Response:
    return await layer(request, handler)
