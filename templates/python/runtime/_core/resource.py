"""What the models of a client have in common, synchronous and not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from . import cost, lifecycle
from .answers import request_id
from .call import Call, Submitted, make_call, run, submit
from .http import Response
from .job import AsyncJob, Job
from .results import AsyncFile, File, RawResponse, Result, async_result, sync_result
from .tracing import span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .call import Answer
    from .client import BaseAsyncClient, BaseSyncClient
    from .model import Model
    from .settings import Settings


class BaseResource:
    """A model as a client calls it. `model` holds its facts: prices, life, endpoint."""

    model: ClassVar[Model]
    _settings: Settings
    _raw: bool = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.model.id!r})"

    def _call(self, task: str | None, given: Mapping[str, Any]) -> Call:
        """The call that a method was asked for. A notice of the model's end points to the line that asked."""
        call = make_call(self.model, task, dict(given), self._settings)
        lifecycle.notice(self.model, call.settings.on_retired, stacklevel=5)
        return call

    def _cost(self, given: Mapping[str, Any]) -> cost.Cost | cost.CostRange:
        call = make_call(self.model, None, dict(given), self._settings)
        return cost.estimate(self.model, {**call.params, **call.settings.extra_body})

    def _resumed(self, job_id: str) -> Submitted:
        """A job of which only the id is known."""
        return Submitted(Call(self.model, {}, self._settings), Response(0, {}, b""), job_id)

    def _given(self, answer: Answer, parsed: object) -> Any:
        """What a method returns: the result, with the HTTP answer if that was asked for."""
        if not self._raw:
            return parsed
        return RawResponse(answer.response, request_id(answer.response, self._settings.provider), parsed)


class Resource(BaseResource):
    """A model as a synchronous client calls it."""

    def __init__(self, client: BaseSyncClient) -> None:
        self._client = client
        self._settings = client.settings

    def _with_raw_response(self) -> Any:
        raw = type(self)(self._client)
        raw._raw = True
        return raw

    def _generate(self, task: str | None, given: Mapping[str, Any]) -> Result[File]:
        call = self._call(task, given)
        with span(call) as note:
            answer = note(self._client.run(run(call)))
        result: Result[File] = self._given(answer, sync_result(answer, call, self._client))
        return result

    def _submit(self, given: Mapping[str, Any]) -> Job:
        call = self._call(None, given)
        with span(call):
            submitted = self._client.run(submit(call, call.terms(), sync=False))
        return Job(self._client, submitted)

    def _resume(self, job_id: str) -> Job:
        return Job(self._client, self._resumed(job_id))


class AsyncResource(BaseResource):
    """A model as an asynchronous client calls it."""

    def __init__(self, client: BaseAsyncClient) -> None:
        self._client = client
        self._settings = client.settings

    def _with_raw_response(self) -> Any:
        raw = type(self)(self._client)
        raw._raw = True
        return raw

    async def _generate(self, task: str | None, given: Mapping[str, Any]) -> Result[AsyncFile]:
        call = self._call(task, given)
        with span(call) as note:
            answer = note(await self._client.run(run(call)))
        result: Result[AsyncFile] = self._given(answer, async_result(answer, call, self._client))
        return result

    async def _submit(self, given: Mapping[str, Any]) -> AsyncJob:
        call = self._call(None, given)
        with span(call):
            submitted = await self._client.run(submit(call, call.terms(), sync=False))
        return AsyncJob(self._client, submitted)

    def _resume(self, job_id: str) -> AsyncJob:
        return AsyncJob(self._client, self._resumed(job_id))
