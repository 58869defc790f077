"""How much a fetch may take: time, bytes, attempts, and requests at once."""

from __future__ import annotations

from modelmint.ir.frozen import frozen


@frozen
class Limits:
    """Bounds of one document. Times are in seconds; sizes in bytes, after decompression.

    `time` holds all attempts and the pauses between them; waiting for a free place is not in it. After a
    failure that may pass, the first pause is about `pause`, and each is about double the one before.
    """

    time: float = 120.0
    silence: float = 30.0
    size: int = 20_000_000
    attempts: int = 4
    pause: float = 1.0
    at_once: int = 8


DEFAULT = Limits()
"""Enough for the largest catalogue known, and not for a server that never ends."""
