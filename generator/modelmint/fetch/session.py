"""Requests to one site: paced, bounded, and repeated where a failure may pass."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING

from modelmint.diagnostics.plain import plain
from modelmint.fetch.answer import Answer, ask
from modelmint.fetch.errors import FetchError, NotFetchableError, TimedOutError, UnreachableError
from modelmint.fetch.limits import Limits
from modelmint.fetch.pace import Pace
from modelmint.fetch.refusals import refusal
from modelmint.fetch.retry import LIMITED, PASSING, asked_pause, pause
from modelmint.fetch.site import Site

if TYPE_CHECKING:
    import httpx

_FINE = (200, 304)


class Session:
    """An open client of one site."""

    def __init__(self, client: httpx.AsyncClient, site: Site, limits: Limits) -> None:
        self.site = site
        self._client = client
        self._limits = limits
        self._places = asyncio.Semaphore(limits.at_once)
        self._pace = Pace(site.documents.per_minute)

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer to a GET: a success, or 304 if the headers ask for that.

        Raises:
            FetchError: there is none.
        """
        wanted = {**self.site.headers(), **(headers or {})}
        async with self._places:
            await self._pace.start()
            try:
                async with asyncio.timeout(self._limits.time) as timer:
                    return await self._persist(url, wanted, timer)
            except TimeoutError:
                message = f"no whole answer came within {self._limits.time:g} seconds"
                raise TimedOutError(url, message, "try again, or allow more with --timeout") from None

    async def _persist(self, url: str, headers: Mapping[str, str], timer: asyncio.Timeout) -> Answer:
        """Ask until there is an answer, or asking again would not help."""
        for attempt in count():
            outcome = await self._attempt(url, headers)
            if isinstance(outcome, Answer) and outcome.status in _FINE:
                return outcome
            wait = self._wait(outcome, attempt)
            if wait is None or self._left(timer) < wait:
                raise self._error(url, outcome)
            await asyncio.sleep(wait)
            await self._pace.start()
        raise AssertionError("attempts do not run out by themselves")

    async def _attempt(self, url: str, headers: Mapping[str, str]) -> Answer | httpx.TransportError:
        import httpx

        try:
            return await ask(self._client, url, headers, self._limits.size)
        except httpx.TransportError as error:
            return error
        except httpx.InvalidURL as error:
            raise NotFetchableError(url, f"this is no URL to ask ({error})", "check base_url") from None

    def _wait(self, outcome: Answer | httpx.TransportError, attempt: int) -> float | None:
        """How long to wait before asking again; None if there is no point in it."""
        own = pause(self._limits, attempt)
        last = attempt + 1 >= self._limits.attempts
        if not isinstance(outcome, Answer):
            return None if last or "CERTIFICATE" in str(outcome) else own
        asked = asked_pause(outcome.headers)
        if outcome.status == LIMITED:  # no failure: the server only wants us to come later
            return own if asked is None else asked
        return None if last or outcome.status not in PASSING else max(own, asked or 0.0)

    def _left(self, timer: asyncio.Timeout) -> float:
        return (timer.when() or 0.0) - asyncio.get_running_loop().time()

    def _error(self, url: str, outcome: Answer | httpx.TransportError) -> FetchError:
        if isinstance(outcome, Answer):
            return refusal(outcome, self.site.variable)
        return UnreachableError(url, _reason(outcome, self._limits), "check the network and base_url")


def _reason(error: httpx.TransportError, limits: Limits) -> str:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return f"the server was silent for {limits.silence:g} seconds"
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return f"no connection came about ({plain(str(error))})"
    return f"the connection broke ({plain(str(error)) or type(error).__name__})"


@asynccontextmanager
async def open_session(site: Site, limits: Limits) -> AsyncIterator[Session]:
    """Open a client for as long as the block runs."""
    import httpx

    timeout = httpx.Timeout(limits.silence)
    async with httpx.AsyncClient(timeout=timeout, follow_redirects=False) as client:
        yield Session(client, site, limits)
