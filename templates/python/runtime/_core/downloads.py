"""Results on their way to memory or disk: streamed, bounded, and on disk whole or not at all."""

from __future__ import annotations

import os
from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import errors
from .answers import malformed
from .http import QUICK, Request
from .retry import Deadline, Terms, exchange

if TYPE_CHECKING:
    from io import BufferedWriter

    from .http import Flow, Sink
    from .settings import Settings

MEDIA = ("image", "video", "audio")
NO_MEDIA = ("application/json", "application/xml")
"""What a page is that comes in place of a file, beside all kinds of text."""


class Source(NamedTuple):
    """Where a file's content comes from: an address, or base64 that came with the answer.

    `kind` is what it should be: image, video, audio, or a word that promises nothing.
    """

    url: str | None
    inline: str | None
    kind: str
    settings: Settings


class Memory:
    """A sink that keeps everything, up to a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.data = bytearray()

    def restart(self) -> None:
        """Forget what came so far."""
        self.data.clear()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        check_size(len(self.data) + len(chunk), self._limit)
        self.data += chunk


class Disk:
    """A sink that fills a file beside the target, which takes the target's place when it is whole."""

    def __init__(self, target: Path, limit: int) -> None:
        self._target = target
        self._limit = limit
        self._part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
        self._file: BufferedWriter = self._part.open("xb")

    def restart(self) -> None:
        """Forget what came so far."""
        self._file.seek(0)
        self._file.truncate()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        check_size(self._file.tell() + len(chunk), self._limit)
        self._file.write(chunk)

    def finish(self) -> Path:
        """Put the file in its place."""
        self._file.close()
        self._part.replace(self._target)
        return self._target

    def discard(self) -> None:
        """Leave nothing behind, unless it is finished."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def check_size(size: int, limit: int) -> None:
    """Refuse to go on beyond the limit.

    Raises:
        FileTooLargeError: that is so.
    """
    if size > limit:
        raise errors.FileTooLargeError(f"the file has more than {limit:,} bytes; max_bytes allows more", limit=limit)


def into_bytes(source: Source, max_bytes: int | None) -> Flow[bytes]:
    """A file's content."""
    sink = Memory(source.settings.max_download if max_bytes is None else max_bytes)
    yield from _fill(source, sink)
    return bytes(sink.data)


def into_file(source: Source, path: str | os.PathLike[str], max_bytes: int | None) -> Flow[Path]:
    """Save a file's content: whole or not at all, and without traces of an attempt that failed."""
    sink = Disk(Path(path), source.settings.max_download if max_bytes is None else max_bytes)
    try:
        yield from _fill(source, sink)
        return sink.finish()
    finally:
        sink.discard()


def _fill(source: Source, sink: Sink) -> Flow[None]:
    url, inline = source.url, source.inline
    if inline is None and url is not None and url.startswith("data:"):
        inline = url.partition(",")[2]
    if inline is not None:
        sink.write(_decode(inline))
        return
    if url is None or not url.startswith(("http://", "https://")):
        raise errors.FileError(f"the result's address is {url!r}; expected one that starts with https://")
    settings = source.settings
    terms = Terms(settings.provider, Deadline(settings.deadline), settings.max_retries)
    request = Request("GET", url, "safe", {}, timeout=settings.timeout or QUICK, signed=False)
    try:
        response = yield from exchange(request, terms, sink)
    except errors.APIStatusError as error:
        if error.status in settings.provider.results.expired:
            raise _expired(url, error, settings) from error
        raise
    told = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if source.kind in MEDIA and (told.startswith("text/") or told in NO_MEDIA):
        raise malformed(response, request, settings.provider, f"expected {source.kind}, found {told}")


def first_bytes(text: str) -> bytes:
    """The first bytes of what is in base64, none if it is not."""
    try:
        return b64decode(text[:64])
    except NotBase64:
        return b""


def _decode(text: str) -> bytes:
    try:
        return b64decode(text)
    except NotBase64 as error:
        raise errors.FileError(f"the result's inline content is no base64: {error}") from None


def _expired(url: str, error: errors.APIStatusError, settings: Settings) -> errors.ExpiredURLError:
    shown = url.partition("?")[0]
    kept = settings.provider.results.kept
    days = f"; {settings.provider.name} keeps results for {kept / 86400:g} days" if kept else ""
    text = f"the address of the result is no longer good, or never was: {shown} answered {error.status}{days}"
    return errors.ExpiredURLError(text, url=shown, status=error.status)
