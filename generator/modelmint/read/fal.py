"""The documents of fal: what its catalogue says of a model, and an OpenAPI document of its queue."""

from __future__ import annotations

from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Capability, Endpoint, Model
from modelmint.read.identity import check_id
from modelmint.read.json_schema.document import read_answer
from modelmint.read.json_schema.parts import whole
from modelmint.read.json_schema.request import read_request
from modelmint.read.node import Node
from modelmint.read.unreadable import unreadable

_FACTS: Final = (
    "tags", "license_type", "kind", "date", "duration_estimate", "stream_url", "github_url",
    "inference_endpoint_ids", "training_endpoint_ids",
)  # fmt: skip
_SHOWN_ONLY: Final = (
    "updated_at", "is_favorited", "thumbnail_url", "thumbnail_animated_url", "model_url", "highlighted", "pinned",
    "group",
)  # fmt: skip
"""What the catalogue tells people who look at its pages."""
_STATUSES: Final = ("active", "deprecated")
_JSON: Final = "application/json"


def read(document: Node, ref: ModelRef) -> Model:
    """The model of a document, alone or as the only one of a catalogue's answer."""
    listed = document["models"]
    if isinstance(listed.value, list) and len(listed.value) == 1:
        return read(listed.items()[0], ref)
    if not isinstance(document.value, dict):
        return unreadable(document, ref, f"the document is {document.quote()}, where a JSON object was expected")
    check_id(document["endpoint_id"], ref)
    told = _told(document["metadata"], ref)
    reason = _why_unreadable(document["openapi"])
    if reason is not None:
        place = document["openapi"] if document["openapi"].present else document
        return replace(told, unreadable=unreadable(place, ref, reason).unreadable)
    return _with_calls(told, document["openapi"])


def _why_unreadable(openapi: Node) -> str | None:
    if isinstance(openapi["error"].value, dict):
        said = openapi["error"]["message"].text() or openapi["error"].quote()
        return f"the document has an error in place of the model's schema: {said}"
    if _post(openapi) is None:
        return f"the document has no OpenAPI description of a call: openapi is {openapi.quote()}"
    return None


def _told(metadata: Node, ref: ModelRef) -> Model:
    """What the catalogue says: the model without its calls."""
    for key in _SHOWN_ONLY:
        metadata[key].raw()
    facts = [metadata[key] for key in _FACTS if metadata[key].present]
    return Model(
        ref=ref,
        name=metadata["display_name"].text() or ref.id,
        origin=metadata.origin,
        summary=metadata["description"].text(),
        category=metadata["category"].text(),
        provider=ref.id.partition("/")[0],
        lifecycle=_lifecycle(metadata["status"]),
        capabilities=tuple(Capability(node.name(), node.raw(), node.origin) for node in facts),
    )


def _lifecycle(status: Node) -> Lifecycle:
    word = status.text()
    if word and word not in _STATUSES:
        status.report("unknown-word", f"status {status.quote()} is none of {', '.join(_STATUSES)}; taken as active")
    return Lifecycle(deprecated=word == "deprecated", origin=status.origin if word == "deprecated" else None)


def _post(openapi: Node) -> tuple[str, Node] | None:
    """The path that takes requests, and what is said of it."""
    paths = openapi["paths"].members() if isinstance(openapi["paths"].value, dict) else []
    return next(((path, calls["post"]) for path, calls in paths if calls["post"].present), None)


def _with_calls(told: Model, openapi: Node) -> Model:
    """The model with what its OpenAPI document says: where it is called, with what, and what it answers.

    A list of parameters is closed unless the schema says otherwise: fal's servers pass over names that
    they do not know, so that a misspelt one would be paid for.
    """
    found = _post(openapi)
    assert found is not None
    path, post = found
    request = read_request(whole(openapi, post["requestBody"]["content"][_JSON]["schema"], told.name))
    output = read_answer(openapi, _answer(openapi, path))
    _pass_over(openapi)
    return replace(
        told,
        origin=openapi.origin,
        endpoints=(Endpoint("POST", path),),
        parameters=request.parameters,
        rules=request.rules,
        additional=request.additional if request.declared else None,
        output=output,
    )


def _answer(openapi: Node, path: str) -> Node:
    """The schema of a finished result."""
    result = openapi["paths"][f"{path}/requests/{{request_id}}"]["get"]["responses"]["200"]
    return result["content"][_JSON]["schema"]


def _pass_over(openapi: Node) -> None:
    """The rest describes the queue, which is the same for every model, or is shown on pages only."""
    for key in ("openapi", "info", "paths", "servers", "security"):
        openapi[key].raw()
    openapi["components"]["schemas"].pass_over()
    openapi["components"].pass_over()
