"""One document over real sockets: what comes is kept exactly, and what goes wrong is said clearly."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import pickle
import socket
import time
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
from web import Web, answer, cut, dripping, endless, silent

from modelmint.config import Source
from modelmint.fetch import (
    Fetched,
    FetchError,
    GoneError,
    Limits,
    NotADocumentError,
    NotFetchableError,
    NotFoundError,
    NotModified,
    RateLimitedError,
    RedirectError,
    ServerError,
    StatusError,
    TimedOutError,
    TooLargeError,
    UnauthorisedError,
    UnreachableError,
    Validators,
    fetch_model,
)
from modelmint.profile import load

PROFILE = load("empiriolabs")
QUICK = Limits(time=5, silence=2, size=100_000, pause=0.01)
NOVA = "amazon-nova-canvas"
PATH = f"/v1/models/{NOVA}"


def fetch(web: Web, limits: Limits = QUICK, previous: Validators | None = None) -> Fetched:
    fetched = fetch_model(web.source, PROFILE, NOVA, previous, limits)
    assert isinstance(fetched, Fetched)
    return fetched


def test_a_document_comes_with_its_hash_and_validators(web: Web) -> None:
    body = b'{"id": "amazon-nova-canvas", "max": 1.50}'
    web.says(PATH, answer(body=body, ETag='W/"1"', Last_Modified="Mon, 01 Jun 2026 00:00:00 GMT"))
    fetched = fetch(web)
    assert fetched.document == {"id": NOVA, "max": Decimal("1.50")}
    assert str(fetched.document["max"]) == "1.50"
    assert fetched.url == f"{web.url}{PATH}"
    assert fetched.body_hash == hashlib.sha256(body).hexdigest()
    assert fetched.validators == Validators('W/"1"', "Mon, 01 Jun 2026 00:00:00 GMT")


@pytest.mark.parametrize("wrapped", [{"data": {"id": NOVA}}, {"data": [{"id": NOVA}], "object": "list"}, {"id": NOVA}])
def test_a_wrapper_is_taken_off(web: Web, wrapped: object) -> None:
    web.says(PATH, answer(wrapped))
    assert fetch(web).document == {"id": NOVA}


def test_a_document_may_have_a_key_that_is_named_like_the_wrapper(web: Web) -> None:
    web.says(PATH, answer({"id": NOVA, "data": {"a": 1}}))
    assert fetch(web).document == {"id": NOVA, "data": {"a": 1}}


def test_a_document_without_an_id_is_still_a_document(web: Web) -> None:
    web.says(PATH, answer({"name": NOVA}))
    assert fetch(web).document == {"name": NOVA}


def test_an_id_is_encoded_into_the_path(web: Web) -> None:
    web.says("/v1/models/a%2Fb%3Ac%3Fd", answer({"id": "a/b:c?d"}))
    assert isinstance(fetch_model(web.source, PROFILE, "a/b:c?d", limits=QUICK), Fetched)


def test_the_documents_of_the_corpus_come_as_they_are(web: Web, corpora: Path) -> None:
    for file in sorted((corpora / "empiriolabs").glob("*.json")):
        body = file.read_bytes()
        web.says(PATH, answer(body=body))
        assert fetch(web).body_hash == hashlib.sha256(body).hexdigest()


def test_what_has_not_changed_need_not_come(web: Web) -> None:
    web.says(PATH, answer(status=304))
    previous = Validators('"1"', "Mon, 01 Jun 2026 00:00:00 GMT")
    assert fetch_model(web.source, PROFILE, NOVA, previous, QUICK) == NotModified(NOVA, f"{web.url}{PATH}")
    headers = web.asked[0][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "Mon, 01 Jun 2026 00:00:00 GMT")


def test_without_validators_nothing_is_conditional(web: Web) -> None:
    web.says(PATH, answer(status=304))
    with pytest.raises(FetchError):
        fetch(web, previous=Validators("bad\nheader"))
    assert "If-None-Match" not in web.asked[0][1]


def test_a_packed_body_is_unpacked(web: Web) -> None:
    body = gzip.compress(b'{"id": "x"}')
    web.says(PATH, answer(body=body, Content_Encoding="gzip"))
    assert fetch(web).body_hash == hashlib.sha256(b'{"id": "x"}').hexdigest()
    assert web.asked[0][1]["Accept-Encoding"] == "gzip"


def test_a_byte_order_mark_is_no_matter(web: Web) -> None:
    web.says(PATH, answer(body=b'\xef\xbb\xbf{"id": "x"}'))
    assert fetch(web).document == {"id": "x"}


NO_DOCUMENTS = [
    (answer(body=b"<html><title>Log\nin</title>"), r"is a page \(Log\\nin\), not JSON"),
    (answer(body=b"{}", Content_Type="text/html; charset=utf-8"), "is a page, not JSON"),
    (answer(body=b""), "is empty"),
    (answer(body=b" \n"), "is empty"),
    (answer(body=b'{"id": '), "line 1, column 8"),
    (answer(body=b'{"id": NaN}'), "NaN is not a JSON value"),
    (answer(body=b'{"id": 1, "id": 2}'), 'the key "id" stands twice'),
    (answer(body=b"[" * 5000), "nest deeper than 100 levels"),
    (answer([{"id": "x"}]), "is a list, not an object"),
    (answer("x"), "is a string, not an object"),
    (answer(None), "is null, not an object"),
    (answer({}), "is an empty object"),
    (answer({"data": {}}), "is an empty object"),
    (answer({"error": {"message": "no \x1b[31mluck"}}), r"an error, though .*: no \\u001b\[31mluck"),
    (answer({"detail": "not here"}), "an error, though its status says success: not here"),
    (answer(body='{"id": "é"}'.encode("latin-1")), "not UTF-8: byte 8 is 0xe9"),
    (answer(body='{"id": "x"}'.encode("utf-16")), "is UTF-16, not UTF-8"),
    (answer(body=b"{}", Content_Encoding="br"), "packed as 'br'"),
    (answer(body=b"{}", Content_Encoding="gzip"), "not the gzip that it says it is"),
]


@pytest.mark.parametrize(("reply", "message"), NO_DOCUMENTS, ids=range(len(NO_DOCUMENTS)))
def test_what_is_no_document_is_described(web: Web, reply: object, message: str) -> None:
    web.says(PATH, reply)  # type: ignore[arg-type] # a reply
    with pytest.raises(NotADocumentError, match=message) as caught:
        fetch(web)
    assert caught.value.url == f"{web.url}{PATH}"
    assert len(web.asked) == 1, "asking again would not help"
    assert str(caught.value).isprintable()


STATUSES = [
    (400, StatusError, "check base_url"),
    (401, UnauthorisedError, "set LOCAL_KEY to a valid key"),
    (403, UnauthorisedError, "set LOCAL_KEY to a valid key"),
    (404, NotFoundError, "check the model's id"),
    (410, GoneError, "modelmint remove"),
    (204, StatusError, "check base_url"),
    (500, ServerError, "try again later"),
    (503, ServerError, "try again later"),
]


@pytest.mark.parametrize(("status", "kind", "hint"), STATUSES)
def test_a_status_has_its_own_error_and_says_what_to_do(
    web: Web, status: int, kind: type[StatusError], hint: str
) -> None:
    body = b"" if status == 204 else b'{"error": {"message": "model is shy", "code": "x"}}'
    web.says(PATH, answer(status=status, body=body))
    with pytest.raises(kind, match=f"the server answers {status}") as caught:
        fetch(web)
    assert type(caught.value) is kind
    assert caught.value.status == status
    assert hint in caught.value.hint
    assert ("model is shy" in caught.value.message) == (status != 204)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize("body", [b"plain \x1b words", b'{"detail": "plain \\u001b words"}'])
def test_the_providers_words_are_shown_safely(web: Web, body: bytes) -> None:
    web.says(PATH, answer(status=404, body=body))
    with pytest.raises(NotFoundError, match=r"404: plain \\u001b words"):
        fetch(web)


def test_a_page_of_an_error_is_not_quoted(web: Web) -> None:
    web.says(PATH, answer(status=502, body=b"<html>" + b"x" * 5000))
    with pytest.raises(ServerError, match=r"answers 502; try again later$"):
        fetch(web)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_a_failure_that_may_pass_is_tried_again(web: Web, status: int) -> None:
    web.says(PATH, answer(status=status), answer(status=status), answer({"id": "x"}))
    assert fetch(web).document == {"id": "x"}
    assert len(web.asked) == 3


def test_attempts_come_to_an_end(web: Web) -> None:
    web.says(PATH, answer(status=500))
    with pytest.raises(ServerError):
        fetch(web)
    assert len(web.asked) == QUICK.attempts


BROKEN = [
    b"",
    b"HTTP/1.1 200 OK\r\nContent-Le",
    b'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"id": "x"}',
    b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{"id": "x"}\r\n',
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzip.compress(b'{"id": "x"}')[:-4],
    b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200_000,
]


@pytest.mark.parametrize("before", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_connection_is_tried_again_and_no_half_document_is_kept(web: Web, before: bytes) -> None:
    web.says(PATH, cut(before), answer({"id": "whole"}))
    assert fetch(web).document == {"id": "whole"}
    web.says(PATH, cut(before))
    with pytest.raises(UnreachableError, match="the connection broke"):
        fetch(web)


def test_no_server_is_named_with_the_reason() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        source = Source("local", "empiriolabs", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(UnreachableError, match="no connection came about"):
            fetch_model(source, PROFILE, NOVA, limits=QUICK)


def test_a_server_that_does_not_speak_tls_is_named_with_the_reason(web: Web) -> None:
    source = Source("local", "empiriolabs", web.url.replace("http:", "https:"))
    with pytest.raises(UnreachableError, match="no connection came about"):
        fetch_model(source, PROFILE, NOVA, limits=QUICK)


def test_a_limit_of_requests_is_waited_out(web: Web) -> None:
    limited = answer(status=429, Retry_After="0")
    web.says(PATH, *[limited] * (QUICK.attempts + 2), answer({"id": "x"}))
    assert fetch(web).document == {"id": "x"}


def test_a_pause_that_is_asked_for_is_kept(web: Web) -> None:
    web.says(PATH, answer(status=429, Retry_After="1"), answer({"id": "x"}))
    begin = time.monotonic()
    fetch(web)
    assert time.monotonic() - begin >= 1


@pytest.mark.parametrize(
    "asked",
    [
        {"Retry_After": "3600"},
        {"Retry_After": "Mon, 01 Jun 2026 01:00:00 GMT", "Date": "Mon, 01 Jun 2026 00:00:00 GMT"},
    ],
)
def test_a_pause_that_is_too_long_is_not_begun(web: Web, asked: dict[str, str]) -> None:
    reply = answer(status=429, **{name: text for name, text in asked.items() if name != "Date"})

    def dated(request: object) -> None:
        request.date_time_string = lambda *_: asked["Date"]  # type: ignore[attr-defined] # a handler of http.server
        reply(request)  # type: ignore[arg-type] # the same

    web.says(PATH, dated if "Date" in asked else reply)
    begin = time.monotonic()
    with pytest.raises(RateLimitedError, match="wait a minute"):
        fetch(web)
    assert time.monotonic() - begin < 1


@pytest.mark.parametrize("asked", ["soon", "-5", "", "99 bottles", "١"])
def test_a_pause_that_makes_no_sense_is_our_own(web: Web, asked: str) -> None:
    web.says(PATH, answer(status=429, Retry_After=asked.encode().decode("latin-1")), answer({"id": "x"}))
    assert fetch(web).document == {"id": "x"}


def test_a_server_that_never_answers_is_left(web: Web) -> None:
    web.says(PATH, silent(3))
    begin = time.monotonic()
    with pytest.raises(UnreachableError, match=r"silent for 0.2 seconds"):
        fetch(web, Limits(time=5, silence=0.2, attempts=2, pause=0.01))
    assert time.monotonic() - begin < 2


def test_a_body_that_drips_is_bounded_by_the_whole_time(web: Web) -> None:
    web.says(PATH, dripping(b'{"id": "x"}' + b" " * 100, 0.05))
    begin = time.monotonic()
    with pytest.raises(TimedOutError, match=r"within 0.5 seconds; .*--timeout"):
        fetch(web, Limits(time=0.5, silence=1))
    assert time.monotonic() - begin < 1.5


def test_a_slow_body_that_ends_in_time_is_taken(web: Web) -> None:
    web.says(PATH, dripping(b'{"id": "x"}', 0.01))
    assert fetch(web).document == {"id": "x"}


def test_a_body_that_says_that_it_is_too_large_is_not_read(web: Web) -> None:
    sent: list[int] = []
    web.says(PATH, endless(b" " * 1000, sent, **{"Content-Length": "500000000"}))
    with pytest.raises(TooLargeError, match="larger than 100,000 bytes"):
        fetch(web)
    assert len(web.asked) == 1


def test_a_body_that_goes_on_is_left_at_the_limit(web: Web) -> None:
    sent: list[int] = []
    web.says(PATH, endless(b" " * 50_000, sent))
    with pytest.raises(TooLargeError):
        fetch(web)
    time.sleep(0.1)
    assert sent[0] < 20_000_000, "what the system's own buffers take, and no more"


def test_a_packed_body_that_bursts_is_left_at_the_limit(web: Web) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([packer.compress(b" " * 1_000_000) for _ in range(300)]) + packer.flush()
    assert len(bomb) < 1_000_000
    web.says(PATH, answer(body=bomb, Content_Encoding="gzip"))
    with pytest.raises(TooLargeError):
        fetch(web, Limits(size=1_000_000))


def test_a_packed_body_of_just_the_limit_is_taken(web: Web) -> None:
    body = b'{"id": "' + b"x" * (QUICK.size - 10) + b'"}'
    web.says(PATH, answer(body=gzip.compress(body), Content_Encoding="gzip"))
    assert len(str(fetch(web).document["id"])) == QUICK.size - 10
    web.says(PATH, answer(body=gzip.compress(body + b" "), Content_Encoding="gzip"))
    with pytest.raises(TooLargeError):
        fetch(web)


def test_a_redirect_on_the_same_server_is_followed(web: Web) -> None:
    web.says(PATH, answer(status=308, Location="/v2/models/x?y=1"))
    web.says("/v2/models/x?y=1", answer(status=302, Location=f"{web.url}/v3"))
    web.says("/v3", answer({"id": "x"}))
    assert fetch(web).url == f"{web.url}{PATH}", "the lock names what was asked for"


def test_redirects_in_a_circle_end(web: Web) -> None:
    web.says(PATH, answer(status=302, Location=PATH))
    with pytest.raises(RedirectError, match="more than 5 times"):
        fetch(web)


@pytest.mark.parametrize(
    "location",
    [
        "https://elsewhere.test/x?token=secret",
        "http://127.0.0.1:1/x",
        "//elsewhere.test/x",
        "http://localhost/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://127.0.0.1:99999999/x",
        "http://[bad/x",
        "",
    ],
)
def test_a_redirect_elsewhere_is_refused(web: Web, monkeypatch: pytest.MonkeyPatch, location: str) -> None:
    monkeypatch.setenv("LOCAL_KEY", "sk-very-secret")
    web.says(PATH, answer(status=302, Location=location))
    with pytest.raises(RedirectError, match="redirects") as caught:
        fetch(web)
    assert "secret" not in str(caught.value)


def test_the_key_goes_to_the_source_and_into_no_error(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_KEY", " sk-very-secret\n")
    monkeypatch.setenv("EMPIRIOLABS_API_KEY", "another")
    web.says(PATH, answer({"detail": "bad key sk-very-secret"}, status=401))
    with pytest.raises(UnauthorisedError, match=r"bad key \*\*\*") as caught:
        fetch(web)
    assert web.asked[0][1]["Authorization"] == "Bearer sk-very-secret"
    assert "secret" not in str(caught.value) + repr(caught.value) + str(caught.value.args)


def test_a_document_that_repeats_the_key_is_not_kept(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_KEY", "sk-very-secret")
    web.says(PATH, answer({"id": "x", "you": "sk-very-secret"}))
    with pytest.raises(NotADocumentError, match="repeats the key of LOCAL_KEY"):
        fetch(web)


def test_without_a_key_none_is_sent(web: Web) -> None:
    web.says(PATH, answer({"id": "x"}))
    fetch(web)
    assert "Authorization" not in web.asked[0][1]


@pytest.mark.parametrize("key", ["sk-line\nbreak", "sk-é", "sk-\x7f"])
def test_a_key_that_no_header_can_carry_is_not_shown(web: Web, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("LOCAL_KEY", key)
    with pytest.raises(NotFetchableError, match="LOCAL_KEY holds characters") as caught:
        fetch(web)
    assert key not in str(caught.value)
    assert web.asked == []


def test_a_key_does_not_travel_unencrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPIRIOLABS_API_KEY", "sk-very-secret")
    source = Source("e", "empiriolabs", "http://api.elsewhere.test/v1")
    with pytest.raises(NotFetchableError, match="unencrypted"):
        fetch_model(source, PROFILE, NOVA, limits=QUICK)


def test_a_kind_without_a_server_says_where_documents_come_from() -> None:
    with pytest.raises(NotFetchableError, match="--from FILE"):
        fetch_model(Source("own", "json-schema"), load("json-schema"), "x")


def test_a_list_with_the_one_document_is_fine_and_an_empty_one_is_not_found(web: Web) -> None:
    source = Source("f", "fal", web.url)
    path = "/models?expand=openapi-3.0&endpoint_id=fal-ai%2Fflux"
    web.says(path, answer({"models": [{"endpoint_id": "fal-ai/flux", "openapi": {}}], "has_more": False}))
    fetched = fetch_model(source, load("fal"), "fal-ai/flux", limits=QUICK)
    assert isinstance(fetched, Fetched)
    assert fetched.document == {"endpoint_id": "fal-ai/flux", "openapi": {}}
    web.says(path, answer({"models": []}))
    with pytest.raises(NotFoundError, match="knows no such model"):
        fetch_model(source, load("fal"), "fal-ai/flux", limits=QUICK)


def test_it_works_where_a_loop_runs_already(web: Web) -> None:
    web.says(PATH, answer({"id": "x"}))

    async def notebook() -> Fetched:
        return fetch(web)

    assert asyncio.run(notebook()).document == {"id": "x"}
