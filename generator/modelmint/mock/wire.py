"""HTTP/1.1 over asyncio's streams: requests in, answers out, and connections cut on purpose."""

from __future__ import annotations

import asyncio
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import parse_qsl

from modelmint.mock.message import Answer, Request

_EMPTY = (204, 304)
_PATIENCE = 5
"""Seconds for which a caller that was refused may go on sending."""


class BadRequestError(Exception):
    """What came is no HTTP."""


async def read_head(reader: StreamReader) -> Request | None:
    """The request up to its body; None when the other side has no more to ask.

    Raises:
        BadRequestError: what came is no HTTP.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    except asyncio.LimitOverrunError as error:
        raise BadRequestError("the head of the request is too long") from error
    line, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, _, rest = line.partition(" ")
    target, _, version = rest.partition(" ")
    if not version.startswith("HTTP/1."):
        raise BadRequestError(f"not a request line: {line[:80]!r}")
    path, _, query = target.partition("?")
    headers = _headers(lines)
    if version == "HTTP/1.0":
        headers.setdefault("connection", "close")
    return Request(method, path, dict(parse_qsl(query, keep_blank_values=True)), headers)


def _headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        key = name.strip().lower()
        headers[key] = f"{headers[key]}, {value.strip()}" if key in headers else value.strip()
    return headers


def announced(headers: Mapping[str, str]) -> int:
    """How many bytes the body will have, as far as the head tells.

    Raises:
        BadRequestError: the length is no number.
    """
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        raise BadRequestError(f"not a content length: {length[:80]!r}")
    return int(length)


async def read_body(reader: StreamReader, headers: Mapping[str, str], limit: int) -> bytes | None:
    """The whole body; None if it is longer than the limit in bytes."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return await _read_chunks(reader, limit)
    length = announced(headers)
    return await reader.readexactly(length) if length <= limit else None


async def _read_chunks(reader: StreamReader, limit: int) -> bytes | None:
    body = b""
    while True:
        line = (await reader.readuntil(b"\r\n")).partition(b";")[0].strip()
        try:
            length = int(line, 16)
        except ValueError as error:
            raise BadRequestError(f"not a chunk's length: {line[:80]!r}") from error
        if len(body) + length > limit:
            return None
        body += (await reader.readexactly(length + 2))[:-2]
        if not length:
            return body


def _head(answer: Answer, *, keep_alive: bool) -> bytes:
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {answer.status} {phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if answer.delivery.chunked:
        lines.append("transfer-encoding: chunked")
    elif answer.status not in _EMPTY:
        lines.append(f"content-length: {len(answer.body)}")
    lines.append(f"connection: {'keep-alive' if keep_alive else 'close'}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _framed(answer: Answer, *, head_only: bool) -> bytes:
    if head_only or answer.status in _EMPTY:
        return b""
    if not answer.delivery.chunked:
        return answer.body
    chunk = f"{len(answer.body):x}\r\n".encode() + answer.body + b"\r\n" if answer.body else b""
    return chunk + b"0\r\n\r\n"


async def send(writer: StreamWriter, answer: Answer, *, head_only: bool = False, keep_alive: bool = True) -> bool:
    """Send an answer as its delivery says; return whether the connection is still of use."""
    delivery = answer.delivery
    await asyncio.sleep(delivery.before)
    if delivery.cut == "head":
        return cut(writer, reset=delivery.reset)
    head, body = _head(answer, keep_alive=keep_alive), _framed(answer, head_only=head_only)
    half = len(body) // 2
    if delivery.within or delivery.cut == "body":
        writer.write(head + body[:half])
        await writer.drain()
        await asyncio.sleep(delivery.within)
        if delivery.cut == "body":
            return cut(writer, reset=delivery.reset)
        head, body = b"", body[half:]
    writer.write(head + body)
    await writer.drain()
    return cut(writer, reset=delivery.reset) if delivery.cut else keep_alive


async def linger(reader: StreamReader, writer: StreamWriter) -> bool:
    """Say that no more will be said, and let the other side finish, so that it gets to read the answer. Always false.

    A connection that is closed on unread bytes is reset, and the answer lost with it.
    """
    writer.write_eof()
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while await reader.read(65536):
                pass
    return False


def cut(writer: StreamWriter, *, reset: bool) -> bool:
    """Break the connection off, with a reset or with an orderly end that comes too early. Always false."""
    if reset:
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    else:
        writer.close()
    return False
