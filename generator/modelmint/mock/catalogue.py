"""The models' own documents: all of them, and one."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import unquote

from modelmint.ir.frozen import replace
from modelmint.ir.value import Json
from modelmint.mock.body import json_answer
from modelmint.mock.errors import RefusalError
from modelmint.mock.message import Answer, Request
from modelmint.mock.state import State


def _conditional(request: Request, content: Json) -> Answer:
    """The content with its ETag, or 304 if the caller has it already."""
    answer = json_answer(content)
    etag = f'"{sha256(answer.body).hexdigest()[:32]}"'
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if known & {etag, "*"}:
        return Answer(304, headers={"etag": etag})
    return replace(answer, headers={**answer.headers, "etag": etag})


def every_model(state: State, request: Request) -> Answer:
    """`GET /v1/models`. It needs no key."""
    return _conditional(request, {"object": "list", "data": list(state.documents.values())})


def one_model(state: State, request: Request) -> Answer:
    """`GET /v1/models/{id}`. It needs no key; the id is percent-encoded."""
    id_ = unquote(request.path.removeprefix("/v1/models/"))
    document = state.documents.get(id_)
    if document is None:
        raise RefusalError(404, f"The model {id_!r} does not exist here.", code="model_not_found")
    return _conditional(request, {"data": document} if state.options.wrapped else document)
