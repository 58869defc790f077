"""What goes wrong on the network: one tree, each error with what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


class FetchError(Exception):
    """A document could not be had: from which URL, what happened, and what to do. It never holds a key."""

    def __init__(self, url: str, message: str, hint: str = "") -> None:
        super().__init__(url, message, hint)
        self.url = url
        self.message = message
        self.hint = hint

    def cleaned(self, clean: Callable[[str], str]) -> Self:
        """This error, its words passed through a function that takes secrets out."""
        self.message = clean(self.message)
        self.hint = clean(self.hint)
        self.args = (self.url, self.message, self.hint, *self.args[3:])
        return self

    def __str__(self) -> str:
        return f"{self.url}: {self.message}" + (f"; {self.hint}" if self.hint else "")


class NotFetchableError(FetchError):
    """The source says too little, or something unsafe, so nothing was sent."""


class UnreachableError(FetchError):
    """No connection came about, or it broke."""


class TimedOutError(FetchError):
    """It took longer than it may."""


class TooLargeError(FetchError):
    """The answer is larger than it may be; the rest was not read."""


class RedirectError(FetchError):
    """The answer leads elsewhere, where we do not follow."""


class StatusError(FetchError):
    """The server answered with a status that is no success."""

    def __init__(self, url: str, message: str, hint: str = "", status: int = 0) -> None:
        super().__init__(url, message, hint)
        self.args = (url, message, hint, status)
        self.status = status


class UnauthorisedError(StatusError):
    """401 or 403: the key is missing, wrong, or not good for this."""


class NotFoundError(StatusError):
    """404: the source does not know the model."""


class GoneError(StatusError):
    """410: the source has withdrawn the model."""


class RateLimitedError(StatusError):
    """429, for longer than we may wait."""


class ServerError(StatusError):
    """The server failed (5xx), again and again."""


class NotADocumentError(FetchError):
    """The answer is no JSON object that could describe a model."""
