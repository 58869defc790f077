"""The asynchronous driver: it takes the steps of a flow without blocking."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .http import Failure, Response, Send, Sleep, Work
from .transport import Reader, build, failure, load, new_async_client

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
    from typing import TypeAlias

    from .http import Flow, Request, Step
    from .settings import Settings
    from .transport import AsyncHTTPClient

    AsyncHandler: TypeAlias = Callable[[Request], Awaitable[Response]]
    AsyncMiddleware: TypeAlias = Callable[[Request, AsyncHandler], Awaitable[Response]]

T = TypeVar("T")


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
