"""The synchronous driver: it takes the steps of a flow with blocking calls."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .http import Failure, Response, Send, Sleep, Work
from .transport import Reader, build, failure, new_client

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from .http import Flow, Request, Step
    from .settings import Settings
    from .transport import HTTPClient

    Handler: TypeAlias = Callable[[Request], Response]
    Middleware: TypeAlias = Callable[[Request, Handler], Response]

T = TypeVar("T")


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
