"""Everything that this package raises. Every error can be pickled, and none holds a key."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ._core.cost import Cost, CostRange
    from .validation import Problem


class Error(Exception):
    """The root of this package's errors. What an error knows beside its message are its attributes."""

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.__dict__.update(facts)


class ConfigurationError(Error):
    """The client cannot be used as it was set up: no key, or an option that makes no sense."""


class UnsupportedError(Error):
    """The provider offers no such thing, for example no way to cancel a job."""


class ValidationError(Error, ValueError):
    """The request is wrong, and was not sent. `problems` holds all of them, in the order of the schema."""

    def __init__(self, problems: Sequence[Problem], model: str = "the request") -> None:
        rows = [(problem.path or "request", problem.code, problem.message) for problem in problems]
        paths, codes = (max((len(row[column]) for row in rows), default=0) for column in (0, 1))
        lines = (f"\n  {path:<{paths}}  {code:<{codes}}  {message}" for path, code, message in rows)
        count = "1 problem" if len(rows) == 1 else f"{len(rows)} problems"
        super().__init__("".join((f"{count} in {model}", *lines)))
        self.problems = tuple(problems)
        self.model = model

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems, self.model), vars(self)


class CostLimitError(Error):
    """The request could cost more than `max_cost`, and was not sent."""

    estimate: Cost | CostRange
    limit: Decimal


class APIError(Error):
    """A call failed.

    `request` says which ("POST /v1/images/generations"). `request_id` is the provider's name for it if it
    gave one, else the one that was sent along. `status` is HTTP's, None where no answer came.
    """

    request: str = ""
    request_id: str | None = None
    status: int | None = None


class APIConnectionError(APIError):
    """The server could not be reached or the connection broke; nothing can have been charged."""


class APITimeoutError(APIConnectionError):
    """The server did not answer in time; nothing can have been charged."""


class APIStatusError(APIError):
    """The server refused. `code` and `type` are the provider's words, `body` is what came, parsed if it parses.

    `retry_after` is how many seconds the server asks to wait, None if it does not say.
    """

    code: str | None = None
    type: str | None = None
    body: object = None
    retry_after: float | None = None


class BadRequestError(APIStatusError):
    """400: the provider calls the request wrong."""


class AuthenticationError(APIStatusError):
    """401: no key, or one that the provider does not know."""


class InsufficientCreditsError(APIStatusError):
    """402: the account has not the credit for it."""


class PermissionDeniedError(APIStatusError):
    """403: the key may not do this."""


class NotFoundError(APIStatusError):
    """404: there is no such model, job or path."""


class ConflictError(APIStatusError):
    """409: it conflicts with the state of what it is about."""


class GoneError(APIStatusError):
    """410: it was there, and is no more."""


class ModelRetiredError(APIStatusError):
    """The model is retired. `status` is None where the request was not sent (`on_retired="raise"`).

    `retired_on` is an ISO date and `successor` a model id, each if known.
    """

    model: str = ""
    retired_on: str | None = None
    successor: str | None = None


class UnprocessableError(APIStatusError):
    """422: the provider understood the request and refuses its values."""


class RateLimitError(APIStatusError):
    """429: too many requests. This one was not done, and not charged."""


class ServerError(APIStatusError):
    """5xx: the provider failed."""


class MalformedAnswerError(APIStatusError):
    """The answer is not what the protocol says. `status` and `body` are as they came."""


class OutcomeUnknownError(APIStatusError):
    """A paid request was sent, and nothing tells whether it was done and charged. It was not sent again.

    `fingerprint` is the same for the same request. `sent` is the body, long values shortened. `times_sent`
    counts the attempts that may have left this machine; `sent_at` is when the last did, in seconds since the
    epoch.
    """

    fingerprint: str = ""
    sent: object = None
    times_sent: int = 0
    sent_at: float = 0.0


class JobError(Error):
    """Something about a job. `job_id` finds it again, and `state` is the last answer about it."""

    job_id: str = ""
    state: object = None


class JobFailedError(JobError):
    """The provider says that the job failed. `code` is its word for why."""

    code: str | None = None


class JobCancelledError(JobFailedError):
    """The job was cancelled."""


class JobTimeoutError(JobError):
    """The job was not done in time. It may still finish: resume it with its id."""


class FileError(Error):
    """A file could not be taken or saved."""


class FileTooLargeError(FileError):
    """More bytes than the limit allows; `limit` is that limit."""

    limit: int = 0


class ExpiredURLError(FileError):
    """The address of a result is no longer good. `url` is without its signature."""

    url: str = ""
    status: int = 0


class ModelLifecycleWarning(UserWarning):
    """A model that is deprecated or retired is being used."""
