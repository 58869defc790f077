"""From an answer's bytes to the document that they hold."""

from __future__ import annotations

import re

from modelmint.diagnostics.plain import plain
from modelmint.fetch.errors import NotADocumentError, NotFoundError
from modelmint.ir.text import JsonError, parse
from modelmint.ir.value import Json
from modelmint.profile import Documents

_CHECK = "check base_url"
_LONGEST = 200


def read_json(url: str, body: bytes, content_type: str = "") -> Json:
    """The JSON value of a body, with or without a byte order mark.

    Raises:
        NotADocumentError: it is something else, which the error describes.
    """
    if not body.strip():
        raise NotADocumentError(url, "the answer is empty", _CHECK)
    if "html" in content_type or body.lstrip()[:1] == b"<":
        raise NotADocumentError(url, f"the answer is a page{_title(body)}, not JSON", f"{_CHECK}; is a proxy between?")
    try:
        return parse(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotADocumentError(url, _encoding(body, error), "the source must send UTF-8") from None
    except JsonError as error:
        raise NotADocumentError(url, f"the answer is not JSON that can be kept: {error}", _CHECK) from None


def read_document(url: str, body: bytes, content_type: str, documents: Documents) -> dict[str, Json]:
    """The document of one model, bare or in the source's wrapper.

    Raises:
        NotADocumentError: there is none in the answer.
        NotFoundError: the wrapper is an empty list.
    """
    value = read_json(url, body, content_type)
    document = _unwrapped(url, value, documents)
    if not isinstance(document, dict):
        raise NotADocumentError(url, f"the answer is {_kind(value)}, not an object", _CHECK)
    if not document:
        raise NotADocumentError(url, "the answer is an empty object", _CHECK)
    if documents.id not in document and (said := complaint(document)) is not None:
        raise NotADocumentError(url, f"the answer is an error, though its status says success: {said}")
    return document


def _unwrapped(url: str, value: Json, documents: Documents) -> Json:
    if not isinstance(value, dict) or documents.id in value:
        return value
    inner = value.get(documents.items)
    if inner == []:
        raise NotFoundError(url, "the source knows no such model", "check the model's id", 404)
    if isinstance(inner, list) and len(inner) == 1:
        inner = inner[0]
    return inner if isinstance(inner, dict) else value


def complaint(value: Json) -> str | None:
    """What the provider says went wrong: `{"error": {"message"}}` or `{"detail"}`; None if it says nothing."""
    if not isinstance(value, dict):
        return None
    error = value.get("error")
    said = error.get("message") or error.get("code") if isinstance(error, dict) else error or value.get("detail")
    if said is None or said == "":
        return None
    return shortened(said if isinstance(said, str) else str(said))


def shortened(text: str) -> str:
    """The beginning of a text, safe to print."""
    shown = plain(text.strip())
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."


def _title(body: bytes) -> str:
    title = re.search(rb"<title[^>]*>([^<]*)", body[:20_000], re.IGNORECASE)
    return f" ({shortened(title[1].decode('utf-8', 'replace'))})" if title and title[1].strip() else ""


def _encoding(body: bytes, error: UnicodeDecodeError) -> str:
    marks = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
    if body[:2] in marks:
        return f"the answer is {marks[body[:2]]}, not UTF-8"
    return f"the answer is not UTF-8: byte {error.start} is {body[error.start]:#04x}"


def _kind(value: Json) -> str:
    if value is None:
        return "null"
    return {list: "a list", str: "a string", bool: "a boolean"}.get(type(value), "a number")
