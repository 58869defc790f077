"""Requests and answers as plain values, and the steps that a flow asks its driver to take."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

T = TypeVar("T")

QUICK = 60.0
"""Seconds that a server may take for an answer that needs no work."""

Kind: TypeAlias = Literal["safe", "idempotent", "paid"]
"""What sending twice would do: nothing, nothing more, or cost twice."""


class Request(NamedTuple):
    """One request. Headers hold no key: if the request is to be signed, it is added when it leaves.

    `timeout` is how many seconds may pass without a sign of life. `id` is our name for it, if one is sent along.
    """

    method: str
    url: str
    kind: Kind
    headers: Mapping[str, str]
    body: bytes = b""
    timeout: float = QUICK
    signed: bool = True
    id: str = ""

    def replace(self, **changes: Any) -> Request:
        """The same request with some fields changed."""
        return self._replace(**changes)


class Headers(Mapping[str, str]):
    """Headers by name, in any case. Repeated ones are joined by a comma."""

    def __init__(self, pairs: Iterable[tuple[bytes, bytes]] = ()) -> None:
        self._values: dict[str, str] = {}
        for key, value in pairs:
            name, text = key.decode("latin-1").lower(), value.decode("latin-1")
            self._values[name] = f"{self._values[name]}, {text}" if name in self._values else text

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Headers({self._values!r})"


class Response(NamedTuple):
    """An answer, read to its end."""

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


class Send(NamedTuple):
    """Step: send the request once, and give back its `Response`.

    It must be over by `until`, on the clock of `time.monotonic`. The body of a success goes into the sink, if
    there is one.
    """

    request: Request
    until: float
    sink: Sink | None = None


class Sleep(NamedTuple):
    """Step: wait for so many seconds."""

    seconds: float


class Work(NamedTuple):
    """Step: do something slow that is no network, such as reading a file, and give back what it returns."""

    do: Callable[[], Any]


Step: TypeAlias = Send | Sleep | Work
Flow: TypeAlias = Generator[Step, Any, T]
"""A conversation with the server that does no input or output itself.

It yields steps; its driver takes them, synchronously or not, and sends back what came of each. A step that
fails is thrown into it as a `Failure`.
"""
