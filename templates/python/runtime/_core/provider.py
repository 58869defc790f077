"""A provider's protocol as data: how to sign, submit, poll and read, and what its statuses mean.

Paths into JSON are dotted, `*` for every item. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

NOTHING: Mapping[str, Any] = {}
"""The default of mappings. All share it, so nothing is ever put into it."""


class Auth(NamedTuple):
    """Where the key goes: a header, and the word before the key, if any."""

    header: str = "Authorization"
    scheme: str = ""

    def value(self, key: str) -> str:
        """The header's value for a key."""
        return f"{self.scheme} {key}" if self.scheme else key


class Calls(NamedTuple):
    """How an endpoint answers: with a job, or directly. `sync` is what a body adds to have a direct answer.

    `timeout` is how long the server may take for a direct answer.
    """

    mode: Literal["job", "direct"] = "direct"
    sync: Mapping[str, object] = NOTHING
    timeout: float = 120


class Jobs(NamedTuple):
    """Where a job's facts stand in an answer, how it is asked about, and which words its status has.

    Statuses are in small letters; one in none of the lists means that the job goes on. `poll`, `fetch` and
    `cancel` are paths below the base URL, with `{id}`, `{path}` (the endpoint that the job was submitted to)
    and `{app}` (its first two parts); the fields that end in `_url` say where a submission's answer names them
    itself. A provider without `fetch` gives the result with the state, at `result`. `kept` is how long the
    provider remembers a job.
    """

    id: str = ""
    status: str = "status"
    poll: str = "jobs/{id}"
    poll_url: str = ""
    fetch: str = ""
    fetch_url: str = ""
    cancel: str = ""
    cancel_url: str = ""
    cancel_method: str = "POST"
    progress: str = ""
    result: str = ""
    error: str = ""
    succeeded: Sequence[str] = ()
    failed: Sequence[str] = ()
    cancelled: Sequence[str] = ()
    first_poll: float = 1
    slowest_poll: float = 10
    kept: float | None = None


class Results(NamedTuple):
    """Where the files of a result stand, and what each says of itself.

    `embeddings` is where the vectors of an embedding model stand. `expired` holds the statuses with which an address
    that is no longer good answers; `kept` is how long one is.
    """

    files: Sequence[str] = ()
    url: str = "url"
    inline: str = ""
    media_type: str = ""
    usage: str = ""
    embeddings: str = ""
    expired: Sequence[int] = (403, 404, 410)
    kept: float | None = None


class Inputs(NamedTuple):
    """How a file goes into a body, and how many bytes it may have."""

    encoding: Literal["base64", "data-uri"] = "data-uri"
    max_bytes: int = 25_000_000


class Refusals(NamedTuple):
    """How an answer says no: where its words stand (the first place that is there counts), and what they mean.

    `unsent` holds the statuses that say that no work was begun, so that a paid request may be sent again;
    `unsent_if_told` those that say so only with a Retry-After. `unknown` holds those after which nobody knows,
    as after every 5xx. `meanings` names the error by the provider's code or by status (`404`, `5xx`), where
    that differs from what statuses mean in general.
    """

    message: Sequence[str] = ("error.message", "detail", "error", "message")
    code: Sequence[str] = ()
    type: Sequence[str] = ()
    unsent: Sequence[int] = (429,)
    unsent_if_told: Sequence[int] = (503,)
    unknown: Sequence[int] = (408,)
    meanings: Mapping[str, str] = NOTHING


class Provider(NamedTuple):
    """How a provider's models are called. `calls` is by endpoint, `*` for all others.

    `model_field` is where a body names the model, if it does. `idempotency_header`, where the provider has one,
    makes it safe to send a request twice. `usage_log` says where its user can see what was charged.
    """

    name: str
    base_url: str
    key_env: str
    auth: Auth = Auth()
    jobs: Jobs = Jobs()
    refusals: Refusals = Refusals()
    calls: Mapping[str, Calls] = NOTHING
    results: Results = Results()
    inputs: Inputs = Inputs()
    model_field: str = ""
    idempotency_header: str = ""
    request_id_header: str = ""
    response_id_headers: Sequence[str] = ("x-request-id",)
    usage_log: str = "the provider's usage log"

    def below(self, path: str) -> str:
        """A path below the server as one below the base URL, which may hold the start of it."""
        root = self.base_url.partition("://")[2].partition("/")[2].strip("/")
        return path.strip("/").removeprefix(f"{root}/" if root else "")
