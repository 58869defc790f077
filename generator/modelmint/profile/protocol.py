"""How a provider's models are called. Paths into JSON are dotted, `*` for every item; times are seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any, Literal

from modelmint.ir.frozen import frozen


@frozen
class Calls:
    """How an endpoint answers: with a job, or directly. `sync` is what a body adds to have a direct answer.

    `timeout` is how long the server may take for a direct answer.
    """

    mode: Literal["job", "direct"] = "direct"
    sync: Mapping[str, object] = field(default_factory=dict)
    timeout: Decimal | int = 120


@frozen
class Jobs:
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
    succeeded: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    first_poll: Decimal | int = 1
    slowest_poll: Decimal | int = 10
    kept: Decimal | int | None = None


@frozen
class Results:
    """Where the files of a result stand, and what each says of itself.

    `embeddings` is where the vectors of an embedding model stand. `expired` holds the statuses with which an address
    that is no longer good answers; `kept` is how long one is.
    """

    files: list[str] = field(default_factory=list)
    url: str = "url"
    inline: str = ""
    media_type: str = ""
    usage: str = ""
    embeddings: str = ""
    expired: list[int] = field(default_factory=lambda: [403, 404, 410])
    kept: Decimal | int | None = None


@frozen
class Inputs:
    """How a file goes into a body, and how many bytes it may have."""

    encoding: Literal["base64", "data-uri"] = "data-uri"
    max_bytes: int = 25_000_000


@frozen
class Refusals:
    """How an answer says no: where its words stand (the first place that is there counts), and what they mean.

    `unsent` holds the statuses that say that no work was begun, so that a paid request may be sent again;
    `unsent_if_told` those that say so only with a Retry-After. `unknown` holds those after which nobody knows,
    as after every 5xx. `meanings` names the error by the provider's code or by status (`404`, `5xx`), where
    that differs from what statuses mean in general.
    """

    message: list[str] = field(default_factory=lambda: ["error.message", "detail", "error", "message"])
    code: list[str] = field(default_factory=list)
    type: list[str] = field(default_factory=list)
    unsent: list[int] = field(default_factory=lambda: [429])
    unsent_if_told: list[int] = field(default_factory=lambda: [503])
    unknown: list[int] = field(default_factory=lambda: [408])
    meanings: Mapping[str, str] = field(default_factory=dict)


@frozen
class Protocol:
    """How a provider's models are called. `calls` is by endpoint, `*` for all others.

    `model_field` is where a body names the model, if it does. `idempotency_header`, where the provider has one,
    makes it safe to send a request twice. `usage_log` says where its user can see what was charged.
    """

    jobs: Jobs = field(default_factory=Jobs)
    refusals: Refusals = field(default_factory=Refusals)
    calls: Mapping[str, Calls] = field(default_factory=dict)
    results: Results = field(default_factory=Results)
    inputs: Inputs = field(default_factory=Inputs)
    model_field: str = ""
    idempotency_header: str = ""
    request_id_header: str = ""
    response_id_headers: list[str] = field(default_factory=lambda: ["x-request-id"])
    usage_log: str = "the provider's usage log"

    def data(self) -> dict[str, object]:
        """All that differs from the defaults, as plain tables. Generated clients have the same defaults."""
        return _data(self)


def read_protocol(table: Mapping[str, Any]) -> Protocol:
    """The protocol in a profile's table.

    Raises:
        TypeError: a key is missing or means nothing.
    """
    parts = {"jobs": Jobs, "refusals": Refusals, "results": Results, "inputs": Inputs}
    made = {name: parts[name](**value) if name in parts else value for name, value in table.items()}
    made["calls"] = {endpoint: Calls(**value) for endpoint, value in table.get("calls", {}).items()}
    return Protocol(**made)


def _data(part: Any) -> dict[str, object]:
    usual = type(part)()
    chosen = ((name, getattr(part, name)) for name in part.__match_args__)
    return {name: _plain(value) for name, value in chosen if value != getattr(usual, name)}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return _data(value) if isinstance(value, Calls | Jobs | Results | Inputs | Refusals) else value
