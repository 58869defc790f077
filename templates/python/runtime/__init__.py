"""Typed clients for the models of one provider. Nothing is imported before it is used, so importing this is cheap."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._client import (
        AsyncClient as AsyncClient,
    )
    from ._client import (
        Client as Client,
    )
    from ._core.cost import (
        Cost as Cost,
    )
    from ._core.cost import (
        CostRange as CostRange,
    )
    from ._core.http import (
        Request as Request,
    )
    from ._core.http import (
        Response as Response,
    )
    from ._core.inputs import FileInput as FileInput
    from ._core.job import (
        AsyncJob as AsyncJob,
    )
    from ._core.job import (
        Job as Job,
    )
    from ._core.jobs import JobState as JobState
    from ._core.model import (
        Lifecycle as Lifecycle,
    )
    from ._core.model import (
        Model as Model,
    )
    from ._core.model import (
        Price as Price,
    )
    from ._core.progress import progress_bar as progress_bar
    from ._core.results import (
        AsyncFile as AsyncFile,
    )
    from ._core.results import (
        File as File,
    )
    from ._core.results import (
        RawResponse as RawResponse,
    )
    from ._core.results import (
        Result as Result,
    )
    from ._core.settings import CallOptions as CallOptions
    from .errors import (
        APIConnectionError as APIConnectionError,
    )
    from .errors import (
        APIError as APIError,
    )
    from .errors import (
        APIStatusError as APIStatusError,
    )
    from .errors import (
        APITimeoutError as APITimeoutError,
    )
    from .errors import (
        AuthenticationError as AuthenticationError,
    )
    from .errors import (
        BadRequestError as BadRequestError,
    )
    from .errors import (
        ConfigurationError as ConfigurationError,
    )
    from .errors import (
        ConflictError as ConflictError,
    )
    from .errors import (
        CostLimitError as CostLimitError,
    )
    from .errors import (
        Error as Error,
    )
    from .errors import (
        ExpiredURLError as ExpiredURLError,
    )
    from .errors import (
        FileError as FileError,
    )
    from .errors import (
        FileTooLargeError as FileTooLargeError,
    )
    from .errors import (
        GoneError as GoneError,
    )
    from .errors import (
        InsufficientCreditsError as InsufficientCreditsError,
    )
    from .errors import (
        JobCancelledError as JobCancelledError,
    )
    from .errors import (
        JobError as JobError,
    )
    from .errors import (
        JobFailedError as JobFailedError,
    )
    from .errors import (
        JobTimeoutError as JobTimeoutError,
    )
    from .errors import (
        MalformedAnswerError as MalformedAnswerError,
    )
    from .errors import (
        ModelLifecycleWarning as ModelLifecycleWarning,
    )
    from .errors import (
        ModelRetiredError as ModelRetiredError,
    )
    from .errors import (
        NotFoundError as NotFoundError,
    )
    from .errors import (
        OutcomeUnknownError as OutcomeUnknownError,
    )
    from .errors import (
        PermissionDeniedError as PermissionDeniedError,
    )
    from .errors import (
        RateLimitError as RateLimitError,
    )
    from .errors import (
        ServerError as ServerError,
    )
    from .errors import (
        UnprocessableError as UnprocessableError,
    )
    from .errors import (
        UnsupportedError as UnsupportedError,
    )
    from .errors import (
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
