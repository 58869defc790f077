"""One connection: request after request, each with the fault that it meets, until one side has enough."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable

from modelmint.ir.frozen import frozen, replace
from modelmint.mock.errors import RefusalError, refuse
from modelmint.mock.fault_kinds import KINDS, is_early
from modelmint.mock.faults import Fault, FaultBook, key_of
from modelmint.mock.message import Answer, Recorded, Request
from modelmint.mock.routes import respond
from modelmint.mock.state import State
from modelmint.mock.wire import BadRequestError, announced, cut, linger, read_body, read_head, send

_OVER = (asyncio.IncompleteReadError, ConnectionError, TimeoutError)


@frozen
class Service:
    """What every connection works on. `record` is told of each request before its answer is sent."""

    state: State
    book: FaultBook
    record: Callable[[Recorded], None]


async def serve(service: Service, reader: StreamReader, writer: StreamWriter) -> None:
    """Answer everything that comes over one connection."""
    try:
        await _talk(service, reader, writer)
    except _OVER:
        pass  # the other side went away, which is its right
    finally:
        writer.close()


async def _talk(service: Service, reader: StreamReader, writer: StreamWriter) -> None:
    try:
        while await _exchange(service, reader, writer):
            pass
    except BadRequestError as error:
        await send(writer, refuse(RefusalError(400, str(error))), keep_alive=False)
        await linger(reader, writer)


async def _exchange(service: Service, reader: StreamReader, writer: StreamWriter) -> bool:
    """One request and its answer; return whether another may follow."""
    head = await read_head(reader)
    if head is None:
        return False
    fault, wrong = _fault(service, head)
    if fault and fault.name in ("cut-before", "cut-in"):
        return await _cut_early(service, fault, head, reader, writer)
    if head.headers.get("expect", "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = await read_body(reader, head.headers, service.state.options.max_body)
    if body is None:
        return await _too_large(service, head, reader, writer)
    request = replace(head, body=body)
    answer = wrong or answer_for(service.state, request, fault)
    status = None if answer.delivery.cut == "head" else answer.status
    service.record(Recorded(request, status, answer.charged, str(fault or "")))
    keep_alive = head.headers.get("connection", "").lower() != "close"
    return await send(writer, answer, head_only=head.method == "HEAD", keep_alive=keep_alive)


def _fault(service: Service, head: Request) -> tuple[Fault | None, Answer | None]:
    """The fault that the request meets; or the answer that refuses the one that it asks for."""
    try:
        return service.book.take(head), None
    except RefusalError as refusal:
        return None, refuse(refusal)


async def _cut_early(service: Service, fault: Fault, head: Request, reader: StreamReader, writer: StreamWriter) -> bool:
    part = fault.name == "cut-in"
    body = await reader.read(max(1, announced(head.headers) // 2)) if part else b""
    service.record(Recorded(replace(head, body=body), None, False, str(fault), "part" if part else "head"))
    return cut(writer, reset=fault.options.get("how", "reset") == "reset")


async def _too_large(service: Service, head: Request, reader: StreamReader, writer: StreamWriter) -> bool:
    answer = refuse(RefusalError(413, f"The body is over {service.state.options.max_body} bytes."))
    service.record(Recorded(head, answer.status, False, read="head"))
    await send(writer, answer, keep_alive=False)
    return await linger(reader, writer)


def answer_for(state: State, request: Request, fault: Fault | None) -> Answer:
    """What the request is answered, with what the fault makes of it.

    The work is done, and so charged, unless the fault comes before it; the option `charged` says otherwise.
    """
    if fault is None:
        return respond(state, request)
    worked = {"yes": True, "no": False}.get(fault.options.get("charged", ""), not is_early(fault))
    answer = respond(state, request) if worked else Answer(200)
    return KINDS[key_of(fault.name)].apply(fault, request, answer)
