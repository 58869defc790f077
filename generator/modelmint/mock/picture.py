"""A PNG picture from a seed: a mirrored mosaic, another one for every request, so that people can tell them apart."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from hashlib import sha256

CELLS = 8
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _palette(digest: bytes) -> bytes:
    light = bytes(170 + byte % 80 for byte in digest[:3])
    dark = bytes(20 + byte % 130 for byte in digest[3:6])
    accent = bytes(byte for byte in digest[6:9])
    return light + dark + accent


def _row(cells: bytes, width: int) -> bytes:
    """One line of pixels: filter type 0, then an index into the palette for each pixel."""
    half = [value % 3 for value in cells[: CELLS // 2]]
    mirrored = half + half[::-1]
    return b"\0" + bytes(mirrored[x * CELLS // width] for x in range(width))


def _pixels(digest: bytes, width: int, height: int) -> bytes:
    stream = digest + sha256(digest).digest()
    rows = [_row(stream[y * 4 : y * 4 + 4], width) for y in range(CELLS)]
    return b"".join(rows[y * CELLS // height] for y in range(height))


@lru_cache(maxsize=64)
def png(seed: str, width: int, height: int) -> bytes:
    """A picture of this many pixels. The same seed gives the same bytes."""
    digest = sha256(seed.encode()).digest()
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", _palette(digest)),
        (b"IDAT", zlib.compress(_pixels(digest, width, height), 1)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)
