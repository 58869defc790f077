"""A model document of EmpirioLabs, from its outermost object down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Capability, Endpoint, Example, Modalities, Model
from modelmint.read.empiriolabs.lifecycle import read_lifecycle
from modelmint.read.empiriolabs.parameters import read_parameters
from modelmint.read.empiriolabs.pricing import read_prices
from modelmint.read.identity import check_id
from modelmint.read.node import Node
from modelmint.read.unreadable import unreadable

CATEGORIES: Final = (
    "text", "image", "video", "audio", "research", "transcription", "embedding", "reranker", "3d", "tools",
)  # fmt: skip
"""The categories that the provider's catalogue has."""

_FACTS: Final = (
    "context_length", "context_window", "max_output_tokens", "model_released_at", "structured_output",
    "weight_precision", "native_inference", "is_new", "is_featured", "features", "default_params", "served_from",
)  # fmt: skip
"""Keys that are facts about the model and no parameter, kept as they are."""


def read(document: Node, ref: ModelRef) -> Model:
    """The model that a document describes, bare or wrapped in `data`, alone or as one of a list."""
    inner = _unwrapped(document, ref)
    reason = _why_unreadable(inner, ref)
    if reason is not None:
        return unreadable(inner, ref, reason)
    _check_kind(inner)
    check_id(inner["id"], ref)
    name = inner["display_name"].text() or inner["name"].text() or ref.id
    return Model(
        ref=ref,
        name=name,
        origin=inner.origin,
        summary=inner["description"].text(),
        category=_category(inner["category"]),
        provider=inner["provider"].text(),
        endpoints=tuple(_endpoints(inner["supported_endpoints"])),
        modalities=Modalities(_texts(inner["input_modalities"]), _texts(inner["output_modalities"])),
        parameters=read_parameters(inner["supported_parameters"]),
        prices=read_prices(inner),
        lifecycle=read_lifecycle(inner),
        examples=tuple(_examples(inner, ref)),
        capabilities=tuple(_capabilities(inner, name)),
        notes=inner["notes"].text(),
    )


def _unwrapped(document: Node, ref: ModelRef) -> Node:
    wrapped = document["data"]
    if not isinstance(wrapped.value, list):
        return wrapped if isinstance(wrapped.value, dict) else document
    named = [item for item in wrapped.items() if item["id"].value_or_null == ref.id]
    if len(named) != 1:
        return document
    for item in wrapped.items():
        if item is not named[0]:
            item.raw()
    return named[0]


def _why_unreadable(document: Node, ref: ModelRef) -> str | None:
    if not isinstance(document.value, dict):
        return f"the document is {document.quote()}, where a JSON object that describes a model was expected"
    told = next((key for key in ("error", "detail") if key in document.value), None)
    if told is not None and not {"id", "supported_parameters"} & document.value.keys():
        told_words = document[told]["message"].text() if told == "error" else ""
        return f"the document is an error and no model: {told_words or document.quote()}"
    if not document.value:
        return "the document is an empty object"
    if isinstance(document["data"].value, list) and "id" not in document:
        return f"the document is a list of models in which {ref.id} does not stand exactly once"
    return None


def _check_kind(document: Node) -> None:
    kind = document["object"].text()
    if kind not in {"", "model"}:
        document["object"].report("unknown-word", f'object is {document["object"].quote()}, where "model" was expected')


def _category(node: Node) -> str:
    category = node.text()
    if category and category not in CATEGORIES:
        node.report("unknown-word", f"category {node.quote()} is none of {', '.join(CATEGORIES)}; kept as it is")
    return category


def _texts(node: Node) -> tuple[str, ...]:
    return node.texts() if node.given else ()


def _endpoints(node: Node) -> Iterator[Endpoint]:
    """`POST /v1/images/generations` each."""
    for item in node.items():
        method, _, path = item.text().partition(" ")
        if method.isupper() and path.strip().startswith("/"):
            yield Endpoint(method, path.strip())
        elif isinstance(item.value, str):
            item.wrong("a method and a path such as `POST /v1/images/generations`")


def _examples(document: Node, ref: ModelRef) -> Iterator[Example]:
    """The request that the page shows, without the field that names the model."""
    example = document["example_request"]
    if not example.given or not example.object():
        return
    request = {key: node.raw() for key, node in example.members() if key != "model"}
    if example["model"].text() not in {"", ref.id}:
        example["model"].report("id-mismatch", f"the example calls {example['model'].quote()}, not {ref.id}")
    yield Example(request, example.origin)


def _capabilities(document: Node, name: str) -> Iterator[Capability]:
    """Facts in the document's own order, those in `capabilities` one by one. A null says: listed, not given."""
    for key in document.value if isinstance(document.value, dict) else ():
        node = document[key]
        if key in _FACTS or (key == "name" and node.value != name):
            yield Capability(key, node.raw(), node.origin)
        elif key == "capabilities" and node.given:
            yield from _listed(node)


def _listed(node: Node) -> Iterator[Capability]:
    if isinstance(node.value, list):
        yield from (Capability(item.text(), True, item.origin) for item in node.items())
    else:
        yield from (Capability(key, item.raw(), item.origin) for key, item in node.members())
