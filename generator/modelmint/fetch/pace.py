"""No more requests in a minute than a source allows."""

from __future__ import annotations

import asyncio
from collections import deque

MINUTE = 60.0


class Pace:
    """Lets requests start at once until the minute's share is used up, and then as places come free."""

    def __init__(self, per_minute: int | None, minute: float = MINUTE) -> None:
        self._minute = minute
        self._starts: deque[float] = deque(maxlen=per_minute)
        self._turn = asyncio.Lock()

    async def start(self) -> None:
        """Wait for a place."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            if self._starts.maxlen is not None and len(self._starts) == self._starts.maxlen:
                await asyncio.sleep(max(0.0, self._starts[0] + self._minute - loop.time()))
            self._starts.append(loop.time())
