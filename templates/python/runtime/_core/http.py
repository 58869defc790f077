"""Requests and answers as plain values, and the steps that a flow asks its driver to take."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

T = TypeVar("T")

QUICK = 60.0
"""Seconds that a server may take for an answer that needs no work."""

Kind: TypeAlias = Literal["safe", "idempotent", "paid"]
"""What sending twice would do: nothing, nothing more, or cost twice."""


@dataclass(frozen=True)
class Request:
    """One request. Headers hold no key: if the request is to be signed, it is added when it leaves.

    `timeout` is how many seconds may pass without a sign of life, `until` the last moment for it all, on the
    clock of `time.monotonic`.
    """

    method: str
    url: str
    kind: Kind
    headers: Mapping[str, str]
    body: bytes = b""
    timeout: float = QUICK
    until: float = float("inf")
    signed: bool = True
    id: str = ""

    def replace(self, **changes: Any) -> Request:
        """The same request with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Response:
    """An answer, read to its end. Header names are matched in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Failure(Exception):
    """A request came to no answer.

    `left` tells whether some of it may have left this machine. `status` is set where the answer began. A hopeless
    one would come again.
    """

    hopeless = False

    def __init__(self, reason: str, *, left: bool, timeout: bool = False, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.left = left
        self.timeout = timeout
        self.status = status


class Sink(Protocol):
    """Where a download goes. `restart` forgets what came so far."""

    def restart(self) -> None: ...
    def write(self, chunk: bytes, /) -> object: ...


@dataclass(frozen=True)
class Send:
    """Step: send the request once, and give back its `Response`."""

    request: Request


@dataclass(frozen=True)
class Fetch:
    """Step: send the request once, and stream the body of a success into the sink."""

    request: Request
    sink: Sink


@dataclass(frozen=True)
class Sleep:
    """Step: wait for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Work:
    """Step: do something slow that is no network, such as reading a file, and give back what it returns."""

    do: Callable[[], Any]


Step: TypeAlias = Send | Fetch | Sleep | Work
Flow: TypeAlias = Generator[Step, Any, T]
"""A conversation with the server that does no input or output itself.

It yields steps; its driver takes them, synchronously or not, and sends back what came of each. A step that
fails is thrown into it as a `Failure`.
"""
