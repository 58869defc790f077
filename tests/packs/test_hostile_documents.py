"""Whatever a document says, all that is made from it parses, means the same and runs nothing."""

from __future__ import annotations

import ast
import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelmint.ir.ids import ModelRef
from modelmint.pipeline import Place, Stages, staged
from modelmint.snapshot import Snapshot
from packed import rendered
from strategies import texts

PACKS = ("python", "json-schema", "validator", "markdown")
# A document comes as UTF-8, which holds no half of a surrogate pair.
TEXTS = texts.filter(lambda text: text.isascii() or text.encode("utf-8", "ignore").decode() == text)
NUMBERS = st.one_of(st.integers(-(10**20), 10**20), st.floats(-1e6, 1e6, allow_nan=False).map(lambda n: round(n, 3)))
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))
TYPES = st.sampled_from(["string", "number", "integer", "boolean", "enum", "array", "image", "object", "x y"]) | TEXTS


def mappings(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects that have some of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


PARAMETERS = st.builds(
    lambda name, rest: {"name": name, **rest},
    TEXTS,
    mappings(
        type=TYPES,
        required=st.booleans(),
        default=VALUES,
        options=st.lists(TEXTS | NUMBERS, max_size=5),
        min=NUMBERS,
        max=NUMBERS,
        description=TEXTS,
    ),
)
PRICES = mappings(charge=TEXTS, spec=TEXTS | st.just("per image"), rate=TEXTS | st.just("$0.12"), was=TEXTS)
DOCUMENTS = mappings(
    id=TEXTS,
    display_name=TEXTS,
    provider=TEXTS,
    category=TEXTS,
    description=TEXTS,
    notes=TEXTS,
    features=st.lists(TEXTS, max_size=3),
    input_modalities=st.lists(TEXTS, max_size=2),
    supported_endpoints=st.lists(TEXTS | st.just("POST /v1/images/generations"), max_size=2),
    deprecation_date=TEXTS | st.just("2026-09-30"),
    supported_parameters=st.lists(PARAMETERS, max_size=4),
    pricing_rows=st.lists(PRICES, max_size=3),
    example_request=st.dictionaries(TEXTS, VALUES, max_size=3),
    whatever=VALUES,
)


def taken(document: dict[str, Any]) -> Stages:
    """The document at every stage."""
    id_ = document["id"] if isinstance(document.get("id"), str) and document["id"] else "model"
    snapshot = Snapshot(ModelRef("source", id_), json.dumps(document), "snapshot.json")
    return staged(snapshot, Place("empiriolabs", Path("/nonexistent/overlay.toml"), "overlay.toml"), date(2026, 1, 1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(DOCUMENTS)
def test_every_target_of_any_document_parses(document: dict[str, Any]) -> None:
    models = [taken(document).corrected]
    for name in PACKS:
        files = rendered(name, models)
        for path, text in files.items():
            if path.endswith(".py"):
                ast.parse(text)
            elif path.endswith(".json"):
                json.loads(text)
            assert "\r" not in text, (name, path)
