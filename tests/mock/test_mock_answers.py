"""What the server answers when nothing goes wrong."""

import base64
import json
import socket
import struct
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest
from mock_models import DOCUMENTS, IMAGES, KEY, MODELS, PAINTER

from modelmint.mock import MockServer, Options

SKY = {"model": "painter", "prompt": "sky", "sync": True}


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the indices of a PNG, checking every chunk's sum on the way."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + content),)
        chunks[kind], at = content, at + 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    data = zlib.decompress(chunks[b"IDAT"])
    assert len(data) == height * (width + 1)
    assert chunks[b"PLTE"]
    return width, height, data


def image(client: httpx.Client, **body: object) -> bytes:
    answer = client.post(IMAGES, json=SKY | body).raise_for_status()
    return client.get(answer.json()["data"][0]["url"]).raise_for_status().content


def test_the_catalogue_needs_no_key_and_keeps_numbers_exact(server: MockServer) -> None:
    answer = httpx.get(f"{server.base_url}/v1/models", trust_env=False)
    assert [entry["id"] for entry in answer.json()["data"]] == list(MODELS)
    assert '"rate":0.10' in answer.text.replace(" ", "")


@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/painter"])
def test_a_document_that_is_known_already_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_published_document_has_another_etag(server: MockServer, client: httpx.Client) -> None:
    etag = client.get("/v1/models/painter").headers["etag"]
    server.publish("painter", {"id": "painter", "new": True})
    answer = client.get("/v1/models/painter", headers={"if-none-match": etag})
    assert answer.json() == {"id": "painter", "new": True}
    assert answer.headers["etag"] != etag


def test_an_id_with_separators_is_found_percent_encoded_or_not(client: httpx.Client) -> None:
    for path in (quote("filmer:v2/Fast", safe=""), "filmer:v2/Fast"):
        assert client.get(f"/v1/models/{path}").json()["id"] == "filmer:v2/Fast"
    assert client.get("/v1/models/none").json()["error"]["code"] == "model_not_found"


def test_a_document_may_be_wrapped() -> None:
    with MockServer(DOCUMENTS, MODELS, options=Options(wrapped=True)) as server:
        answer = httpx.get(f"{server.base_url}/v1/models/painter", trust_env=False)
    assert answer.json()["data"]["id"] == "painter"


def test_an_image_comes_as_a_real_png_of_the_size_asked_for(client: httpx.Client) -> None:
    width, height, _ = pixels(image(client, aspect_ratio="16:9"))
    assert width / height == pytest.approx(16 / 9, rel=0.01)
    assert pixels(image(client))[:2] == (1024, 1024)


def test_the_same_request_gives_the_same_picture_and_another_one_another(client: httpx.Client) -> None:
    assert image(client, seed=1) == image(client, seed=1)
    pictures = {image(client), image(client, seed=1), image(client, seed=2), image(client, prompt="sea")}
    assert len({pixels(picture) for picture in pictures}) == 4


def test_as_many_different_images_come_as_were_asked_for(client: httpx.Client) -> None:
    answer = client.post(IMAGES, json=SKY | {"number_of_images": 3}).json()
    assert answer["usage"] == {"billable_units": 3, "billing_unit": "image"}
    assert len({client.get(entry["url"]).content for entry in answer["data"]}) == 3


def test_inline_base64_holds_the_picture_that_the_url_would(client: httpx.Client) -> None:
    entry = client.post(IMAGES, json=SKY | {"response_format": "b64_json"}).json()["data"][0]
    assert base64.b64decode(entry["b64_json"]) == image(client)


def test_a_job_moves_on_with_every_look_and_ends_with_its_result(client: httpx.Client) -> None:
    job = client.post(IMAGES, json={"model": "painter", "prompt": "sky"})
    assert job.status_code == 202
    looks = [client.get(job.json()["poll_url"]).json() for _ in range(4)]
    assert [look["status"] for look in looks] == ["queued", "processing", "completed", "completed"]
    assert [look["progress"] for look in looks] == [0, 0.5, 1, 1]
    assert [look["result"] is None for look in looks] == [True, True, False, False]
    assert looks[2]["completed_at"] == looks[3]["completed_at"] is not None
    pixels(client.get(looks[3]["result"]["data"][0]["url"]).content)


