"""Our generated JSON Schemas in `jsonschema-rs`: the answers of the reference, on numbers beyond floats too."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from oracles import rust

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.ir.types import Array, Enum, Integer, Number, Range
from modelmint.normalise import normalise
from modelmint.read import read
from modelmint.validate import validate
from modelmint.validate.kind import DEPTH
from modelmint.vectors.derive import derive
from nouns import model, parameter
from packed import real_models, rendered

SHARDS = 4
EVERY = 20
"""Of the documents of fal, one in so many is looked at."""


def schema(one: Model) -> object:
    """The generated schema, its numbers with all their digits."""
    [text] = [text for path, text in rendered("json-schema", [one]).items() if path.endswith(".schema.json")]
    return json.loads(text, parse_float=Decimal)


def is_json(value: object, levels: int = DEPTH) -> bool:
    """Whether JSON can spell a value, and a schema can judge it: none limits how deep a free value is."""
    if isinstance(value, list | dict):
        inner = value.values() if isinstance(value, dict) else value
        return levels > 0 and all(is_json(item, levels - 1) for item in inner)
    return not isinstance(value, float | Decimal) or math.isfinite(value)


def assert_same(one: Model, requests: Sequence[object]) -> int:
    """Compare what both say of requests; how many were judged."""
    written = schema(one)
    judged = [request for request in requests if is_json(request)]
    differ = [request for request in judged if rust(written, request) is bool(validate(one, request))]
    assert not differ, f"{one.ref}: {differ[:3]}"
    return len(judged)


@pytest.mark.parametrize("one", real_models(), ids=lambda one: one.id)
def test_our_own_models(one: Model) -> None:
    vectors = derive(one)
    assert assert_same(one, [vector.request for vector in vectors]) > len(vectors) * 0.8


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_sample_of_fal(shard: int, corpora: Path) -> None:
    files = sorted((corpora / "fal" / "2026-06-11").rglob("*.json"))[shard * 5 :: EVERY]
    judged = 0
    for file in files:
        found, _ = read(parse(file.read_text(encoding="utf-8")), ModelRef("fal", file.stem), file.name, "fal")
        if found.unreadable is None:
            judged += assert_same(normalise(found), [vector.request for vector in derive(normalise(found))])
    assert judged > 50 * len(files)


LARGE = 2**53 + 1
FINE = Decimal("0.12345678901234567890")
LAST = Decimal("1E-20")


@pytest.mark.parametrize(
    ("type_", "right", "wrong"),
    [
        (Integer(Range(maximum=Decimal(LARGE))), [LARGE], [LARGE + 1]),
        (Integer(Range(minimum=Decimal(LARGE))), [LARGE, 10**30], [LARGE - 1, -(10**30)]),
        (Integer(Range(maximum=Decimal(10**30))), [10**30], [10**30 + 1]),
        (Number(Range(maximum=FINE)), [FINE, FINE - LAST], [FINE + LAST]),
        (Number(Range(minimum=FINE, exclusive_minimum=True)), [FINE + LAST], [FINE]),
        (Number(multiple_of=Decimal("0.1")), [0.3, Decimal("0.3"), 10**30], [0.35, Decimal("0.30000000000000000001")]),
        (Enum((LARGE, FINE)), [LARGE, FINE], [LARGE - 1, FINE + LAST, float(FINE)]),
        (Array(Integer(), unique=True), [[LARGE, LARGE - 1]], [[LARGE, LARGE]]),
    ],
)
def test_numbers_that_no_float_tells_apart(
    type_: Integer | Number | Enum | Array, right: list[object], wrong: list[object]
) -> None:
    one = model(parameter("x", type_))
    assert [bool(validate(one, {"x": value})) for value in (*right, *wrong)] == [False] * len(right) + [True] * len(
        wrong
    )
    assert_same(one, [{"x": value} for value in (*right, *wrong)])
