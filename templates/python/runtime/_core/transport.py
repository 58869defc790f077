"""The little that is needed of the transport library, and what its failures mean."""

from __future__ import annotations

from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from .._package import TRANSPORT
from .http import Failure, Headers, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from .http import Request, Send

NEVER_LEFT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})
"""Failures before the first byte of a request: refused, no such host, no TLS, no free connection, no tunnel."""

LONGEST_CONNECT = 15.0
"""Seconds to wait for a connection, at most."""

LONGEST_IDLE = 4.0
"""Seconds that a connection is kept for the next request. Servers commonly close theirs after 5, and a request that
meets that moment has an unknown outcome."""


class HTTPClient(Protocol):
    """An `httpx.Client` or an `httpx2.Client`."""

    @property
    def base_url(self) -> object: ...
    @property
    def build_request(self) -> Callable[..., Any]: ...
    @property
    def send(self) -> Callable[..., Any]: ...
    def close(self) -> None: ...


class AsyncHTTPClient(Protocol):
    """An `httpx.AsyncClient` or an `httpx2.AsyncClient`."""

    @property
    def base_url(self) -> object: ...
    @property
    def build_request(self) -> Callable[..., Any]: ...
    @property
    def send(self) -> Callable[..., Coroutine[Any, Any, Any]]: ...
    async def aclose(self) -> None: ...


def load() -> Any:
    """The transport library that this package was generated for."""
    return import_module(TRANSPORT)


def new_client() -> HTTPClient:
    """A client of the transport library."""
    client: HTTPClient = load().Client(**_options())
    return client


def new_async_client() -> AsyncHTTPClient:
    """An asynchronous client of the transport library."""
    client: AsyncHTTPClient = load().AsyncClient(**_options())
    return client


def _options() -> dict[str, Any]:
    limits = load().Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=LONGEST_IDLE)
    return {"timeout": None, "limits": limits, "max_redirects": 5}


def build(http: HTTPClient | AsyncHTTPClient, request: Request, sign: tuple[str, str] | None, until: float) -> Any:
    """The transport's own request, signed if it may be, with no more time than there is."""
    # The addresses that paid requests go to are few, and parsing one takes a tenth of a whole request.
    url = _parsed(type(http.base_url), request.url) if request.kind == "paid" else request.url
    headers = dict(request.headers)
    if sign is not None:
        headers[sign[0]] = sign[1]
    seconds = max(min(request.timeout, until - monotonic()), 0.001)
    limits = {"connect": min(seconds, LONGEST_CONNECT), "read": seconds, "write": seconds, "pool": seconds}
    return http.build_request(
        request.method, url, content=request.body or None, headers=headers, extensions={"timeout": limits}
    )


_PARSED: dict[tuple[type[object], str], Any] = {}


def _parsed(kind: type[Any], url: str) -> Any:
    found = _PARSED.get((kind, url))
    return _PARSED.setdefault((kind, url), kind(url)) if found is None else found


def failure(error: Exception, status: int | None) -> Failure | None:
    """What an exception of the transport means; None if it is none of its own. `status` is set once an answer began."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "RequestError" not in names and "StreamError" not in names:
        return None
    left = status is not None or not names & NEVER_LEFT
    reason = str(error) or type(error).__name__
    known = Failure(reason, left=left, timeout="TimeoutException" in names, status=status)
    known.hopeless = "TooManyRedirects" in names
    return known


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
        if monotonic() > self._until:
            status: int = self._answer.status_code
            raise Failure("the answer did not end in time", left=True, timeout=True, status=status)
        if self._sink:
            self._sink.write(chunk)
        else:
            self._chunks.append(chunk)

    def response(self) -> Response:
        """The whole answer; its body is empty if it went into the sink."""
        return Response(self._answer.status_code, Headers(self._answer.headers.raw), b"".join(self._chunks))
