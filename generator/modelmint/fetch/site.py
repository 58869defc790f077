"""Where a source's documents are, and what every request to it carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias
from urllib.parse import SplitResult, urlsplit

from modelmint.config import Source
from modelmint.fetch.errors import NotFetchableError
from modelmint.ir.frozen import frozen
from modelmint.profile import Auth, Documents, Profile

Origin: TypeAlias = tuple[str, str, int]
"""Scheme, host and port of a URL."""

_PORTS = {"http": 80, "https": 443}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@frozen
class Site:
    """A source's base URL without a slash at its end, its paths, and its key, which no `repr` shows.

    `variable` is the environment variable that holds the key, or would.
    """

    base_url: str
    documents: Documents
    auth: Auth | None = None
    variable: str | None = None
    key: str | None = field(default=None, repr=False)

    def headers(self) -> dict[str, str]:
        """The headers of every request."""
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "modelmint"}
        if self.auth is not None and self.key is not None:
            headers[self.auth.header] = self.auth.value(self.key)
        return headers

    def url(self, path: str) -> str:
        """A path's URL."""
        return f"{self.base_url}{path}"

    def holds_key(self, body: bytes) -> bool:
        """Whether a server repeats the key, which then must not be kept."""
        return self.key is not None and self.key.encode() in body

    def without_key(self, text: str) -> str:
        """The text with the key, should a server repeat it, taken out."""
        return text.replace(self.key, "***") if self.key else text


def site(source: Source, profile: Profile, environment: Mapping[str, str]) -> Site:
    """The site of a source, with the key that the environment holds for it, if it does.

    Raises:
        NotFetchableError: the kind has no server, or the key would travel in the clear or cannot travel at all.
    """
    base_url = source.base_url or profile.documents_url
    if profile.documents is None or base_url is None:
        hint = f"modelmint add {source.name}:MODEL --from FILE, or give the source a base_url"
        raise NotFetchableError(f"[sources.{source.name}]", f"documents of kind {source.kind} come from files", hint)
    variable = source.key_env or profile.key_env
    key = environment.get(variable, "").strip() if variable else ""
    if key:
        _check_key(base_url, key, variable or "")
    return Site(base_url.rstrip("/"), profile.documents, profile.auth, variable, key or None)


def _check_key(base_url: str, key: str, variable: str) -> None:
    if not (key.isascii() and key.isprintable()):
        raise NotFetchableError(base_url, f"{variable} holds characters that no header can carry", "set it anew")
    parts = urlsplit(base_url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        hint = f"use https, or unset {variable}: the documents may be open to all"
        raise NotFetchableError(base_url, "the key would travel unencrypted", hint)


def origin(url: str) -> Origin:
    """Where a URL leads: two with the same origin are the same server."""
    parts: SplitResult = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
