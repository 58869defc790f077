"""What the generated client adds to the bare transport, side by side in one run.

`bench/run.py` runs it for its second table. It generates the package into a temporary folder, compiles it, and calls a
small raw server in a process of its own. Ratios hold better than values.
"""

from __future__ import annotations

import asyncio
import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from cold import Case, measure

ROOT = Path(__file__).parents[1]
SERVER = """
import asyncio
BODY = b'{"created":1,"data":[{"url":"http://x.test/a.png"}],"usage":{"n":1}}'
ANSWER = b"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: %d\\r\\n\\r\\n" % len(BODY) + BODY
async def serve(reader, writer):
    try:
        while head := await reader.readuntil(b"\\r\\n\\r\\n"):
            size = int(head.lower().split(b"content-length:")[1].split(b"\\r\\n")[0])
            await reader.readexactly(size)
            writer.write(ANSWER)
    except asyncio.IncompleteReadError:
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""
BODY = {"model": "amazon-nova-canvas", "prompt": "a red sofa", "quality": "premium", "seed": 1, "sync": True}
PARAMS = {"prompt": "a red sofa", "quality": "premium", "seed": 1, "sync": True}
KEY = {"authorization": "Bearer k"}
ORDERS = [("bare", "client"), ("client", "bare")] * 20
"""Which comes first, by turns, in many short rounds: whatever else the machine does falls on both."""


def one_by_one(call: Callable[[], object], count: int = 20) -> float:
    """Microseconds a call, one after the other."""
    begun = time.perf_counter()
    for _ in range(count):
        call()
    return (time.perf_counter() - begun) / count * 1e6


async def at_once(call: Callable[[], Awaitable[object]], tasks: int = 50, each: int = 2) -> float:
    """Microseconds a call, so many at a time."""

    async def work() -> None:
        for _ in range(each):
            await call()

    begun = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(tasks)))
    return (time.perf_counter() - begun) / (tasks * each) * 1e6


def show(title: str, rounds: list[dict[str, float]]) -> None:
    """A line: the least of both, and the median of their ratios."""
    bare, ours = (min(times[side] for times in rounds) for side in ("bare", "client"))
    ratio = statistics.median(times["client"] / times["bare"] for times in rounds)
    print(f"| {title} | {bare:.0f} | {ours:.0f} | {ratio:.2f} |")


def compare(library: Any, url: str) -> None:
    """One transport, bare and under the client."""
    from empiriolabs_models import AsyncClient, Client

    bare = library.Client()
    ours = Client("k", base_url=url, http_client=library.Client(), on_retired="ignore").amazon_nova_canvas
    calls: dict[str, Callable[[], object]] = {
        "bare": lambda: bare.post(f"{url}/images/generations", json=BODY, headers=KEY).json(),
        "client": lambda: ours.generate(**PARAMS),
    }
    show(f"{library.__name__}, sequential", [{side: one_by_one(calls[side]) for side in order} for order in ORDERS])

    async def concurrently() -> None:
        async with library.AsyncClient() as http, library.AsyncClient() as other:
            nova = AsyncClient("k", base_url=url, http_client=other, on_retired="ignore").amazon_nova_canvas

            async def post() -> object:
                return (await http.post(f"{url}/images/generations", json=BODY, headers=KEY)).json()

            both: dict[str, Callable[[], Awaitable[object]]] = {"bare": post, "client": lambda: nova.generate(**PARAMS)}
            found = [{side: await at_once(both[side]) for side in order} for order in ORDERS]
        show(f"{library.__name__}, 50 at once", found)

    asyncio.run(concurrently())


def imports(folder: Path) -> None:
    """Print what a new process pays before its first request, the interpreter itself taken off."""
    codes = ["pass", "import empiriolabs_models", "import httpx; httpx.Client()"]
    codes.append("from empiriolabs_models import Client; Client('k')")
    found = measure([Case(code, [sys.executable, "-c", code], folder) for code in codes], 15)
    print("| ms over bare Python (1 ms is noise) | least | median |\n| --- | --: | --: |")
    bare = found.pop("pass")
    for code, times in found.items():
        print(f"| `{code}` | {times.least - bare.least:.1f} | {times.median - bare.median:.1f} |")


def requests() -> None:
    """Print what each request costs, bare and through the client."""
    import httpx
    import httpx2

    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    try:
        url = f"http://127.0.0.1:{int(server.stdout.readline() if server.stdout else 0)}/v1"
        print("\n| µs a request, least | bare | client | median ratio |\n| --- | --: | --: | --: |")
        for library in (httpx, httpx2):
            compare(library, url)
    finally:
        server.kill()


def main() -> None:
    """Print every comparison."""
    sys.path.insert(0, str(ROOT / "tests" / "client"))
    from building import models, package

    with tempfile.TemporaryDirectory() as folder:
        package(Path(folder), list(models().values()))
        compileall.compile_dir(folder, quiet=1)
        sys.path.insert(0, folder)
        imports(Path(folder))
        requests()


if __name__ == "__main__":
    main()
