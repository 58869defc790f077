"""All the models of a source, page by page where it has pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from modelmint.fetch.document import complaint, read_json
from modelmint.fetch.errors import FetchError, NotADocumentError, RedirectError
from modelmint.fetch.session import Session
from modelmint.fetch.site import origin
from modelmint.ir.frozen import frozen
from modelmint.ir.value import Json
from modelmint.profile import Documents

_PAGES = 500
_NEXT_URLS = ("next", "next_url", "next_page_url")


@frozen
class Catalogue:
    """The ids that a source lists, in its order; `nameless` is how many entries had none."""

    ids: tuple[str, ...]
    nameless: int = 0


async def read_catalogue(session: Session) -> Catalogue:
    """What all pages of the source's catalogue list.

    Raises:
        FetchError: a page cannot be had, or the pages never end.
    """
    documents = session.site.documents
    try:
        entries = await _entries(session, documents)
    except FetchError as error:
        raise error.cleaned(session.site.without_key) from None
    ids = [_id(entry, documents) for entry in entries]
    return Catalogue(tuple(dict.fromkeys(filter(None, ids))), ids.count(None))


async def _entries(session: Session, documents: Documents) -> list[Json]:
    url = None if documents.catalogue is None else session.site.url(documents.catalogue)
    seen: list[str] = []
    entries: list[Json] = []
    while url is not None:
        if url in seen or len(seen) == _PAGES:
            raise NotADocumentError(url, f"the catalogue's pages do not end after {len(seen)}", "name models instead")
        seen.append(url)
        answer = await session.get(url)
        page = read_json(url, answer.body, answer.headers.get("content-type", ""))
        items = _items(url, page, documents)
        entries += items
        url = _next(url, page, items, answer.headers, documents)
    return entries


def _items(url: str, page: Json, documents: Documents) -> list[Json]:
    items = page.get(documents.items) if isinstance(page, dict) else page
    if isinstance(items, list):
        return items
    said = complaint(page)
    what = f"an error: {said}" if said else f"no list of models, neither bare nor in {documents.items!r}"
    raise NotADocumentError(url, f"the answer is {what}", "check base_url")


def _next(url: str, page: Json, items: list[Json], headers: Mapping[str, str], documents: Documents) -> str | None:
    """The URL of the next page, in whichever of the usual ways the source names it; None after the last."""
    link = re.search(r'<([^>]*)>[^,]*;\s*rel="?next"?', headers.get("link", ""))
    page = page if isinstance(page, dict) else {}
    named = [link[1] if link else None, *(page.get(key) for key in _NEXT_URLS)]
    there = next((value for value in named if isinstance(value, str) and value), None)
    if there is not None:
        return _same_server(url, urljoin(url, there))
    cursor = page.get("next_cursor")
    if isinstance(cursor, str) and cursor:
        return _with(url, "cursor", cursor)
    last = page.get("last_id") or (_id(items[-1], documents) if items else None)
    if page.get("has_more") is True and isinstance(last, str):
        return _with(url, "after", last)
    return None


def _id(entry: Json, documents: Documents) -> str | None:
    id_ = entry.get(documents.id) if isinstance(entry, dict) else None
    return id_ if isinstance(id_, str) and id_ else None


def _same_server(url: str, there: str) -> str:
    if origin(url) == origin(there):
        return there
    raise RedirectError(url, "the catalogue's next page is on another server", "name models instead")


def _with(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    query = [(key, held) for key, held in parse_qsl(parts.query) if key != name]
    return urlunsplit(parts._replace(query=urlencode([*query, (name, value)])))
