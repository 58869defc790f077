"""What a client is told once, and what a call can be told instead."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn, TypedDict

from ..errors import ConfigurationError
from .provider import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from .jobs import JobState
    from .provider import Provider


class Secret:
    """A key that does not show itself: not in a repr, a log or a pickle."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled; make a client in each process")


class CallOptions(TypedDict, total=False):
    """What a single call can be told beside the model's parameters."""

    timeout: float
    """Seconds that one attempt may take between two signs of life."""
    deadline: float
    """Seconds that the whole call may take: all attempts, pauses, and the waiting for a job."""
    max_retries: int
    """How often to send again what may safely be sent again."""
    max_cost: Decimal | str | float
    """Refuse to send a request that could cost more."""
    validate: bool
    """False sends the request unchecked."""
    sync: bool
    """True asks for the result in one answer where the provider has that, False for a job."""
    retry_unknown: bool
    """True sends a paid request again even if the first may have been charged."""
    on_progress: Callable[[JobState], object]
    """Called with every state of the job; `progress_bar` shows one on a terminal."""
    extra_body: Mapping[str, object]
    """Parameters that the schema does not know yet. They are not checked."""
    extra_headers: Mapping[str, str]


OPTION_NAMES = frozenset(CallOptions.__annotations__)


class Settings(NamedTuple):
    """A client's settings. Times are seconds, sizes bytes."""

    provider: Provider
    base_url: str
    key: Secret | None
    timeout: float | None = None
    deadline: float | None = 1200.0
    max_retries: int = 2
    max_cost: Decimal | str | float | None = None
    validate: bool = True
    sync: bool = False
    retry_unknown: bool = False
    on_progress: Callable[[JobState], object] | None = None
    on_retired: Literal["warn", "raise", "ignore"] = "warn"
    max_download: int = 2_000_000_000
    headers: Mapping[str, str] = NOTHING
    extra_body: Mapping[str, object] = NOTHING
    extra_headers: Mapping[str, str] = NOTHING

    @classmethod
    def of(cls, provider: Provider, api_key: str | None, base_url: str | None, **options: Any) -> Settings:
        """The settings of a new client; the key comes from the environment unless it is given."""
        key = api_key if api_key is not None else os.environ.get(provider.key_env)
        url = (base_url or provider.base_url).rstrip("/")
        if not url.startswith(("http://", "https://")):
            raise ConfigurationError(f"base_url is {url!r}; expected an address that starts with https://")
        return cls(provider, url, Secret(key) if key else None).but(options)

    def but(self, options: Mapping[str, Any]) -> Settings:
        """The same settings, some of them changed.

        Raises:
            ConfigurationError: a name or a value that cannot be meant.
        """
        if not options:
            return self
        if not options.keys() <= _FIELDS:
            unknown = options.keys() - _FIELDS
            raise ConfigurationError(f"no such option: {', '.join(sorted(unknown))}")
        changed = self._replace(**options)
        if changed.on_retired not in ("warn", "raise", "ignore"):
            raise ConfigurationError(f"on_retired is {changed.on_retired!r}; expected 'warn', 'raise' or 'ignore'")
        return changed

    def authorisation(self) -> tuple[str, str]:
        """The header that signs a request.

        Raises:
            ConfigurationError: there is no key.
        """
        auth = self.provider.auth
        if self.key is None:
            raise ConfigurationError(f"no key: set {self.provider.key_env}, or pass api_key to the client")
        return auth.header, auth.value(self.key.reveal())


_FIELDS = frozenset(Settings._fields)
