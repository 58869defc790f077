"""The server: a socket, a loop, and the handle that programs hold."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Mapping
from types import TracebackType
from weakref import WeakSet

from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.mock.connection import Service, serve
from modelmint.mock.fault_kinds import KINDS
from modelmint.mock.faults import Fault, FaultBook
from modelmint.mock.message import Recorded
from modelmint.mock.state import Options, State

_HEAD_LIMIT = 1 << 20
_KEPT = 100_000


class MockServer:
    """A real HTTP server that answers as the provider's API does, for these documents and models.

    Both are by model id. It is a context manager and runs in a thread of its own; entering it raises OSError for an
    address that is taken or not allowed, OverflowError for a port beyond 65535. Port 0 takes any free one. `watch` is
    told of each request, in the server's thread. All methods may be called while it runs, from any thread.
    """

    def __init__(
        self,
        documents: Mapping[str, Json],
        models: Mapping[str, Model],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        options: Options | None = None,
        watch: Callable[[Recorded], None] | None = None,
    ) -> None:
        self._state = State(dict(documents), dict(models), options or Options())
        self._book = FaultBook(KINDS)
        self._recorded: deque[Recorded] = deque(maxlen=_KEPT)
        self._watch = watch
        self._address = (host, port)
        self._ready = threading.Event()
        self._failure: OSError | OverflowError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """Where it listens, without `/v1`; empty before it runs."""
        return self._state.base_url

    @property
    def requests(self) -> tuple[Recorded, ...]:
        """Every request received so far, in order."""
        return tuple(self._recorded)

    def _record(self, recorded: Recorded) -> None:
        self._recorded.append(recorded)
        if self._watch is not None:
            self._watch(recorded)

    def fail(self, path: str, fault: Fault | str, times: int | None = 1) -> None:
        """Let the next requests for a path (`/v1/images/generations`, `/v1/jobs/*`) meet a fault.

        Raises:
            ValueError: there is no such fault; the message lists those that there are.
        """
        chosen = Fault.parse(fault) if isinstance(fault, str) else fault
        self._book.plan(path, Fault(chosen.name, chosen.options, times if chosen.times is None else chosen.times))

    def document(self, id_: str) -> Json:
        """The document that is offered for a model now.

        Raises:
            KeyError: there is none.
        """
        return self._state.documents[id_]

    def publish(self, id_: str, document: Json, model: Model | None = None) -> None:
        """Offer another document for a model from now on. Without a new model, requests are checked as before."""
        self._state.documents[id_] = document
        if model is not None:
            self._state.models[id_] = model

    def withdraw(self, id_: str) -> None:
        """Offer a model no longer, nor its document."""
        self._state.documents.pop(id_, None)
        self._state.models.pop(id_, None)

    def reset(self) -> None:
        """Forget the requests received and the faults planned. Models, jobs and files stay."""
        self._book.clear()
        self._recorded.clear()

    def __enter__(self) -> MockServer:
        self._thread = threading.Thread(target=self._run, name="modelmint-mock", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None and self._stop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except (OSError, OverflowError) as error:  # what a port is too great for
            self._failure = error
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        service = Service(self._state, self._book, self._record)
        tasks: set[asyncio.Task[None]] = set()
        transports: WeakSet[asyncio.WriteTransport] = WeakSet()

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            transports.add(writer.transport)
            task = asyncio.create_task(serve(service, reader, writer))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        host, port = self._address
        server = await asyncio.start_server(accept, host, port, limit=_HEAD_LIMIT, backlog=1024)
        bound = server.sockets[0].getsockname()
        self._state.base_url = f"http://{f'[{bound[0]}]' if ':' in bound[0] else bound[0]}:{bound[1]}"
        self._ready.set()
        try:
            await self._stop.wait()
        finally:
            # A connection that the loop is still setting up is known to nobody else, and lost if the server is closed.
            while coming := asyncio.all_tasks() - tasks - {asyncio.current_task()}:
                await asyncio.wait(coming)
            server.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for transport in transports:
                transport.abort()  # one that still has something to send would outlive the loop
            await asyncio.sleep(0)
