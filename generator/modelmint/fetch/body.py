"""An answer's body, read no further than it may be."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable


class BodyError(Exception):
    """The body is too large, broken, or packed in a way that was not asked for."""


class TooMuchError(BodyError):
    """The body is larger than it may be."""


class CutError(BodyError):
    """The body ended before it was whole."""


async def read_body(chunks: AsyncIterable[bytes], encoding: str, limit: int) -> bytes:
    """The unpacked body. What is packed small and unpacks large is stopped at the limit, too.

    Raises:
        BodyError: it cannot be had whole.
    """
    unpack = _unpacker(encoding)
    parts: list[bytes] = []
    left = limit
    async for chunk in chunks:
        part = unpack(chunk, left + 1)
        left -= len(part)
        if left < 0:
            raise TooMuchError
        parts.append(part)
    if not unpack.whole:
        raise CutError
    return b"".join(parts)


class _Plain:
    """A body that is not packed; the protocol itself tells whether it is whole."""

    whole = True

    def __call__(self, chunk: bytes, most: int) -> bytes:
        return chunk


class _Gzip:
    """A packed body, unpacked no further than asked for."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def whole(self) -> bool:
        """Whether the end was seen."""
        return self._inner.eof

    def __call__(self, chunk: bytes, most: int) -> bytes:
        try:
            return self._inner.decompress(chunk, most)
        except zlib.error as error:
            raise BodyError(f"it is not the gzip that it says it is ({error})") from None


def _unpacker(encoding: str) -> _Plain | _Gzip:
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return _Plain()
    if kind in ("gzip", "x-gzip"):
        return _Gzip()
    raise BodyError(f"it is packed as {encoding!r}, which was not asked for")
