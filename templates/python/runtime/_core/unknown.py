"""The error for a paid request whose outcome nobody knows, with all that helps to find out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import errors
from .answers import describe
from .paths import is_list, is_object

if TYPE_CHECKING:
    from .http import Request
    from .provider import Provider

SHOWN = 80
"""Characters of a value that an error repeats."""


class Sent(NamedTuple):
    """How often a request may have left this machine, and when it last did, in seconds since the epoch."""

    times: int
    at: float


def outcome_unknown(
    request: Request, provider: Provider, cause: errors.APIError, why: str, sent: Sent
) -> errors.OutcomeUnknownError:
    """The error for a request that may have been done. `why` says what is known, `cause` what it came to."""
    mark = fingerprint(request)
    moment = datetime.fromtimestamp(sent.at, UTC).strftime("%H:%M:%SZ")
    times = "once" if sent.times == 1 else f"{sent.times} times, last"
    name = f", request id {cause.request_id}" if cause.request_id else ""
    message = (
        f"{why}, so it may have been charged.\n"
        f"  request  {describe(request)}, fingerprint {mark}{name}, sent {times} at {moment}\n"
        f"  next     look for it in {provider.usage_log} before sending it again, or send it with retry_unknown=True"
    )
    error = errors.OutcomeUnknownError(message, **vars(cause))
    error.fingerprint, error.sent = mark, shorten(_body(request))
    error.times_sent, error.sent_at = sent
    error.__cause__ = cause
    return error


def fingerprint(request: Request) -> str:
    """16 hexadecimal digits that are the same for the same request, whatever the order of its parameters."""
    body = json.dumps(_body(request), sort_keys=True, separators=(",", ":"))
    return sha256(f"{describe(request)}\n{body}".encode()).hexdigest()[:16]


def _body(request: Request) -> Any:
    try:
        return json.loads(request.body)
    except ValueError:
        return None


def shorten(value: Any) -> Any:
    """A value with its long texts cut, so that no picture ends up in a log."""
    if isinstance(value, str):
        return value if len(value) <= SHOWN else f"{value[: SHOWN // 2]}... ({len(value)} characters)"
    if is_object(value):
        return {key: shorten(inner) for key, inner in value.items()}
    return [shorten(inner) for inner in value] if is_list(value) else value
