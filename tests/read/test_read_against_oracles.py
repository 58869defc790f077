"""Random schemas: what our reader makes of them takes what `jsonschema` and `jsonschema-rs` accept, and nothing else.

Left out are

- values and schemas that JSON cannot spell (NaN, infinities, names that are no text), which the oracles do not know;
- free values nested deeper than 64 levels, which ours refuse;
- for `jsonschema`, patterns that mean something else in Python than in ECMA-262 (`\\d`, `\\s`, `$` before a line end);
- recursive references, of which hypothesis-jsonschema cannot make instances;
- `contains`, `if`, `not`, `dependentRequired` and all else that the reader names in a finding: of a schema with a
  finding, no more is asked than that what is valid is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import documents
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy
from jsonschema.exceptions import SchemaError
from oracles import instances, python, rust
from real_schemas import body, object_at
from typed import typed

from modelmint.ir.refusals import lifted
from modelmint.ir.text import parse, spell
from modelmint.validate import accepts
from modelmint.vectors.simple import exactly

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a strategy of strategies
SLOW = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))

SHARDS = 4
EVERY = 3
"""Of the real documents, one in so many is looked at in each run."""

NAMES = st.sampled_from(["a", "b", "c", "aa", ""])
TEXTS = st.sampled_from(["", "a", "b", "ab", "aab", "ba", "é", "😀", "😀😀", "0", "a\n"])
NUMBERS = st.sampled_from([-1, 0, 1, 2, 3, 5, 10, 2**53 + 1, 2**64, 10**30, 0.5, 1.0, 1.5, 0.1, 0.3, 1e21, -0.0])
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES: SearchStrategy[Any] = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(NAMES, one, max_size=3), max_leaves=6
)
"""Few values, so that they meet."""

COUNTS = st.integers(0, 3)
PATTERNS = st.sampled_from(["a", "^a", "b+", "^[ab]*c?", "^(a|b)b", "é", "^.b"])


def some(**keywords: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """Some of the keywords."""
    return st.fixed_dictionaries({}, optional=keywords)


STEPS = st.sampled_from([1, 2, 3, 0.5, 0.1, 0.25])
LIMITS = some(minimum=NUMBERS, maximum=NUMBERS, exclusiveMinimum=NUMBERS, exclusiveMaximum=NUMBERS, multipleOf=STEPS)
LENGTHS = some(minLength=COUNTS, maxLength=COUNTS, pattern=PATTERNS, default=TEXTS, format=st.just("uri"))
LISTED = some(enum=st.lists(VALUES, min_size=1, max_size=4), const=VALUES).filter(bool)
TYPE_NAMES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])


def _with(type_: str, keywords: SearchStrategy[dict[str, Any]]) -> SearchStrategy[dict[str, Any]]:
    return keywords.map(lambda some: {"type": type_, **some})


def _nested(inner: SearchStrategy[Any]) -> SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    counts = {"minItems": COUNTS, "maxItems": COUNTS, "minContains": COUNTS, "maxContains": COUNTS}
    arrays = some(items=inner, prefixItems=several, contains=inner, uniqueItems=st.booleans(), **counts)
    objects = some(
        properties=st.dictionaries(NAMES, inner, max_size=3),
        required=st.lists(NAMES, max_size=2, unique=True),
        additionalProperties=inner,
        propertyNames=LENGTHS,
        minProperties=COUNTS,
        maxProperties=COUNTS,
    )
    mixed = some(anyOf=several, oneOf=several, allOf=several, title=TEXTS).filter(bool)
    return st.one_of(_with("array", arrays), _with("object", objects), mixed, arrays, objects)


LEAVES = st.one_of(
    st.booleans(),
    st.builds(lambda name: {"type": name}, TYPE_NAMES),
    st.lists(TYPE_NAMES, min_size=1, max_size=3, unique=True).map(lambda names: {"type": names}),
    _with("integer", LIMITS),
    _with("number", LIMITS),
    _with("string", LENGTHS),
    LIMITS,
    LENGTHS,
    LISTED,
)
PLAIN: SearchStrategy[Any] = st.recursive(LEAVES, _nested, max_leaves=4)
SCHEMAS: SearchStrategy[Any] = st.recursive(LEAVES | st.just({"$ref": "#/$defs/one"}), _nested, max_leaves=5)


ORACLES = {"jsonschema": python, "jsonschema-rs": rust}


def mutated(value: Any, other: Any) -> Iterator[Any]:
    """The value with one thing in it changed: a member or item replaced, taken away, or added."""
    if isinstance(value, dict):
        for name in value:
            yield {**value, name: other}
            yield {each: member for each, member in value.items() if each != name}
        yield {**value, "another": other}
    elif isinstance(value, list):
        for place in range(len(value)):
            yield [*value[:place], other, *value[place + 1 :]]
        yield [*value, other]
        yield value[1:]
    else:
        yield other


def differences(schema: Any, values: Iterable[Any], seen: Counter[tuple[str, bool, bool]]) -> list[tuple[str, Any]]:
    """Values that our reading takes and an oracle refuses, or the other way about.

    What is not read exactly may be refused, but not for what was understood of it.

    Counts by oracle, whether the schema was read without a finding, and whether the value is valid.
    """
    type_, codes = typed(parse(spell(exactly(schema))))
    found = []
    for value in values:
        ours = accepts(type_, value)
        for name, oracle in ORACLES.items():
            theirs = oracle(schema, value)
            seen[name, not codes, theirs] += 1
            if ours != theirs and (ours or not codes or not accepts(lifted(type_), value)):
                found.append((name, value))
    return found


def drawn(data: st.DataObject, schema: Any) -> Any:
    """A value that another library makes of a schema, if it sees that there is one."""
    try:
        return data.draw(instances(schema))
    except InvalidArgument:  # what it says where nothing is between two limits
        reject()
    except SchemaError:  # it took the schema to pieces, and made `"items": []` of them, which its drafts forbid
        reject()


def of_many(seen: Counter[tuple[str, bool, bool]], least: int) -> bool:
    """Whether each oracle accepted and refused so many values of schemas that were read exactly."""
    return all(seen[name, True, valid] >= least for name in ORACLES for valid in (True, False))


def test_a_schema_is_read_as_both_oracles_read_it() -> None:
    seen: Counter[tuple[str, bool, bool]] = Counter()

    @SLOW
    @given(st.data(), SCHEMAS, PLAIN)
    def same(data: st.DataObject, top: Any, one: Any) -> None:
        schema = {**top, "$defs": {"one": one}} if isinstance(top, dict) else top
        values = data.draw(st.lists(VALUES, min_size=6, max_size=6))
        assert differences(schema, values, seen) == []

    same()
    assert of_many(seen, 200)


def test_instances_that_another_library_makes_of_a_schema_are_judged_alike_and_so_are_their_mutants() -> None:
    seen: Counter[tuple[str, bool, bool]] = Counter()

    @SLOW
    @given(st.data(), PLAIN, st.lists(VALUES, min_size=4, max_size=4))
    def same(data: st.DataObject, schema: Any, others: list[Any]) -> None:
        value = drawn(data, schema)
        mutants = (mutant for other in others for mutant in mutated(value, other))
        assert differences(schema, [value, *mutants], seen) == []

    same()
    assert of_many(seen, 100)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_real_schemas_are_read_alike_on_instances_of_theirs(shard: int, corpora: Path) -> None:
    seen: Counter[tuple[str, bool, bool]] = Counter()
    real = list(requests(corpora / "fal" / "2026-06-11"))[shard :: SHARDS * EVERY]

    @settings(SLOW, max_examples=2 * len(real))
    @given(st.data(), st.sampled_from(real), VALUES)
    def same(data: st.DataObject, schema: Any, other: Any) -> None:
        value = drawn(data, schema)
        assert differences(schema, [value, *mutated(value, other)], seen) == []

    same()
    assert of_many(seen, 20)


def requests(folder: Path) -> Iterator[Any]:
    """The schema of a request in each document, with what it refers to."""
    for _, document in documents(folder):
        schemas = object_at(document, "openapi", "components", "schemas")
        if place := body(document):
            yield {"$ref": f"#/$defs/{place[-1]}", "$defs": {name: _local(schema) for name, schema in schemas.items()}}


def _local(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {name: _local(inner) for name, inner in schema.items()}
    if isinstance(schema, list):
        return [_local(inner) for inner in schema]
    return schema.replace("#/components/schemas/", "#/$defs/") if isinstance(schema, str) else schema
