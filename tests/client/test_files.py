"""Files go in from wherever they are, and come out whole or not at all."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from empiriolabs_models import (
    Client,
    Error,
    ExpiredURLError,
    FileError,
    FileTooLargeError,
    Result,
    ValidationError,
)
from empiriolabs_models._core.inputs import encode, media_type
from empiriolabs_models._core.provider import Inputs
from PIL import Image

from modelmint.mock import MockServer

PNG = b"\x89PNG\r\n\x1a\n picture"
TEXT = base64.b64encode(PNG).decode()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "room.png"
    file.write_bytes(PNG)
    return file


def sent(value: object, encoding: str = "base64", kind: str = "image") -> object:
    body, problems = encode({"image": value}, {"image": kind}, Inputs(encoding=encoding))
    assert problems == []
    return body["image"]


@pytest.mark.parametrize(
    "given",
    [
        lambda file: file,
        lambda file: str(file),
        lambda file: file.read_bytes(),
        lambda file: bytearray(file.read_bytes()),
        lambda file: io.BytesIO(file.read_bytes()),
        lambda file: f"data:image/png;base64,{TEXT}",
    ],
    ids=["path", "text", "bytes", "bytearray", "buffer", "data URI"],
)
def test_a_file_is_taken_from_wherever_it_is(picture: Path, given: Callable[[Path], object]) -> None:
    assert sent(given(picture)) == TEXT


def test_an_open_file_is_read_and_left_open(picture: Path) -> None:
    with picture.open("rb") as file:
        assert sent(file) == TEXT
        assert not file.closed


def test_a_picture_of_pillow_is_sent_as_png() -> None:
    data = base64.b64decode(str(sent(Image.new("RGB", (2, 2), "red"))))
    assert media_type(data) == "image/png"


@pytest.mark.parametrize("url", ["https://example.test/a.png", "http://example.test/a.png"])
def test_a_url_is_sent_as_it_is(url: str) -> None:
    assert sent(url) == url


def test_a_provider_may_take_data_uris(picture: Path) -> None:
    assert sent(picture, "data-uri") == f"data:image/png;base64,{TEXT}"
    assert sent(f"data:image/png;base64,{TEXT}", "data-uri") == f"data:image/png;base64,{TEXT}"


def test_files_within_lists_and_records_are_found(picture: Path) -> None:
    body = {"images": [picture, "https://a.test/b"], "scene": {"back": picture}, "prompt": "a"}
    media = {"images.*": "image", "scene.back": "image", "scene.front": "image", "other": "image"}
    done, problems = encode(body, media, Inputs("base64"))
    assert problems == []
    assert done == {"images": [TEXT, "https://a.test/b"], "scene": {"back": TEXT}, "prompt": "a"}
    assert body["images"][0] is picture  # type: ignore[index]  # what was given is left as it was


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("no/such/file.png", "no-file"),
        ("a" * 5000, "no-file"),
        ("\0", "no-file"),
        (Path("/"), "no-file"),
        (b"", "empty"),
        (b"plain text", "wrong-kind"),
        (b"%PDF-1.7", "wrong-kind"),
        (io.StringIO("text"), "wrong-type"),
        (PNG + b"x" * 100, "too-large"),
        (io.BytesIO(PNG + b"x" * 100), "too-large"),
    ],
)
def test_a_file_that_cannot_be_sent_is_a_problem_of_its_parameter(value: object, code: str) -> None:
    _, problems = encode({"images": [PNG, value]}, {"images.*": "image"}, Inputs(max_bytes=100))
    assert [(problem.path, problem.code) for problem in problems] == [("images[1]", code)]
    assert len(str(problems[0])) < 250


def test_no_more_is_read_of_a_file_than_the_limit() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= 101
            return b"x" * size

    _, problems = encode({"image": Endless()}, {"image": "image"}, Inputs(max_bytes=100))
    assert problems[0].code == "too-large"


def test_any_file_is_one_where_no_kind_is_asked_for() -> None:
    assert sent(b"plain text", kind="file") == base64.b64encode(b"plain text").decode()
    assert sent(b"%PDF-1.7", kind="application/pdf") == base64.b64encode(b"%PDF-1.7").decode()


def result(server: MockServer, made: Client, **params: object) -> Result:
    found = made.amazon_nova_canvas.generate(prompt="a", sync=True, **params)
    server.reset()
    return found


@pytest.fixture
def made(server: MockServer) -> Iterator[Client]:
    with Client("sk-test", base_url=f"{server.base_url}/v1", max_retries=1) as client:
        yield client


def test_saving_replaces_a_file_and_leaves_nothing_beside_it(server: MockServer, made: Client, tmp_path: Path) -> None:
    target = tmp_path / "room.png"
    target.write_text("before")
    assert result(server, made).images[0].save(str(target)) == target
    assert target.read_bytes().startswith(b"\x89PNG")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "fault", ["404", "403", "expired", "cut-answer", "500", "html; status=200", "oversized; bytes=200000"]
)
def test_a_download_that_fails_leaves_everything_as_it_was(
    server: MockServer, made: Client, tmp_path: Path, fault: str
) -> None:
    target = tmp_path / "room.png"
    target.write_text("before")
    image = result(server, made).images[0]
    server.fail("/files/*", fault, None)
    with pytest.raises(Error):
        image.save(target, max_bytes=100_000)
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_text() == "before"


def test_an_expired_address_has_its_own_error_without_the_signature(server: MockServer, made: Client) -> None:
    image = result(server, made).images[0]
    server.fail("/files/*", "expired")
    with pytest.raises(ExpiredURLError, match="keeps results for 7 days") as caught:
        image.bytes()
    assert caught.value.status == 403
    assert "?" not in caught.value.url


def test_a_download_has_a_limit_of_its_own_and_of_the_client(server: MockServer, made: Client) -> None:
    image = result(server, made).images[0]
    size = len(image.bytes())
    assert len(image.bytes(max_bytes=size)) == size
    with pytest.raises(FileTooLargeError, match=f"{size - 1:,} bytes"):
        image.bytes(max_bytes=size - 1)
    small = made.with_options(max_download=10)
    with pytest.raises(FileTooLargeError):
        result(server, small).images[0].bytes()


def test_an_inline_image_needs_no_network(server: MockServer, made: Client, tmp_path: Path) -> None:
    image = result(server, made, response_format="b64_json").images[0]
    assert image.save(tmp_path / "a.png").read_bytes() == image.bytes()
    assert image.media_type == "image/png"
    with pytest.raises(FileTooLargeError):
        image.bytes(max_bytes=10)
    assert server.requests == ()


def test_no_key_goes_to_the_address_of_a_result(server: MockServer, made: Client) -> None:
    result(server, made).images[0].bytes()
    assert "authorization" not in server.requests[0].request.headers
    assert "x-api-key" not in server.requests[0].request.headers


def test_an_address_that_is_none_of_the_web_is_refused(server: MockServer, made: Client, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    image = result(server, made).images[0]
    image._source = image._source._replace(url=secret.as_uri())
    with pytest.raises(FileError, match="expected one that starts with https"):
        image.bytes()


def test_a_file_shows_where_it_lies_without_the_signature(server: MockServer, made: Client) -> None:
    image = result(server, made).images[0]
    image.url = "https://files.test/a.png?signature=abc"
    assert repr(image) == "File(image/png, https://files.test/a.png)"


def test_a_problem_of_a_file_stops_the_request(server: MockServer, made: Client) -> None:
    with pytest.raises(ValidationError, match="no-file"):
        made.amazon_nova_canvas.inpaint(prompt="a", image="none.png", mask_prompt="b", validate=False)
    assert server.requests == ()


def test_the_bytes_of_a_file_arrive(server: MockServer, made: Client, picture: Path) -> None:
    made.amazon_nova_canvas.inpaint(prompt="a", image=picture, mask_prompt="b", sync=True)
    assert json.loads(server.requests[0].request.body)["image"] == TEXT
