"""The only network code: documents and catalogues of sources, fetched with bounds on everything."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from modelmint.fetch.catalogue import Catalogue, read_catalogue
from modelmint.fetch.errors import (
    FetchError,
    GoneError,
    NotADocumentError,
    NotFetchableError,
    NotFoundError,
    RateLimitedError,
    RedirectError,
    ServerError,
    StatusError,
    TimedOutError,
    TooLargeError,
    UnauthorisedError,
    UnreachableError,
)
from modelmint.fetch.limits import DEFAULT, Limits
from modelmint.fetch.models import (
    Fetched,
    NotModified,
    Outcome,
    Progress,
    Validators,
    Wanted,
    read_model,
    read_models,
)
from modelmint.fetch.session import Session, open_session
from modelmint.fetch.site import Site, site

if TYPE_CHECKING:
    from modelmint.config import Source
    from modelmint.profile import Profile

__all__ = [
    "DEFAULT",
    "Catalogue",
    "FetchError",
    "Fetched",
    "GoneError",
    "Limits",
    "NotADocumentError",
    "NotFetchableError",
    "NotFoundError",
    "NotModified",
    "Outcome",
    "Progress",
    "RateLimitedError",
    "RedirectError",
    "ServerError",
    "StatusError",
    "TimedOutError",
    "TooLargeError",
    "UnauthorisedError",
    "UnreachableError",
    "Validators",
    "Wanted",
    "fetch_catalogue",
    "fetch_many",
    "fetch_model",
]

_Result = TypeVar("_Result")


def fetch_model(
    source: Source, profile: Profile, id_: str, previous: Validators | None = None, limits: Limits = DEFAULT
) -> Fetched | NotModified:
    """The document of one model, with the key that the environment holds for the source.

    Raises:
        FetchError: it cannot be had.
    """
    wanted = Wanted(id_, previous)
    return _run(site(source, profile, os.environ), limits, lambda session: read_model(session, wanted))


def fetch_many(
    source: Source,
    profile: Profile,
    wanted: Sequence[Wanted],
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> list[Outcome]:
    """The outcome for each model, in the order given; one that fails stops no other.

    Raises:
        FetchError: nothing can be asked of the source at all.
    """
    return _run(site(source, profile, os.environ), limits, lambda session: read_models(session, wanted, progress))


def fetch_catalogue(source: Source, profile: Profile, limits: Limits = DEFAULT) -> Catalogue:
    """All models of a source.

    Raises:
        FetchError: the catalogue cannot be had.
    """
    return _run(site(source, profile, os.environ), limits, read_catalogue)


def _run(site: Site, limits: Limits, work: Callable[[Session], Awaitable[_Result]]) -> _Result:
    """Do the work in a session; in a thread of its own where a loop runs already, as in a notebook."""

    async def run() -> _Result:
        async with open_session(site, limits) as session:
            return await work(session)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(run())
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(run())).result()
