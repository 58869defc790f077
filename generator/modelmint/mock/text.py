"""Embeddings and chat: small answers that follow from the request."""

from __future__ import annotations

import struct
from base64 import b64encode
from decimal import Decimal
from hashlib import shake_256

from modelmint.ir.value import UNSET, Json
from modelmint.mock.accept import read_call
from modelmint.mock.body import json_answer
from modelmint.mock.errors import RefusalError
from modelmint.mock.message import Answer, Request
from modelmint.mock.state import State


def _vector(text: str, dimensions: int) -> list[Decimal]:
    """As many numbers between -1 and 1 as asked for; the same text has the same ones."""
    stream = shake_256(text.encode()).digest(dimensions)
    return [Decimal(byte - 128) / 128 for byte in stream]


def _embedding(text: str, dimensions: int, encoding: Json) -> Json:
    vector = _vector(text, dimensions)
    if encoding == "base64":
        return b64encode(struct.pack(f"<{dimensions}f", *map(float, vector))).decode()
    return list(vector)


def _texts(content: Json) -> list[str]:
    texts = content if isinstance(content, list) else [content]
    if not texts or not all(isinstance(text, str) for text in texts):
        raise RefusalError(400, "input: text, or a list of texts, was expected.")
    return [str(text) for text in texts]


def _tokens(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def embeddings(state: State, request: Request) -> Answer:
    """`POST /v1/embeddings`: one vector for each text."""
    model, body, own = read_call(state, request)
    parameter = model.parameter("dimensions")
    default = parameter.default if parameter and parameter.default is not UNSET else 1024
    chosen = own.get("dimensions", default)
    dimensions = int(chosen) if isinstance(chosen, int | Decimal | str) else 1024
    texts = _texts(body.get("input"))
    data: list[Json] = [
        {"object": "embedding", "index": at, "embedding": _embedding(text, dimensions, own.get("encoding_format"))}
        for at, text in enumerate(texts)
    ]
    usage: Json = {"prompt_tokens": _tokens(texts), "total_tokens": _tokens(texts)}
    return json_answer({"object": "list", "model": model.id, "data": data, "usage": usage}, charged=True)


def _last_words(messages: Json) -> str:
    if isinstance(messages, list) and messages and isinstance(messages[-1], dict):
        content = messages[-1].get("content")
        return content if isinstance(content, str) else ""
    raise RefusalError(400, "messages: a list of at least one message was expected.")


def chat(state: State, request: Request) -> Answer:
    """`POST /v1/chat/completions`: the last message, said back. It does not stream."""
    model, body, _ = read_call(state, request)
    if body.get("stream") is True:
        raise RefusalError(400, "stream: this server answers at once only; leave it out.")
    words = _last_words(body.get("messages"))
    message: Json = {"role": "assistant", "content": f"You said: {words}"}
    count = _tokens([words])
    completion: Json = {
        "id": "chatcmpl-mock",
        "object": "chat.completion",
        "created": int(state.options.now()),
        "model": model.id,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": count, "completion_tokens": count + 2, "total_tokens": 2 * count + 2},
    }
    return json_answer(completion, charged=True)
