"""What the clients have in common. Light to import: everything else comes in when a client is made."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from types import TracebackType
    from typing import Any, ClassVar, Literal, Protocol, Self, TypedDict, TypeVar, Unpack

    from .drive_async import AsyncIO, AsyncMiddleware
    from .drive_sync import Middleware, SyncIO
    from .http import Flow
    from .jobs import JobState
    from .settings import Settings
    from .transport import AsyncHTTPClient, HTTPClient

    T = TypeVar("T")

    class Runner(Protocol):
        """Whatever can take the steps of a flow."""

        def run(self, flow: Flow[T]) -> T: ...

    class AsyncRunner(Protocol):
        """Whatever can take the steps of a flow without blocking."""

        async def run(self, flow: Flow[T]) -> T: ...

    class ClientOptions(TypedDict, total=False):
        """What holds for all calls of a client, unless a call says otherwise. Times are seconds, sizes bytes."""

        timeout: float
        deadline: float | None
        max_retries: int
        max_cost: Decimal | str | float | None
        validate: bool
        sync: bool
        retry_unknown: bool
        on_progress: Callable[[JobState], object] | None
        on_retired: Literal["warn", "raise", "ignore"]
        max_download: int
        headers: Mapping[str, str]


class BaseClient:
    """Settings, and the models as attributes, each made when it is first used."""

    _models: ClassVar[dict[str, str]]
    _prefix: ClassVar[str] = ""
    settings: Settings

    def __repr__(self) -> str:
        key = "a key" if self.settings.key else "no key"
        return f"{type(self).__name__}({self.settings.base_url}, {key})"

    def __reduce__(self) -> str:
        raise TypeError("a client holds a key and connections, and is not pickled; make one in each process")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self._models})

    if not TYPE_CHECKING:  # a type checker knows the models by name

        def __getattr__(self, name: str) -> Any:
            if name not in self._models:
                raise _no_model(type(self).__name__, name, self._models)
            from importlib import import_module

            package = __package__.rpartition(".")[0]
            made = getattr(import_module(f".{name}", package), self._prefix + self._models[name])(self)
            self.__dict__[name] = made
            return made


def _no_model(client: str, name: str, models: dict[str, str]) -> AttributeError:
    from difflib import get_close_matches

    near = get_close_matches(name, models, 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return AttributeError(f"{client!r} has no model or attribute {name!r}{hint}")


class BaseSyncClient(BaseClient):
    """Calls that block until they are done. One client may serve many threads."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        http_client: HTTPClient | None = None,
        middleware: Sequence[Middleware] = (),
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client. The key and the address come from the environment and the provider unless given.

        `http_client` is one of the transport library's own, and stays yours to close. Each middleware is
        called with every attempt and the next handler.
        """
        from .._provider import PROVIDER
        from .drive_sync import SyncIO
        from .settings import Settings

        self.settings = Settings.of(PROVIDER, api_key, base_url, **options)
        self._io: SyncIO = SyncIO(self.settings, http_client, middleware)

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with some settings changed, on the same connections."""
        other = object.__new__(type(self))
        other.settings, other._io = self.settings.but(options), self._io
        return other

    def run(self, flow: Flow[T]) -> T:
        """Take the steps of a flow."""
        return self._io.run(flow)

    def close(self) -> None:
        """Close the connections that this client opened."""
        self._io.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class BaseAsyncClient(BaseClient):
    """Calls to await. One client may serve many tasks, and several event loops one after the other."""

    _prefix: ClassVar[str] = "Async"

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        http_client: AsyncHTTPClient | None = None,
        middleware: Sequence[AsyncMiddleware] = (),
        **options: Unpack[ClientOptions],
    ) -> None:
        """Make a client. The key and the address come from the environment and the provider unless given.

        `http_client` is one of the transport library's own, and stays yours to close. Each middleware is
        called with every attempt and the next handler.
        """
        from .._provider import PROVIDER
        from .drive_async import AsyncIO
        from .settings import Settings

        self.settings = Settings.of(PROVIDER, api_key, base_url, **options)
        self._io: AsyncIO = AsyncIO(self.settings, http_client, middleware)

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with some settings changed, on the same connections."""
        other = object.__new__(type(self))
        other.settings, other._io = self.settings.but(options), self._io
        return other

    async def run(self, flow: Flow[T]) -> T:
        """Take the steps of a flow."""
        return await self._io.run(flow)

    async def close(self) -> None:
        """Close the connections that this client opened in the running event loop."""
        await self._io.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