def test_a_pending_job_may_ask_its_caller_to_wait() -> None:
    with (
        MockServer(DOCUMENTS, MODELS, options=Options(poll_after=3)) as server,
        httpx.Client(base_url=server.base_url, headers=KEY, trust_env=False) as client,
    ):
        job = client.post(IMAGES, json={"model": "painter", "prompt": "sky"})
        looks = [client.get(job.json()["poll_url"]) for _ in range(3)]
    assert [answer.headers.get("retry-after") for answer in (job, *looks)] == ["3", "3", "3", None]


@pytest.mark.parametrize(("method", "end"), [("DELETE", ""), ("POST", "/cancel")])
def test_a_job_can_be_cancelled_until_it_has_finished(client: httpx.Client, method: str, end: str) -> None:
    url = client.post(IMAGES, json={"model": "painter", "prompt": "sky"}).json()["poll_url"]
    assert client.request(method, url + end).json()["status"] == "cancelled"
    assert client.get(url).json()["status"] == "cancelled"
    other = client.post(IMAGES, json={"model": "painter", "prompt": "sky"}).json()["poll_url"]
    for _ in range(3):
        client.get(other)
    assert client.request(method, other + end).status_code == 409


def test_a_job_that_never_was_is_not_found(client: httpx.Client) -> None:
    assert client.get("/v1/jobs/none").status_code == 404


def test_a_video_is_always_a_job_and_a_real_film(client: httpx.Client) -> None:
    body = {"model": "filmer:v2/Fast", "prompt": "sky", "sync": True}
    url = client.post("/v1/videos/generations", json=body).json()["poll_url"]
    looks = [client.get(url).json() for _ in range(3)]
    film = client.get(looks[-1]["result"]["data"][0]["url"]).content
    assert (film[:4], film[8:12]) == (b"RIFF", b"AVI ")
    assert struct.unpack("<I", film[4:8]) == (len(film) - 8,)


def test_an_embedding_follows_from_its_text(client: httpx.Client) -> None:
    answer = client.post("/v1/embeddings", json={"model": "embedder", "input": ["a b", "c", "a b"]}).json()
    first, second, third = (entry["embedding"] for entry in answer["data"])
    assert first == third != second
    assert len(first) == 4
    assert answer["usage"]["total_tokens"] == 5


def test_an_embedding_in_base64_is_the_same_vector(client: httpx.Client) -> None:
    body = {"model": "embedder", "input": "a", "dimensions": 8}
    numbers = client.post("/v1/embeddings", json=body).json()["data"][0]["embedding"]
    packed = client.post("/v1/embeddings", json=body | {"encoding_format": "base64"}).json()["data"][0]["embedding"]
    assert list(struct.unpack("<8f", base64.b64decode(packed))) == numbers


def test_chat_answers_with_what_was_said(client: httpx.Client) -> None:
    body = {"model": "talker", "messages": [{"role": "user", "content": "good day"}]}
    answer = client.post("/v1/chat/completions", json=body).json()
    assert answer["choices"][0]["message"]["content"].endswith("good day")


@pytest.mark.parametrize(
    ("change", "status", "names"),
    [
        ({"prompt": "", "style": "x"}, 400, "style"),
        ({"size": "1024x1024"}, 400, "size"),
        ({"aspect_ratio": "16:10"}, 400, "aspect_ratio"),
        ({"number_of_images": 6}, 400, "number_of_images"),
        ({"seed": True}, 400, "seed"),
        ({"strength": 1.01}, 400, "strength"),
        ({"model": "nova"}, 404, "nova"),
        ({"model": "talker"}, 400, "/v1/chat/completions"),
    ],
)
def test_what_the_model_does_not_take_is_refused_by_name(
    server: MockServer, client: httpx.Client, change: dict[str, object], status: int, names: str
) -> None:
    answer = client.post(IMAGES, json=SKY | change)
    assert answer.status_code == status
    assert names in answer.json()["error"]["message"]
    assert not server.requests[-1].charged


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"a": NaN}', b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(client: httpx.Client, body: bytes) -> None:
    assert client.post(IMAGES, content=body).status_code == 400


