"""Telling, once each in a process, that a model is about to go and that it has gone."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

from .. import errors
from .log import log

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .model import Model

_told: dict[tuple[str, str], object] = {}


def today() -> date:
    """The day in UTC, by which lives and prices go."""
    return datetime.now(UTC).date()


def retired(model: Model) -> bool:
    """Whether the model's last day has come."""
    retires_on = model.lifecycle.retires_on
    return retires_on is not None and date.fromisoformat(retires_on) <= today()


def notice(model: Model, on_retired: Literal["warn", "raise", "ignore"], *, stacklevel: int) -> None:
    """Warn of a deprecated model, and of a retired one as the caller wants it.

    Raises:
        ModelRetiredError: it is retired, and `on_retired` is "raise".
    """
    if retired(model):
        if on_retired == "raise":
            raise retired_error(model, "it was not called, since on_retired is 'raise'")
        if on_retired == "warn" and _is_news(model, "retired"):
            text = f"{_retired(model)}; calls are expected to fail"
            warnings.warn(text, errors.ModelLifecycleWarning, stacklevel=stacklevel)
    elif _is_deprecated(model) and _is_news(model, "deprecated"):
        warnings.warn(_deprecated(model), errors.ModelLifecycleWarning, stacklevel=stacklevel)


def _is_deprecated(model: Model) -> bool:
    life = model.lifecycle
    begun = life.deprecated_on is not None and date.fromisoformat(life.deprecated_on) <= today()
    return life.deprecated or life.retires_on is not None or begun


def retired_error(model: Model, why: str, cause: errors.APIStatusError | None = None) -> errors.ModelRetiredError:
    """The error for a retired model, with what the server said if it was called."""
    error = errors.ModelRetiredError(f"{_retired(model)}; {why}", **(vars(cause) if cause else {}))
    error.model, error.retired_on, error.successor = model.id, model.lifecycle.retires_on, model.lifecycle.successor
    error.__cause__ = cause
    return error


def read_headers(model: Model, headers: Mapping[str, str], *, stacklevel: int) -> None:
    """Warn of what the answer's `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) headers announce."""
    if "deprecation" not in headers and "sunset" not in headers:
        return
    deprecation, sunset = headers.get("deprecation"), headers.get("sunset")
    if not _is_news(model, "headers"):
        return
    since = f" since {day}" if deprecation and (day := _day(deprecation)) else ""
    until = f", and will be switched off on {day}" if sunset and (day := _day(sunset)) else ""
    text = f"the server says that {model.id} is deprecated{since}{until}"
    try:
        warnings.warn(text, errors.ModelLifecycleWarning, stacklevel=stacklevel)
    except errors.ModelLifecycleWarning:
        # Where warnings are errors, this one must not cost the answer, which is paid for.
        log.warning("%s", text)


def _day(value: str) -> date | None:
    try:
        if value.startswith("@"):
            return datetime.fromtimestamp(int(value[1:]), UTC).date()
        return parsedate_to_datetime(value).date()
    except (ValueError, OverflowError, OSError):
        return None


def _retired(model: Model) -> str:
    return f"{model.id} is retired since {model.lifecycle.retires_on}, {_successor(model)}"


def _deprecated(model: Model) -> str:
    life = model.lifecycle
    if life.retires_on is None:
        return f"{model.id} is deprecated, {_successor(model)}"
    days = (date.fromisoformat(life.retires_on) - today()).days
    left = "1 day" if days == 1 else f"{days} days"
    return f"{model.id} is deprecated and will be retired on {life.retires_on}, in {left}; {_successor(model)}"


def _successor(model: Model) -> str:
    successor = model.lifecycle.successor
    return f"its successor is {successor}" if successor else "the provider names no successor"


def _is_news(model: Model, what: str) -> bool:
    """Whether this is told of the model for the first time in this process."""
    token = object()
    return _told.setdefault((model.id, what), token) is token
