"""One request and its answer, redirects followed as far as they stay on the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from modelmint.fetch.body import BodyError, CutError, TooMuchError, read_body
from modelmint.fetch.errors import NotADocumentError, RedirectError, TooLargeError
from modelmint.fetch.site import origin
from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    import httpx

_REDIRECTS = (301, 302, 303, 307, 308)
_HOPS = 5


@frozen
class Answer:
    """What a server said. Header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


async def ask(client: httpx.AsyncClient, url: str, headers: Mapping[str, str], limit: int) -> Answer:
    """The answer to a GET, its body of at most `limit` bytes.

    Raises:
        FetchError: the answer leads elsewhere, is too large, or cannot be unpacked.
        httpx.HTTPError: the connection did not come about, or broke.
    """
    here = url
    for _ in range(_HOPS + 1):
        async with client.stream("GET", here, headers=dict(headers)) as response:
            if response.status_code not in _REDIRECTS:
                return Answer(url, response.status_code, response.headers, await _body(response, url, limit))
            here = _next(url, here, response.headers.get("location", ""))
    raise RedirectError(url, f"it redirects more than {_HOPS} times", "check base_url")


def _next(url: str, here: str, location: str) -> str:
    try:
        there = urljoin(here, location)
        old, new = origin(here), origin(there)
    except ValueError:
        location = ""
    if not location:
        raise RedirectError(url, "it redirects, but does not say where", "check base_url")
    if old != new and (old[:2], new) != (("http", new[1]), ("https", new[1], 443)):
        parts = urlsplit(there)
        elsewhere = f"{parts.scheme}://{parts.hostname or ''}"
        hint = "if that is where the documents are now, set it as base_url"
        raise RedirectError(url, f"it redirects to {elsewhere}, which is not followed", hint)
    return there


async def _body(response: httpx.Response, url: str, limit: int) -> bytes:
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > limit:
        raise _too_large(url, limit)
    try:
        return await read_body(response.aiter_raw(), response.headers.get("content-encoding", ""), limit)
    except TooMuchError:
        raise _too_large(url, limit) from None
    except CutError:
        import httpx

        raise httpx.RemoteProtocolError("the packed body ended too early") from None
    except BodyError as error:
        raise NotADocumentError(url, f"the body cannot be unpacked: {error}", "check base_url") from None


def _too_large(url: str, limit: int) -> TooLargeError:
    return TooLargeError(url, f"the answer is larger than {limit:,} bytes, and was not read further", "check base_url")
