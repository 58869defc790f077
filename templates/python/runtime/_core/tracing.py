"""OpenTelemetry spans, by the conventions for generative AI, if the process has loaded OpenTelemetry."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .._package import NAME, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager

    from .call import Answer, Call

OPERATIONS = {"text": "chat", "embedding": "embeddings"}
"""The conventions' word for what a category of models does; all others generate content."""


class _NoSpan:
    """What stands for a span where nobody records any."""

    def __enter__(self) -> Callable[[Answer], Answer]:
        return _as_it_is

    def __exit__(self, *trouble: object) -> None: ...


def _as_it_is(answer: Answer) -> Answer:
    return answer


def span(call: Call) -> AbstractContextManager[Callable[[Answer], Answer]]:
    """A span around a call, with a function that notes what the answer says.

    A process that never imported OpenTelemetry has nowhere to send spans, so nothing is imported for it.
    """
    trace = sys.modules.get("opentelemetry.trace")
    return _NoSpan() if trace is None else _span(trace, call)


@contextmanager
def _span(trace: Any, call: Call) -> Generator[Callable[[Answer], Answer]]:
    model, base = call.model, urlsplit(call.settings.base_url)
    operation = OPERATIONS.get(model.category, "generate_content")
    attributes: dict[str, str | int] = {
        "gen_ai.operation.name": operation,
        "gen_ai.provider.name": call.settings.provider.name,
        "gen_ai.request.model": model.id,
        "server.address": base.hostname or "",
        "server.port": base.port or (443 if base.scheme == "https" else 80),
    }
    if model.category in ("image", "text"):
        attributes["gen_ai.output.type"] = model.category
    tracer = trace.get_tracer(NAME, VERSION)
    name = f"{operation} {model.id}"
    with tracer.start_as_current_span(name, kind=trace.SpanKind.CLIENT, attributes=attributes) as now:
        try:
            yield lambda answer: _note(now, answer)
        except BaseException as error:
            now.set_attribute("error.type", type(error).__name__)
            raise


def _note(now: Any, answer: Answer) -> Answer:
    if answer.job:
        now.set_attribute("gen_ai.response.id", answer.job.id)
    return answer
