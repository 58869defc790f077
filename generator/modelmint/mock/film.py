"""A short silent film from a seed: an AVI of uncompressed pictures, the one format that needs no codec."""

from __future__ import annotations

import struct
from functools import lru_cache
from hashlib import sha256

WIDTH, HEIGHT, FRAMES, RATE = 64, 36, 8, 8


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _list(kind: bytes, *chunks: bytes) -> bytes:
    return _chunk(b"LIST", kind + b"".join(chunks))


def _frame(digest: bytes, number: int) -> bytes:
    """A bar that moves across a ground; both colours come from the seed. Pixels are blue, green, red."""
    ground, bar = digest[:3], digest[3:6]
    at = number * WIDTH // FRAMES
    row = ground * at + bar * (WIDTH // FRAMES) + ground * (WIDTH - at - WIDTH // FRAMES)
    return row * HEIGHT


def _headers(size: int) -> bytes:
    main = struct.pack("<14I", 1_000_000 // RATE, size * RATE, 0, 0x10, FRAMES, 0, 1, size, WIDTH, HEIGHT, 0, 0, 0, 0)
    stream = struct.pack(
        "<4s4sIHHIIIIIIII4H", b"vids", b"DIB ", 0, 0, 0, 0, 1, RATE, 0, FRAMES, size, 0, size, 0, 0, WIDTH, HEIGHT
    )
    picture = struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, 24, 0, size, 0, 0, 0, 0)
    return _list(b"hdrl", _chunk(b"avih", main), _list(b"strl", _chunk(b"strh", stream), _chunk(b"strf", picture)))


@lru_cache(maxsize=16)
def avi(seed: str) -> bytes:
    """One second of film. The same seed gives the same bytes."""
    digest = sha256(seed.encode()).digest()
    frames = [_frame(digest, number) for number in range(FRAMES)]
    movie = _list(b"movi", *(_chunk(b"00db", frame) for frame in frames))
    return _chunk(b"RIFF", b"AVI " + _headers(len(frames[0])) + movie)
