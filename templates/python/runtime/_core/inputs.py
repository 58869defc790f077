"""Files on their way in: from a path, bytes, an open file or a picture to what a body carries."""

from __future__ import annotations

import os
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeGuard, runtime_checkable

from ..validation import Problem
from .paths import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .provider import Inputs


@runtime_checkable
class Picture(Protocol):
    """A PIL image, or anything else that can save itself."""

    def save(self, fp: Any, /, format: str | None = None) -> None: ...


@runtime_checkable
class Readable(Protocol):
    """An open binary file."""

    def read(self, size: int, /) -> bytes: ...


FileInput: TypeAlias = str | os.PathLike[str] | bytes | Readable | Picture
"""A path, bytes, an open binary file, a PIL image, a URL or a data URI."""

SNIFFED = 16
"""Bytes at the start of a file that tell its kind."""

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"BM", 0, "image/bmp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b"ftypavif", 4, "image/avif"),
    (b"ftyphei", 4, "image/heic"),
    (b"ftypM4A", 4, "audio/mp4"),
    (b"ftyp", 4, "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, "video/webm"),
    (b"AVI ", 8, "video/x-msvideo"),
    (b"WAVE", 8, "audio/wav"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf3", 0, "audio/mpeg"),
    (b"OggS", 0, "audio/ogg"),
    (b"fLaC", 0, "audio/flac"),
    (b"%PDF-", 0, "application/pdf"),
)


class Refused(Exception):
    """A file that cannot be sent: a worded code, what was expected, and what there is instead."""

    def __init__(self, code: str, expected: str, got: str) -> None:
        super().__init__(got)
        self.code = code
        self.expected = expected


def media_type(data: bytes) -> str | None:
    """The media type of a file by its first bytes; None if they tell nothing."""
    for magic, offset, name in _SIGNATURES:
        if data.startswith(magic, offset):
            return name
    return None


def encode(body: dict[str, Any], media: Mapping[str, str], inputs: Inputs) -> tuple[dict[str, Any], list[Problem]]:
    """The body with every file as the provider takes it, and what is wrong with the files.

    `media` says by dotted path, `*` for each item of a list, where a file of which kind is expected.
    """
    problems: list[Problem] = []
    for path, kind in media.items():
        body = _encode_at(body, path.split("."), Encoder(kind, inputs, problems), ())
    return body, problems


class Encoder:
    """Encodes files of one kind, and notes the ones that it cannot."""

    def __init__(self, kind: str, inputs: Inputs, problems: list[Problem]) -> None:
        self.kind = kind
        self.inputs = inputs
        self.problems = problems

    def __call__(self, value: object, at: tuple[str, ...]) -> object:
        try:
            return self._text(value)
        except Refused as refused:
            self.problems.append(Problem((_place(at), refused.code, refused.expected, None, (), str(refused))))
            return ""

    def _text(self, value: object) -> object:
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
        if isinstance(value, str) and value.startswith("data:"):
            return value.partition(",")[2] if self.inputs.encoding == "base64" and ";base64," in value else value
        data = read(value, self.inputs.max_bytes)
        if data is None:
            return value
        name = self._checked(data)
        text = b64encode(data).decode("ascii")
        return text if self.inputs.encoding == "base64" else f"data:{name};base64,{text}"

    def _checked(self, data: bytes) -> str:
        name = media_type(data)
        wanted = self.kind if "/" in self.kind else f"{self.kind}/"
        if self.kind != "file" and not (name or "").startswith(wanted):
            raise Refused("wrong-kind", f"a file of kind {self.kind}", name or "bytes of no known kind")
        return name or "application/octet-stream"


def _encode_at(value: Any, path: list[str], encoder: Encoder, at: tuple[str, ...]) -> Any:
    if not path:
        return encoder(value, at)
    step, rest = path[0], path[1:]
    if step == "*" and is_list(value):
        return [_encode_at(item, rest, encoder, (*at, str(index))) for index, item in enumerate(value)]
    if is_object(value):
        chosen = [key for key in value if step in ("*", key) and value[key] is not None]
        return value | {key: _encode_at(value[key], rest, encoder, (*at, key)) for key in chosen}
    return value


def read(value: object, limit: int) -> bytes | None:
    """The bytes of a file input, at most `limit`; None if it is no file at all.

    Raises:
        Refused: there is no such file, or it is too large.
    """
    if isinstance(value, bytes | bytearray):
        return _within(bytes(value), limit)
    if _is_path(value):
        return _read_path(Path(value), limit)
    if isinstance(value, Readable):
        return _within(value.read(limit + 1), limit)
    if isinstance(value, Picture):
        buffer = BytesIO()
        value.save(buffer, format="PNG")
        return _within(buffer.getvalue(), limit)
    return None


def _is_path(value: object) -> TypeGuard[str | os.PathLike[str]]:
    return isinstance(value, str | os.PathLike)


def _read_path(path: Path, limit: int) -> bytes:
    shown = str(path) if len(str(path)) <= 80 else f"...{str(path)[-80:]}"
    try:
        with path.open("rb") as file:
            return _within(file.read(limit + 1), limit)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused("no-file", "a path, URL, data URI, bytes or open file", f"{shown!r}: {reason}") from None


def _within(data: object, limit: int) -> bytes:
    if not isinstance(data, bytes):
        raise Refused("wrong-type", "a file that is open with mode 'rb'", "one that is open as text")
    if not data:
        raise Refused("empty", "a file with content", "an empty one")
    if len(data) > limit:
        raise Refused("too-large", f"a file of at most {limit:,} bytes", "a larger one")
    return data


def _place(at: tuple[str, ...]) -> str:
    """A path as validators write it: `images[2].mask`."""
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in at).removeprefix(".")
