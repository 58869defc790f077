"""A web server on loopback that says what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

from modelmint.config import Source

Reply: TypeAlias = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; a reply writes its answer."""

    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:  # the base class calls it so
        self.server.asked.append((self.path, dict(self.headers)))
        replies = self.server.replies[self.path] or self.server.replies["*"]
        (replies.pop(0) if len(replies) > 1 else replies[0])(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def start(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Web(ThreadingHTTPServer):
    """The server: its replies by path, the last one repeated, and the requests in the order in which they came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.replies: dict[str, list[Reply]] = defaultdict(list)
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def source(self) -> Source:
        """The server as a source of the EmpirioLabs kind."""
        return Source("local", "empiriolabs", f"{self.url}/v1", "LOCAL_KEY")

    def says(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def handle_error(self, *_: object) -> None:
        """A client that goes away is part of many tests."""


@contextmanager
def serving() -> Iterator[Web]:
    with Web() as web:
        thread = threading.Thread(target=web.serve_forever, args=(0.01,))
        thread.start()
        yield web
        web.shutdown()
        thread.join()


def answer(value: Any = None, status: int = 200, body: bytes | None = None, **headers: str) -> Reply:
    """A whole answer: a JSON value, or a body as it is. A header's `_` stands for `-`."""
    content = json.dumps(value).encode() if body is None else body
    named = {name.replace("_", "-"): text for name, text in headers.items()}

    def reply(request: Request) -> None:
        defaults = {"Content-Type": "application/json", "Content-Length": str(len(content))}
        request.start(status, {**defaults, **named})
        if status != 304:
            request.wfile.write(content)

    return reply


def dripping(body: bytes, pause: float) -> Reply:
    """A body that comes a byte at a time."""

    def reply(request: Request) -> None:
        request.start(200, {"Content-Type": "application/json", "Content-Length": str(len(body))})
        for byte in body:
            time.sleep(pause)
            request.wfile.write(bytes([byte]))

    return reply


def endless(chunk: bytes, sent: list[int], **headers: str) -> Reply:
    """A body that goes on until the client leaves; `sent` says how many bytes went out."""

    def reply(request: Request) -> None:
        request.start(200, {"Content-Type": "application/json", "Connection": "close", **headers})
        sent.append(0)
        for _ in range(100_000):
            request.wfile.write(chunk)
            sent[-1] += len(chunk)

    return reply


def cut(before: bytes) -> Reply:
    """A connection that breaks after these bytes."""

    def reply(request: Request) -> None:
        request.wfile.write(before)
        request.wfile.flush()
        request.connection.shutdown(socket.SHUT_RDWR)
        request.close_connection = True

    return reply


def silent(seconds: float) -> Reply:
    """A server that takes the request and says nothing for a while."""
    return lambda _: time.sleep(seconds)
