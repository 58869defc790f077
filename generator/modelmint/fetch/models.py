"""Documents of models, one or many."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from typing import TypeAlias, Union

from modelmint.fetch.answer import Answer
from modelmint.fetch.document import read_document
from modelmint.fetch.errors import FetchError, NotADocumentError
from modelmint.fetch.session import Session
from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json


@frozen
class Validators:
    """What an earlier answer said of itself, so that a later one need not come if nothing changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that make a request conditional."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value and value.isascii() and value.isprintable()}


@frozen
class Fetched:
    """A document that came. `url` is the one that was asked; `body_hash` the SHA-256 of the unpacked body."""

    id: str
    document: dict[str, Json]
    url: str
    body_hash: str
    validators: Validators = Validators()


@frozen
class NotModified:
    """The document is still the one that the validators came with."""

    id: str
    url: str


@frozen
class Wanted:
    """A model's id, and what is known of its document, if it was fetched before."""

    id: str
    previous: Validators | None = None


Outcome: TypeAlias = Union[Fetched, NotModified, FetchError]
Progress: TypeAlias = Callable[[str, Outcome], None]
"""Called with a model's id when its outcome is known, in the order in which they come."""


async def read_model(session: Session, wanted: Wanted) -> Fetched | NotModified:
    """The document of one model.

    Raises:
        FetchError: it cannot be had.
    """
    site = session.site
    url = site.url(site.documents.model_path(wanted.id))
    conditions = wanted.previous.headers() if wanted.previous else {}
    try:
        answer = await session.get(url, conditions)
        if answer.status == 304 and conditions:
            return NotModified(wanted.id, url)
        if site.holds_key(answer.body):
            raise NotADocumentError(url, f"the answer repeats the key of {site.variable}; it is not kept")
        return _fetched(wanted.id, answer, session)
    except FetchError as error:
        raise error.cleaned(site.without_key) from None


async def read_models(session: Session, wanted: Sequence[Wanted], progress: Progress | None) -> list[Outcome]:
    """The outcome of each, in the order given; one that fails stops no other."""

    async def outcome(each: Wanted) -> Outcome:
        result: Outcome
        try:
            result = await read_model(session, each)
        except FetchError as error:
            result = error
        if progress is not None:
            progress(each.id, result)
        return result

    return list(await asyncio.gather(*map(outcome, wanted)))


def _fetched(id_: str, answer: Answer, session: Session) -> Fetched:
    headers = answer.headers
    document = read_document(answer.url, answer.body, headers.get("content-type", ""), session.site.documents)
    validators = Validators(headers.get("etag"), headers.get("last-modified"))
    return Fetched(id_, document, answer.url, hashlib.sha256(answer.body).hexdigest(), validators)
