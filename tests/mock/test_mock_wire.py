"""HTTP as it is on the wire, said and heard byte by byte."""

import gc
import re
import socket
import time
from contextlib import ExitStack

import pytest
from mock_models import DOCUMENTS, MODELS

from modelmint.mock import MockServer

GET = b"GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n"


def say(server: MockServer, *parts: bytes) -> bytes:
    """Send bytes over one connection, and hear all that comes until the server ends it."""
    with socket.create_connection(("127.0.0.1", int(server.base_url.rpartition(":")[2])), timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_requests_sent_at_once_are_answered_in_order(server: MockServer) -> None:
    answers = say(server, GET + b"GET /v1/none HTTP/1.1\r\n\r\n" + GET)
    codes = re.findall(rb"HTTP/1.1 (\d+) ", answers)
    assert codes == [b"200", b"404", b"200"]


def test_a_request_may_come_in_pieces(server: MockServer) -> None:
    assert say(server, GET[:9], GET[9:30], GET[30:]).startswith(b"HTTP/1.1 200 OK")


def test_an_old_client_is_not_kept_waiting_for_more(server: MockServer) -> None:
    answers = say(server, b"GET /v1/models HTTP/1.0\r\n\r\n" + GET)
    assert answers.count(b"HTTP/1.1 200 OK") == 1
    assert b"connection: close" in answers


def test_a_careful_client_is_told_to_go_on(server: MockServer) -> None:
    head = b"POST /v1/embeddings HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    assert say(server, head, b"{}").startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 ")


@pytest.mark.parametrize(
    "nonsense",
    [
        b"hello\r\n\r\n",
        b"GET /\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 2_000_000,
    ],
)
def test_what_is_no_http_is_refused_and_the_connection_ended(server: MockServer, nonsense: bytes) -> None:
    answer = say(server, nonsense)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"connection: close" in answer


@pytest.mark.parametrize("part", [b"", b"GET /v1/mod", b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n{"])
def test_a_caller_that_hangs_up_leaves_the_server_well(server: MockServer, part: bytes) -> None:
    assert say(server, part) == b""
    assert say(server, GET).startswith(b"HTTP/1.1 200 OK")


def test_no_header_of_ours_can_be_split(server: MockServer) -> None:
    fault = b"X-Mock-Fault: redirect; to=http://a/%0d%0aSet-Cookie:b\r\n"
    answer = say(server, b"GET /v1/models HTTP/1.1\r\nHost: x\r\n" + fault + b"\r\n")
    assert b"\r\nset-cookie" not in answer.lower()


def test_a_server_that_ends_leaves_no_connection_behind() -> None:
    with ExitStack() as connections:
        with MockServer(DOCUMENTS, MODELS) as server:
            server.fail("/v1/models", "oversized; bytes=50000000", None)
            address = ("127.0.0.1", int(server.base_url.rpartition(":")[2]))
            for part in (GET, GET[:9], b""):
                connections.enter_context(socket.create_connection(address, timeout=10)).sendall(part)
            while not server.requests:
                time.sleep(0.01)
        gc.collect()  # a transport that was left open says so when it is collected, which fails the test


@pytest.mark.parametrize("_", range(5))
def test_nor_one_that_comes_in_its_last_moment(_: int) -> None:
    with MockServer({}, {}) as server:
        late = socket.create_connection(("127.0.0.1", int(server.base_url.rpartition(":")[2])), timeout=10)
    late.close()
    gc.collect()