def test_a_missing_and_a_wrong_key_are_told_apart() -> None:
    with MockServer(DOCUMENTS, MODELS, options=Options(keys={"right"})) as server:
        url = server.base_url + IMAGES
        codes = [
            httpx.post(url, json=SKY, headers=headers, trust_env=False).json().get("error", {}).get("code")
            for headers in ({}, {"authorization": "Bearer wrong"}, {"x-api-key": "right"})
        ]
    assert codes == ["missing_api_key", "invalid_api_key", None]


def test_the_other_envelope_holds_the_message_alone() -> None:
    with MockServer(DOCUMENTS, MODELS, options=Options(envelope="detail")) as server:
        answer = httpx.get(f"{server.base_url}/v1/jobs/none", headers=KEY, trust_env=False)
    assert list(answer.json()) == ["detail"]


def test_an_unknown_path_and_a_wrong_method_are_told_apart(client: httpx.Client) -> None:
    assert client.get("/v1/none").status_code == 404
    answer = client.get(IMAGES)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_body_over_the_limit_is_refused_unread() -> None:
    with (
        MockServer(DOCUMENTS, MODELS, options=Options(max_body=1000)) as server,
        httpx.Client(base_url=server.base_url, headers=KEY, trust_env=False) as client,
    ):
        assert client.post(IMAGES, json=SKY | {"prompt": "x" * 2000}).status_code == 413
        assert client.post(IMAGES, json=SKY).status_code == 200


def test_a_body_may_come_in_chunks(client: httpx.Client) -> None:
    text = json.dumps(SKY).encode()
    assert client.post(IMAGES, content=iter([text[:7], text[7:]])).status_code == 200


def test_one_connection_serves_many_requests(server: MockServer, client: httpx.Client) -> None:
    sockets = {id(client.get("/v1/models").extensions["network_stream"]) for _ in range(5)}
    assert len(sockets) == 1
    assert client.head("/v1/models").headers["content-length"] != "0"
    assert client.get("/v1/models").status_code == 200


def test_fifty_callers_at_once_are_all_served_and_all_recorded(server: MockServer) -> None:
    together = threading.Barrier(50)

    def call(seed: int) -> int:
        together.wait()
        body = {"model": "painter", "prompt": "sky", "seed": seed}
        return httpx.post(server.base_url + IMAGES, json=body, headers=KEY, trust_env=False).status_code

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(call, range(50))) == {202}
    assert len(server.requests) == 50
    assert sum(request.charged for request in server.requests) == 50


def test_two_servers_run_side_by_side_and_a_taken_port_is_an_error(server: MockServer) -> None:
    port = int(server.base_url.rpartition(":")[2])
    with MockServer(DOCUMENTS, {"painter": PAINTER}) as other:
        assert other.base_url != server.base_url
    with pytest.raises(OSError, match="address already in use"), MockServer({}, {}, port=port):
        pass


def test_a_server_stops_without_a_word_while_connections_are_open_and_answers_are_awaited(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with MockServer(DOCUMENTS, MODELS) as server:
        port = int(server.base_url.rpartition(":")[2])
        idle, waiting = (socket.create_connection(("127.0.0.1", port)) for _ in range(2))
        waiting.sendall(b"GET /v1/models HTTP/1.1\r\nX-Mock-Fault: slow-headers; seconds=60\r\n\r\n")
        while not server.requests:
            time.sleep(0.01)
    idle.close()
    waiting.close()
    assert caplog.records == []
