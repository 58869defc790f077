"""What the server knows: its models and their documents, and what was made so far."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.mock.errors import Envelope, RefusalError

_KEPT = 10_000
_T = TypeVar("_T")


@frozen
class Options:
    """How the server behaves where the provider's API leaves it open.

    `kinds` are the kinds of source whose protocols are spoken beside EmpirioLabs', as `modelmint.profile` has them;
    `keys` are the keys that are accepted (None: any, but one must be sent); `wrapped` puts a model's
    document under `data`; `job_polls` is how many polls a job stays pending; `poll_after` is a Retry-After in
    seconds that a pending job carries, which the provider is not known to send;
    `submit_status` answers an accepted job; `absolute_poll_url` names the host in it too; `max_body` is in
    bytes; `now` is the clock, in seconds since 1970.
    """

    kinds: Collection[str] = ()
    keys: Collection[str] | None = None
    wrapped: bool = False
    envelope: Envelope = "error"
    job_polls: int = 2
    poll_after: int | None = None
    submit_status: int = 202
    absolute_poll_url: bool = False
    max_body: int = 64_000_000
    now: Callable[[], float] = time.time


@frozen
class File:
    """A file that the server offers: its bytes are made when it is asked for."""

    content_type: str
    make: Callable[[], bytes]


@dataclass(slots=True)
class Job:
    """Work that was accepted. It moves on by one step whenever it is looked at. `refused` says why nothing comes."""

    id: str
    created: int
    result: Json
    polls: int = 0
    completed: int | None = None
    cancelled: bool = False
    refused: Json = None


def remember(kept: OrderedDict[str, _T], key: str, value: _T) -> None:
    """Keep the newest few thousand, so that a server that runs for days does not grow."""
    kept[key] = value
    while len(kept) > _KEPT:
        kept.popitem(last=False)


@dataclass(slots=True)
class State:
    """Everything that handlers read and change."""

    documents: dict[str, Json]
    models: dict[str, Model]
    options: Options = field(default_factory=Options)
    base_url: str = ""
    jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    files: OrderedDict[str, File] = field(default_factory=OrderedDict)

    def model(self, body: Mapping[str, Json]) -> Model:
        """The model that a request names.

        Raises:
            RefusalError: it names none, or one that is not here.
        """
        id_ = body.get("model")
        if not isinstance(id_, str):
            raise RefusalError(400, 'The request names no model: send "model".', code="invalid_request")
        model = self.models.get(id_)
        if model is None:
            known = ", ".join(self.models) or "none"
            raise RefusalError(404, f"No model {id_!r} here; there are: {known}.", code="model_not_found")
        return model
