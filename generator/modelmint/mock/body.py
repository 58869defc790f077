"""JSON bodies in and out."""

from __future__ import annotations

from collections.abc import Mapping

from modelmint.ir.text import parse, spell
from modelmint.ir.value import Json
from modelmint.mock.message import Answer, Request


def json_answer(
    content: Json, status: int = 200, headers: Mapping[str, str] | None = None, *, charged: bool = False
) -> Answer:
    """An answer that carries JSON."""
    body = spell(content, indent=None).encode()
    return Answer(status, body, {"content-type": "application/json", **(headers or {})}, charged)


def json_body(request: Request) -> dict[str, Json] | None:
    """The JSON object in a request's body; None if there is none."""
    try:
        content = parse(request.body.decode())
    except ValueError:
        return None
    return content if isinstance(content, dict) else None
