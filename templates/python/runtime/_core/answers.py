"""From an answer to its JSON, or to the error that it is."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from time import time
from typing import TYPE_CHECKING, Any

from .. import errors
from .paths import first, is_object

if TYPE_CHECKING:
    from .http import Request, Response
    from .provider import Provider, Refusals

ERRORS: dict[str, type[errors.APIStatusError]] = {
    "bad-request": errors.BadRequestError,
    "authentication": errors.AuthenticationError,
    "insufficient-credits": errors.InsufficientCreditsError,
    "permission-denied": errors.PermissionDeniedError,
    "not-found": errors.NotFoundError,
    "conflict": errors.ConflictError,
    "gone": errors.GoneError,
    "unprocessable": errors.UnprocessableError,
    "rate-limit": errors.RateLimitError,
    "server": errors.ServerError,
}
"""The errors, as a profile names them."""

STATUSES = {
    "400": "bad-request",
    "401": "authentication",
    "402": "insufficient-credits",
    "403": "permission-denied",
    "404": "not-found",
    "409": "conflict",
    "410": "gone",
    "422": "unprocessable",
    "429": "rate-limit",
    "5xx": "server",
}
"""What statuses mean where the provider does not mean something else by them."""


def read_json(response: Response, request: Request, provider: Provider) -> dict[str, Any]:
    """The JSON object in an answer.

    Raises:
        MalformedAnswerError: it is none. Its status and body are kept.
    """
    try:
        value = json.loads(response.body)
    except ValueError as error:
        raise malformed(response, request, provider, f"it is no JSON: {error}") from None
    if not is_object(value):
        raise malformed(response, request, provider, f"expected an object, found {type(value).__name__}")
    return value


def malformed(response: Response, request: Request, provider: Provider, why: str) -> errors.MalformedAnswerError:
    """The error for an answer that the protocol does not know, the provider's own words first if it has any."""
    body = _lenient(response.body)
    words = _words(first(body, provider.refusals.message))
    said = f"{words}: " if words else ""
    message = f"{said}the answer cannot be read, {why} ({_place(response, request, provider)})"
    return errors.MalformedAnswerError(message, body=body, **_facts(response, request, provider))


def refusal(response: Response, request: Request, provider: Provider) -> errors.APIStatusError:
    """The error that an answer with a status of 300 or more means."""
    refusals = provider.refusals
    body = _lenient(response.body)
    code, kind = (_words(first(body, paths)) or None for paths in (refusals.code, refusals.type))
    words = _words(first(body, refusals.message)) or f"the server answered with status {response.status}"
    place = _place(response, request, provider, code)
    facts = _facts(response, request, provider)
    error = _meaning(response.status, code, kind, refusals)
    return error(f"{words} ({place})", code=code, type=kind, body=body, **facts)


def _meaning(status: int, code: str | None, kind: str | None, refusals: Refusals) -> type[errors.APIStatusError]:
    meanings = {**STATUSES, **refusals.meanings}
    for key in (code, kind, str(status), f"{status // 100}xx"):
        if key in meanings:
            return ERRORS[meanings[key]]
    return errors.APIStatusError


def _facts(response: Response, request: Request, provider: Provider) -> dict[str, object]:
    return {
        "request": describe(request),
        "request_id": request_id(response, provider) or request.id or None,
        "status": response.status,
        "retry_after": retry_after(response),
    }


def _place(response: Response, request: Request, provider: Provider, code: str | None = None) -> str:
    status = f"HTTP {response.status} {code}" if code else f"HTTP {response.status}"
    name = request_id(response, provider)
    return ", ".join((status, describe(request), f"request {name}") if name else (status, describe(request)))


def describe(request: Request) -> str:
    """The request in two words, without its query, which may hold a signature."""
    _, _, rest = request.url.partition("://")
    path = "/" + rest.partition("/")[2].partition("?")[0]
    return f"{request.method} {path}"


def request_id(response: Response, provider: Provider) -> str | None:
    """The provider's own name for a request, if it gave one."""
    return next((found for name in provider.response_id_headers if (found := response.headers.get(name))), None)


def retry_after(response: Response) -> float | None:
    """How many seconds the server asks to wait, whether it says so in seconds or as a date."""
    told = response.headers.get("retry-after")
    if not told:
        return None
    try:
        seconds = float(told)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(told).timestamp() - time()
        except (ValueError, OverflowError):
            return None
    return max(seconds, 0.0) if seconds < float("inf") else None


def _lenient(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")


def _words(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
