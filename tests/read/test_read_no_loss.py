"""Nothing of a document is lost: change any value, and the model or the findings change."""

from __future__ import annotations

from pathlib import Path

from documents import another, documents, leaves, named, pointer, read_as, with_value
from hypothesis import given, settings
from hypothesis import strategies as st

from modelmint.ir.value import Json


def lost(document: Json, id_: str = "m") -> list[str]:
    """The places whose value neither the model nor any finding tells."""
    before = read_as(document, id_=id_)
    unnamed = [(path, value) for path, value in leaves(document) if not named(pointer(path), before[1])]
    changed = [(path, with_value(document, path, another(value))) for path, value in unnamed]
    return [pointer(path) for path, other in changed if read_as(other, id_=id_) == before]


def test_every_value_of_the_real_documents_is_in_the_model_or_in_a_finding(corpora: Path) -> None:
    found = documents(corpora / "empiriolabs")
    assert len(found) >= 8
    for name, document in found:
        assert isinstance(document, dict)
        assert lost(document, str(document["id"])) == [], name


def test_every_new_key_of_the_real_documents_is_a_finding(corpora: Path) -> None:
    for name, document in documents(corpora / "empiriolabs"):
        assert isinstance(document, dict)
        for path in {path[:-1] for path, _ in leaves(document) if isinstance(path[-1], str)} | {()}:
            changed = with_value(document, (*path, "brand_new"), 1)
            _, findings = read_as(changed, id_=str(document["id"]))
            if path[:1] != ("example_request",):
                assert [f.code for f in findings if f.origin and f.origin.pointer == pointer((*path, "brand_new"))] == [
                    "unknown-key"
                ], (name, path)


def test_the_real_documents_read_without_a_finding(corpora: Path) -> None:
    for name, document in documents(corpora / "empiriolabs"):
        assert isinstance(document, dict)
        assert read_as(document, id_=str(document["id"]))[1] == [], name


SCALARS = st.none() | st.booleans() | st.integers(-10, 10**20) | st.decimals(-5, 5, places=2) | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
WORDS = st.sampled_from(["string", "number", "integer", "boolean", "enum", "array", "image", "int", "tensor", ""])
RATES = st.sampled_from(
    ["$0.12", "In $0.012 / Out $0.058", "€1,000.50", "$0.1 / image", "0.5 USD", "from $1", "free", ""]
)
SPECS = st.sampled_from(
    ["per image", "per 1M", "per 1M prompt tokens", "per call when invoked", "fixed", "each", "per"]
)
PARAMETER = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["a", "b", "c"]) | VALUES,
        "type": WORDS | VALUES,
        "required": st.booleans() | VALUES,
        "default": VALUES,
        "options": st.lists(st.sampled_from(["1", "2", "2.5", "x", "true"]), max_size=4) | VALUES,
        "min": st.integers(0, 9) | VALUES,
        "max": st.integers(0, 9) | VALUES,
        "description": st.text(max_size=5) | VALUES,
        "deprecated": VALUES,
        "example": VALUES,
        "examples": VALUES,
        "other": VALUES,
    },
)
ROW = st.fixed_dictionaries(
    {},
    optional={
        "charge": st.text(max_size=8) | VALUES,
        "spec": SPECS | VALUES,
        "rate": RATES | VALUES,
        "was": RATES | VALUES,
    },
)
TIER = st.fixed_dictionaries(
    {},
    optional={"prompt": st.sampled_from(["0.00000014", "-1", "x"]) | VALUES, "min_context": VALUES, "currency": VALUES},
)
DOCUMENT = st.fixed_dictionaries(
    {"supported_parameters": st.lists(PARAMETER | VALUES, max_size=3)},
    optional={
        "id": st.just("m") | VALUES,
        "object": VALUES,
        "display_name": VALUES,
        "name": VALUES,
        "description": VALUES,
        "category": st.sampled_from(["image", "smell"]) | VALUES,
        "features": VALUES,
        "capabilities": VALUES,
        "supported_endpoints": st.lists(st.sampled_from(["POST /v1/a", "/v1/a", "post /v1/a"]) | VALUES, max_size=2)
        | VALUES,
        "input_modalities": VALUES,
        "pricing_rows": st.lists(ROW | VALUES, max_size=3) | VALUES,
        "pricing": TIER | ROW | RATES | st.lists(TIER, max_size=2) | VALUES,
        "deprecation_date": st.sampled_from(["2026-09-30", "soon", "2026-09-30T23:00:00-05:00"]) | VALUES,
        "retires_at": st.sampled_from(["2026-09-30", "2027-01-01"]) | VALUES,
        "deprecated_at": VALUES,
        "deprecated": VALUES,
        "successor": VALUES,
        "replacement": VALUES,
        "example_request": VALUES,
        "notes": VALUES,
        "unheard_of": VALUES,
    },
)


@settings(deadline=None)
@given(DOCUMENT | DOCUMENT.map(lambda document: {"data": document}) | VALUES)
def test_nothing_of_any_document_is_lost(document: Json) -> None:
    assert lost(document) == []
