"""The error for a paid request whose outcome nobody knows, with all that helps to find out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from .. import errors
from .answers import describe
from .http import Failure
from .paths import is_list, is_object

if TYPE_CHECKING:
    from .http import Request
    from .provider import Provider
    from .retry import Attempts

SHOWN = 80
"""Characters of a value that an error repeats."""


def outcome_unknown(attempts: Attempts, provider: Provider, cause: errors.APIError) -> errors.OutcomeUnknownError:
    """The error, from what is known of the attempts; `cause` is what the last one came to."""
    request = attempts.request
    print_ = fingerprint(request)
    moment = datetime.fromtimestamp(attempts.left_at, UTC).strftime("%H:%M:%SZ")
    times = "once" if attempts.left == 1 else f"{attempts.left} times, last"
    name = f", request id {cause.request_id}" if cause.request_id else ""
    message = (
        f"{_why(attempts, cause)}, so it may have been charged.\n"
        f"  request  {describe(request)}, fingerprint {print_}{name}, sent {times} at {moment}\n"
        f"  next     look for it in {provider.usage_log} before sending it again, or send it with retry_unknown=True"
    )
    return errors.OutcomeUnknownError(
        message,
        request=describe(request),
        request_id=cause.request_id,
        status=cause.status if cause.status is not None else getattr(attempts.last, "status", None),
        code=getattr(cause, "code", None),
        body=getattr(cause, "body", None),
        fingerprint=print_,
        sent=shorten(_body(request)),
        times_sent=attempts.left,
        sent_at=attempts.left_at,
    )


def _why(attempts: Attempts, cause: errors.APIError) -> str:
    last = attempts.last
    if not isinstance(last, Failure):
        return str(cause)
    if not last.left:
        return f"an earlier attempt was sent and came to nothing, and the last one failed ({last.reason})"
    if last.status is not None:
        return f"the answer began with status {last.status} and broke off ({last.reason})"
    return (
        "no answer came in time" if last.timeout else f"the connection broke after the request was sent ({last.reason})"
    )


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
