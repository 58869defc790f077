"""A document of plain JSON Schema: of a request alone, with its answer, or inside what a catalogue says of a model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Capability, Example, Model
from modelmint.ir.types import Any, Type
from modelmint.read.json_schema.fields import docs
from modelmint.read.json_schema.parts import Parts, whole
from modelmint.read.json_schema.request import read_request
from modelmint.read.json_schema.types import read_type
from modelmint.read.node import Node
from modelmint.read.unreadable import unreadable

_DEFINITIONS: Final = ("$defs", "definitions")
_FACTS: Final = ("visibility", "created_at", "github_url", "license_url", "paper_url")
_SHOWN_ONLY: Final = ("url", "run_count", "cover_image_url")
"""What a catalogue tells people who look at its pages."""


def read(document: Node, ref: ModelRef) -> Model:
    """The model of a document of any of the three forms."""
    if not isinstance(document.value, dict):
        reason = f"the document is {document.quote()}, where a JSON Schema of a request was expected"
        return unreadable(document, ref, reason)
    if document["latest_version"].present:
        return _from_catalogue(document, ref)
    if isinstance(document["input"].value, dict) and not document["properties"].present:
        return _from_pair(document, ref)
    return _from_schema(document, document, ref)


def _from_pair(document: Node, ref: ModelRef) -> Model:
    """`{ "input": schema, "output": schema }`; references are each within their own schema."""
    model = _from_schema(document["input"], document["input"], ref)
    return replace(model, origin=document.origin, output=read_answer(document["output"], document["output"]))


def _from_schema(root: Node, schema: Node, ref: ModelRef) -> Model:
    parts = whole(root, schema, "Request")
    request = read_request(parts)
    for keyword in _DEFINITIONS:
        pass_over(root[keyword])
    return Model(
        ref=ref,
        name=schema["title"].text() or ref.id,
        origin=schema.origin,
        summary=docs(parts.nodes),
        parameters=request.parameters,
        rules=request.rules,
        additional=request.additional,
        examples=tuple(_examples(parts)),
    )


def read_answer(root: Node, schema: Node) -> Type | None:
    """The type of a finished result, where the document describes it."""
    if not schema.present:
        return None
    type_ = read_type(whole(root, schema, "Result", parameter=None))
    for keyword in _DEFINITIONS:
        pass_over(root[keyword])
    return None if type_ == Any() else type_


def pass_over(definitions: Node) -> None:
    """Definitions that nothing refers to describe something else."""
    if definitions.present:
        definitions.pass_over()


def _examples(parts: Parts) -> Iterator[Example]:
    """Whole requests that the schema shows."""
    for node in parts.having("examples"):
        for item in node.items():
            if isinstance(item.value, dict):
                item.raw()
                yield Example(item.value, item.origin)


def _from_catalogue(document: Node, ref: ModelRef) -> Model:
    """A model whose latest version holds an OpenAPI document with the schemas `Input` and `Output`."""
    version = document["latest_version"]
    openapi = version["openapi_schema"]
    schemas = openapi["components"]["schemas"]
    if not schemas["Input"].present:
        return unreadable(document, ref, "the document has no schema of a request, components/schemas/Input")
    model = _from_schema(openapi, schemas["Input"], ref)
    answer = read_answer(openapi, schemas["Output"])
    for node in (openapi, openapi["components"], schemas):
        node.pass_over()
    for key in _SHOWN_ONLY:
        document[key].raw()
    return replace(
        model,
        name=document["name"].text() or model.name,
        origin=document.origin,
        summary=document["description"].text(),
        provider=document["owner"].text(),
        output=answer,
        examples=(*model.examples, *_default_example(document)),
        capabilities=tuple(_capabilities(document)),
    )


def _default_example(document: Node) -> Iterator[Example]:
    """The request that the model's page shows, of a prediction that was made."""
    example = document["default_example"]
    request = example["input"]
    if isinstance(request.value, dict):
        request.raw()
        example.pass_over()
        yield Example(request.value, request.origin)


def _capabilities(document: Node) -> Iterator[Capability]:
    for key in _FACTS:
        if document[key].present:
            yield Capability(key, document[key].raw(), document[key].origin)
    version = document["latest_version"]
    for key in ("id", "created_at", "cog_version"):
        if version[key].present:
            yield Capability(f"version.{key}", version[key].raw(), version[key].origin)
