"""Jobs as a caller holds them, synchronous and not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .call import finish
from .jobs import cancel, look
from .results import AsyncFile, File, Result, async_result, sync_result
from .retry import Deadline, Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from .call import Answer, Submitted
    from .client import AsyncRunner, Runner
    from .http import Flow
    from .jobs import JobState


class BaseJob:
    """A job at the provider. `id` finds it again; `state` is what was last heard of it, None before that."""

    def __init__(self, submitted: Submitted) -> None:
        self._call = submitted.call
        self._submitted = submitted
        self.id = submitted.id
        self.state = submitted.state

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r}, {self.status or 'not asked yet'})"

    @property
    def status(self) -> str | None:
        """The provider's word for how it stands, as last heard."""
        return self.state.status if self.state else None

    @property
    def progress(self) -> float | None:
        """How far it is, 0 to 1, as last heard; None if the provider does not say."""
        return self.state.progress if self.state else None

    def _terms(self, timeout: float | None = None) -> Terms:
        settings = self._call.settings
        deadline = Deadline(settings.deadline if timeout is None else timeout)
        return Terms(settings.provider, deadline, settings.max_retries)

    def _look(self) -> Flow[JobState]:
        self.state, _ = yield from look(self._submitted.place, self._terms())
        return self.state

    def _wait(self, timeout: float | None, on_progress: Callable[[JobState], object] | None) -> Flow[Answer]:
        tell = on_progress or self._call.settings.on_progress

        def heard(state: JobState) -> None:
            self.state = state
            if tell:
                tell(state)

        return finish(self._submitted, self._terms(timeout), heard)

    def _cancel(self) -> Flow[Any]:
        return cancel(self._submitted.place, self._terms())


class Job(BaseJob):
    """A job at the provider. It goes on there whether or not anyone waits for it."""

    def __init__(self, runner: Runner, submitted: Submitted) -> None:
        super().__init__(submitted)
        self._runner = runner

    def refresh(self) -> JobState:
        """Ask how it stands."""
        return self._runner.run(self._look())

    def wait(
        self, *, timeout: float | None = None, on_progress: Callable[[JobState], object] | None = None
    ) -> Result[File]:
        """Wait for its result, at most `timeout` seconds, by default the client's `deadline`.

        Trouble with the network is waited out.

        Raises:
            JobFailedError: it ended without a result.
            JobTimeoutError: the time is over; the job goes on.
        """
        answer = self._runner.run(self._wait(timeout, on_progress))
        return sync_result(answer, self._call, self._runner)

    def cancel(self) -> None:
        """Ask the provider to stop it.

        Raises:
            UnsupportedError: the provider offers no way to.
        """
        self._runner.run(self._cancel())


class AsyncJob(BaseJob):
    """A job at the provider. It goes on there whether or not anyone waits for it."""

    def __init__(self, runner: AsyncRunner, submitted: Submitted) -> None:
        super().__init__(submitted)
        self._runner = runner

    async def refresh(self) -> JobState:
        """Ask how it stands."""
        return await self._runner.run(self._look())

    async def wait(
        self, *, timeout: float | None = None, on_progress: Callable[[JobState], object] | None = None
    ) -> Result[AsyncFile]:
        """Wait for its result, at most `timeout` seconds, by default the client's `deadline`.

        Trouble with the network is waited out.

        Raises:
            JobFailedError: it ended without a result.
            JobTimeoutError: the time is over; the job goes on.
        """
        answer = await self._runner.run(self._wait(timeout, on_progress))
        return async_result(answer, self._call, self._runner)

    async def cancel(self) -> None:
        """Ask the provider to stop it.

        Raises:
            UnsupportedError: the provider offers no way to.
        """
        await self._runner.run(self._cancel())
