"""What a status that is no success means, and what to do about it."""

from __future__ import annotations

from modelmint.fetch.answer import Answer
from modelmint.fetch.document import complaint, shortened
from modelmint.fetch.errors import (
    GoneError,
    NotFoundError,
    RateLimitedError,
    ServerError,
    StatusError,
    UnauthorisedError,
)
from modelmint.ir.text import JsonError, parse

_UNAUTHORISED = (401, 403)


def refusal(answer: Answer, variable: str | None) -> StatusError:
    """The error of a status; `variable` is the environment variable that holds the source's key."""
    kind, hint = _meaning(answer.status, variable)
    said = _said(answer)
    message = f"the server answers {answer.status}" + (f": {said.rstrip('.')}" if said else "")
    return kind(answer.url, message, hint, answer.status)


def _meaning(status: int, variable: str | None) -> tuple[type[StatusError], str]:
    if status in _UNAUTHORISED:
        return UnauthorisedError, f"set {variable} to a valid key" if variable else "set key_env for this source"
    if status == 404:
        return NotFoundError, "check the model's id; the catalogue lists them: modelmint list --remote"
    if status == 410:
        return GoneError, "the model was withdrawn: remove it with modelmint remove, or keep the snapshot you have"
    if status == 429:
        return RateLimitedError, "wait a minute, then go on with the same command: what came in is kept"
    if status >= 500:
        return ServerError, "try again later"
    return StatusError, "check base_url"


def _said(answer: Answer) -> str:
    """The provider's own words, where the body has some."""
    try:
        text = answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    try:
        return complaint(parse(text)) or ""
    except JsonError:
        return "" if text.lstrip().startswith("<") else shortened(text)
