"""The official test suite: what is read without a finding is read exactly, and what is not, is refused.

What is left of a schema without what is not understood never refuses too much.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from typed import typed

from modelmint.ir import text
from modelmint.ir.refusals import lifted
from modelmint.validate import accepts

SUITE = Path(__file__).parents[1] / "json-schema-test-suite"
FILES = sorted(SUITE.glob("draft*/*.json"))

HELD = (
    "anyOf", "oneOf", "const", "default", "enum", "exclusiveMaximum", "exclusiveMinimum", "infinite-loop-detection",
    "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum",
    "multipleOf", "pattern", "prefixItems", "properties", "required", "type", "uniqueItems", "additionalProperties",
    "allOf", "anchor", "ref", "boolean_schema", "patternProperties", "propertyNames", "contains", "minContains",
    "maxContains", "unevaluatedProperties",
)  # fmt: skip
"""The keywords that a type can hold: of each, at least some tests are read without a finding."""

WHOLLY = (
    "const", "enum", "exclusiveMaximum", "exclusiveMinimum", "maxItems", "maxLength", "maximum", "minItems",
    "minLength", "minimum", "multipleOf", "pattern", "required", "type", "uniqueItems", "minContains",
    "maxContains",
)  # fmt: skip
"""Of these, all are."""


class Judged(NamedTuple):
    """A test: whether it was read without a finding, whether the value is valid, taken, and taken but for refusals."""

    name: str
    exact: bool
    valid: bool
    taken: bool
    understood: bool


def judged(file: Path) -> list[Judged]:
    """Each test of a file."""
    cases = text.parse(file.read_text(encoding="utf-8"))
    assert isinstance(cases, list)
    found = []
    for case in cases:
        assert isinstance(case, dict)
        type_, codes = typed(case["schema"])
        tests = case["tests"]
        assert isinstance(tests, list)
        for test in tests:
            assert isinstance(test, dict)
            name = f"{case['description']}: {test['description']}"
            taken = (accepts(one, test["data"]) for one in (type_, lifted(type_)))
            found.append(Judged(name, not codes, test["valid"] is True, *taken))
    return found


@pytest.mark.parametrize("file", FILES, ids=[file.relative_to(SUITE).with_suffix("").as_posix() for file in FILES])
def test_a_schema_is_read_exactly_or_with_a_finding(file: Path) -> None:
    results = judged(file)
    assert results
    assert [one.name for one in results if one.exact and one.valid != one.taken] == []
    assert [one.name for one in results if one.taken and not one.valid] == []
    assert [one.name for one in results if one.valid and not one.understood] == []


def test_the_keywords_that_are_held_are_read_without_a_finding() -> None:
    exact = {name: Counter(one.exact for one in judged(SUITE / f"draft2020-12/{name}.json")) for name in HELD}
    assert [name for name in HELD if not exact[name][True]] == ["patternProperties"]
    assert [name for name in WHOLLY if exact[name][False]] == []
    assert sum(counts[True] for counts in exact.values()) > 500
