"""The real documents of fal, Hugging Face and Replicate: all of them read, and no constraint is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from documents import Steps, documents, named, pointer, read_as, with_value
from real_schemas import KEYWORDS, body, candidates, constraints, loosened, object_at, plain

from modelmint.ir import text
from modelmint.ir.types import Any
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.validate import accepts, validate

EVERY = 9
"""Of the documents that are looked at one value at a time, every so many is enough for each run."""


@cache
def fal(corpora: Path) -> list[tuple[str, Json]]:
    return documents(corpora / "fal" / "2026-06-11")


def test_every_document_of_fal_reads_and_ten_are_errors(corpora: Path) -> None:
    found = {name: read_as(document, "fal", str(object_at(document)["endpoint_id"])) for name, document in fal(corpora)}
    assert len(found) == 953
    unreadable = [model for model, _ in found.values() if model.unreadable]
    assert len(unreadable) == 10
    for model, findings in found.values():
        assert (model.unreadable is not None) == ("not-a-model" in [finding.code for finding in findings])
        assert model.unreadable is None or ("OpenAPI schema" in model.unreadable and model.parameters == ())
        assert model.name


def test_every_parameter_of_fal_is_there_in_the_order_of_its_page(corpora: Path) -> None:
    for name, document in fal(corpora):
        schema = object_at(document, *body(document))
        model, findings = read_as(document, "fal")
        names = [parameter.name for parameter in model.parameters]
        required = schema.get("required", [])
        assert isinstance(required, list)
        assert set(names) == {*object_at(schema, "properties"), *map(str, required)}, name
        assert [p.name for p in model.parameters if p.required] == [n for n in names if n in required], name
        if schema.get("x-fal-order-properties"):
            assert names == schema["x-fal-order-properties"], name
        lacks = "reference-not-found" in [f.code for f in findings]
        assert (model.additional is None) or lacks or "additionalProperties" in schema or model.unreadable, name


def test_every_constraint_of_fal_is_in_the_model_or_in_a_finding(corpora: Path) -> None:
    """One place of each kind, by the keyword and those beside it, is loosened in the document and read again."""
    seen: dict[object, int] = {}
    for name, document in fal(corpora):
        schemas = object_at(document, "openapi", "components", "schemas")
        for path, keyword, kind in reachable(schemas, body(document)[-1:]):
            seen[kind] = seen.get(kind, 0) + 1
            if seen[kind] <= 2:
                where: Steps = ("openapi", "components", "schemas", *path)
                assert_told(document, where, keyword, name)
    assert len(seen) > 100


def assert_told(document: Json, where: Steps, keyword: str, name: str) -> None:
    before = read_as(document, "fal")
    if not named(pointer((*where, keyword)), before[1]):
        inner = document
        for step in where:
            inner = inner[step]  # type: ignore[index,call-overload]  # the path was found in this document
        assert isinstance(inner, dict)
        changed = with_value(document, (*where, keyword), loosened(keyword, inner[keyword]))
        assert read_as(changed, "fal") != before, (name, pointer((*where, keyword)))


def reachable(schemas: dict[str, Json], start: tuple[str, ...]) -> Iterator[tuple[Steps, str, object]]:
    """Every constraint of a component and of those that it refers to."""
    waiting, met = list(start), set(start)
    while waiting:
        component = waiting.pop()
        for path, keyword, kind, reference in constraints(schemas.get(component), (component,)):
            target = reference.rpartition("/")[2]
            if target and target not in met:
                met.add(target)
                waiting.append(target)
            yield path, keyword, kind


def test_the_document_and_the_model_take_the_same_values(corpora: Path) -> None:
    """Against another validator, over the raw schema, for values around every limit."""
    wrong = []
    compared = 0
    for name, document in fal(corpora)[::EVERY]:
        schema = object_at(document, *body(document))
        model = normalise(read_as(document, "fal")[0])
        for parameter in model.parameters:
            own = object_at(schema, "properties")[parameter.name]
            for value, valid in judged(object_at(document, "openapi"), own):
                compared += 1
                if accepts(parameter.type, value) != valid:
                    wrong.append((name, parameter.name, value))
    assert compared > 10_000
    assert wrong == []


def judged(root: dict[str, Json], schema: Json) -> Iterator[tuple[Json, bool]]:
    """Values, and whether the schema takes them; those aside that binary fractions get wrong."""
    whole = {"components": root.get("components"), "$defs": root.get("$defs"), "allOf": [schema]}
    validator = jsonschema.Draft202012Validator(plain(whole))
    for value in candidates(schema, root):
        yield value, validator.is_valid(plain(value))


def test_every_task_of_hugging_face_reads(corpora: Path) -> None:
    folders = sorted(file.parent for file in (corpora / "hf-tasks").glob("*/input.json"))
    assert len(folders) == 33
    for folder in folders:
        given, answer = (
            text.parse((folder / name).read_text(encoding="utf-8")) for name in ("input.json", "output.json")
        )
        model, findings = read_as(given, "json-schema")
        assert [p.name for p in model.parameters] == list(object_at(given, "properties"))
        assert model.name == object_at(given)["title"]
        assert model.unreadable is None
        assert {finding.code for finding in findings} <= {"reference-not-found", "unknown-key", "default-not-of-type"}
        both, _ = read_as({"input": given, "output": answer}, "json-schema")
        assert [p.name for p in both.parameters] == [p.name for p in model.parameters]
        assert both.output is not None or folder.name in {"placeholder"}, folder


def test_every_document_of_replicate_reads_and_takes_its_own_example(corpora: Path) -> None:
    found = documents(corpora / "replicate")
    assert len(found) == 24
    wrong = []
    for name, document in found:
        schemas = object_at(document, "latest_version", "openapi_schema", "components", "schemas")
        model, findings = read_as(document, "json-schema")
        (example,) = model.examples
        valid = jsonschema.Draft202012Validator(
            {"components": {"schemas": plain(schemas)}, "$ref": "#/components/schemas/Input"}
        ).is_valid(plain(example.request))
        assert (validate(normalise(model), example.request) == []) == valid, name
        wrong += [] if valid else [name]
        assert {finding.code for finding in findings} <= {"unknown-key"}
        assert model.output is not None
    # This one's page shows a text for a number.
    assert wrong == ["sczhou/codeformer.json"]


def test_parameters_of_replicate_are_in_the_order_of_their_page(corpora: Path) -> None:
    document = text.parse((corpora / "replicate" / "stability-ai" / "sdxl.json").read_text(encoding="utf-8"))
    model, _ = read_as(document, "json-schema")
    assert [p.name for p in model.parameters][:4] == ["prompt", "negative_prompt", "image", "mask"]
    assert model.additional == Any()


def test_the_keywords_that_are_looked_for_are_those_of_the_documents(corpora: Path) -> None:
    """A constraint that the tests above do not know would not be missed by them."""
    known = {*KEYWORDS, "title", "description", "default", "examples", "example", "deprecated", "discriminator"}
    unknown: set[str] = set()
    for _, document in fal(corpora):
        unknown |= other_keys(object_at(document, "openapi", "components", "schemas"), known)
    assert unknown == {
        "x-fal", "x-fal-order-properties", "ui", "_fal_ui_field", "limit_description", "max_file_size", "max_pixels",
        "max_width", "max_height", "min_width", "min_height", "min", "max", "step", "ge", "le",
    }  # fmt: skip


def other_keys(schemas: dict[str, Json], known: set[str]) -> set[str]:
    found: set[str] = set()
    for schema in schemas.values():
        if isinstance(schema, dict):
            found |= schema.keys() - known
            found |= other_keys(object_at(schema, "properties"), known)
            members = [schema.get("items"), schema.get("additionalProperties")]
            for keyword in ("anyOf", "oneOf", "allOf", "prefixItems"):
                listed = schema.get(keyword)
                members += listed if isinstance(listed, list) else []
            found |= other_keys({str(index): member for index, member in enumerate(members)}, known)
    return found


@pytest.mark.parametrize("date", ["2026-01-28", "2026-06-11"])
def test_no_document_of_fal_takes_long(corpora: Path, date: str) -> None:
    """Reading unfolds references; a count of types holds it, and no real document comes near."""
    for name, document in documents(corpora / "fal" / date):
        assert "schema-too-large" not in [finding.code for finding in read_as(document, "fal")[1]], name
