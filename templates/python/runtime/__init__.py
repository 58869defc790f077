"""Typed clients for the models of one provider. Nothing is imported before it is used, so importing this is cheap."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._client import (
        AsyncClient as AsyncClient,
        Client as Client,
    )
    from ._core.cost import (
        Cost as Cost,
        CostRange as CostRange,
    )
    from ._core.http import (
        Request as Request,
        Response as Response,
    )
    from ._core.inputs import FileInput as FileInput
    from ._core.job import (
        AsyncJob as AsyncJob,
        Job as Job,
    )
    from ._core.jobs import JobState as JobState
    from ._core.model import (
        Lifecycle as Lifecycle,
        Model as Model,
        Price as Price,
    )
    from ._core.progress import progress_bar as progress_bar
    from ._core.results import (
        AsyncFile as AsyncFile,
        File as File,
        RawResponse as RawResponse,
        Result as Result,
    )
    from ._core.settings import CallOptions as CallOptions
    from .errors import (
        APIConnectionError as APIConnectionError,
        APIError as APIError,
        APIStatusError as APIStatusError,
        APITimeoutError as APITimeoutError,
        AuthenticationError as AuthenticationError,
        BadRequestError as BadRequestError,
        ConfigurationError as ConfigurationError,
        ConflictError as ConflictError,
        CostLimitError as CostLimitError,
        Error as Error,
        ExpiredURLError as ExpiredURLError,
        FileError as FileError,
        FileTooLargeError as FileTooLargeError,
        GoneError as GoneError,
        InsufficientCreditsError as InsufficientCreditsError,
        JobCancelledError as JobCancelledError,
        JobError as JobError,
        JobFailedError as JobFailedError,
        JobTimeoutError as JobTimeoutError,
        MalformedAnswerError as MalformedAnswerError,
        ModelLifecycleWarning as ModelLifecycleWarning,
        ModelRetiredError as ModelRetiredError,
        NotFoundError as NotFoundError,
        OutcomeUnknownError as OutcomeUnknownError,
        PermissionDeniedError as PermissionDeniedError,
        RateLimitError as RateLimitError,
        ServerError as ServerError,
        UnprocessableError as UnprocessableError,
        UnsupportedError as UnsupportedError,
        ValidationError as ValidationError,
    )
    from .validation import Problem as Problem

    __version__: str

_PLACES = {
    "_client": "AsyncClient Client",
    "_core.cost": "Cost CostRange",
    "_core.http": "Request Response",
    "_core.inputs": "FileInput",
    "_core.job": "AsyncJob Job",
    "_core.jobs": "JobState",
    "_core.model": "Lifecycle Model Price",
    "_core.progress": "progress_bar",
    "_core.results": "AsyncFile File RawResponse Result",
    "_core.settings": "CallOptions",
    "validation": "Problem",
    "errors": (
        "APIConnectionError APIError APIStatusError APITimeoutError AuthenticationError "
        "BadRequestError ConfigurationError ConflictError CostLimitError Error "
        "ExpiredURLError FileError FileTooLargeError GoneError InsufficientCreditsError "
        "JobCancelledError JobError JobFailedError JobTimeoutError MalformedAnswerError "
        "ModelLifecycleWarning ModelRetiredError NotFoundError OutcomeUnknownError PermissionDeniedError "
        "RateLimitError ServerError UnprocessableError UnsupportedError ValidationError"
    ),
}
"""Where the public names are defined."""


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        return import_module("._package", __name__).VERSION
    for place, names in _PLACES.items():
        if name in names.split():
            value: object = getattr(import_module(f".{place}", __name__), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(name for names in _PLACES.values() for name in names.split())
