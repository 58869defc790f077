"""Refusals, in the two envelopes that the provider's API uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from modelmint.ir.value import Json
from modelmint.mock.body import json_answer
from modelmint.mock.message import Answer

Envelope: TypeAlias = Literal["error", "detail"]
"""`{"error": {"message", "type", "code"}}` or `{"detail": "..."}`."""

CODES: Mapping[int, str] = {
    400: "invalid_request",
    401: "invalid_api_key",
    402: "insufficient_credits",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    410: "model_retired",
    413: "request_too_large",
    422: "invalid_request",
    429: "rate_limit_exceeded",
    503: "model_unavailable",
}


class RefusalError(Exception):
    """The server will not do it. `message` is for the caller to read; `code` is a word for programs."""

    def __init__(self, status: int, message: str, *, code: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code or CODES.get(status, "upstream_error")
        self.headers = headers or {}


def refuse(refusal: RefusalError, envelope: Envelope = "error") -> Answer:
    """The answer that carries a refusal."""
    kind = "server_error" if refusal.status >= 500 else "invalid_request_error"
    error: Json = {"message": refusal.message, "type": kind, "code": refusal.code}
    content: Json = {"error": error} if envelope == "error" else {"detail": refusal.message}
    return json_answer(content, refusal.status, refusal.headers)
