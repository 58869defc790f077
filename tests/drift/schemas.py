"""Random JSON Schemas over a small world, in which most values are both near and far from each other."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(["a", "b", "ab"])
PATTERNS = st.sampled_from(["a", "^a", "b$", "^[ab]$", "^a*$", "^.{2}$"])
SCALARS: list[Any] = [None, True, False, 0, 1, 2, -1, 1.5, 3, "", "a", "b", "ab", "aa"]
VALUES = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=4,
)
WORLD: list[Any] = [
    *SCALARS,
    [],
    {},
    *([value] for value in SCALARS),
    *([value, value] for value in SCALARS),
    *([one, two] for one in SCALARS[::3] for two in SCALARS[1::3]),
    *({"a": value} for value in SCALARS),
    *({"b": value} for value in SCALARS[::2]),
    *({"a": one, "b": two} for one in SCALARS[::3] for two in SCALARS[1::3]),
]
"""Values with which a claim that none escapes is put to the test."""

_TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"]
_COUNT = st.integers(0, 3)
_NUMBER = st.sampled_from([-1, 0, 1, 1.5, 2, 3])
_LEAVES = st.one_of(
    st.booleans(),
    st.just({}),
    st.builds(lambda name: {"type": name}, st.sampled_from(_TYPES)),
    st.builds(lambda value: {"const": value}, st.sampled_from([1, "a", None])),
)


def _keywords(inner: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    counts = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
    limits = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    schemas = ("items", "not", "contains", "additionalProperties", "propertyNames", "unevaluatedProperties")
    return {
        **dict.fromkeys(counts, _COUNT),
        **dict.fromkeys(limits, _NUMBER),
        **dict.fromkeys((*schemas, "unevaluatedItems", "if", "then", "else"), inner),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), st.lists(inner, min_size=1, max_size=3)),
        "type": st.sampled_from(_TYPES) | st.lists(st.sampled_from(_TYPES), min_size=1, max_size=2, unique=True),
        "multipleOf": st.sampled_from([0.5, 1, 1.5, 2, 3]),
        "pattern": PATTERNS,
        "enum": st.lists(VALUES, min_size=1, max_size=3),
        "const": VALUES,
        "uniqueItems": st.booleans(),
        "minContains": st.integers(0, 2),
        "maxContains": st.integers(0, 2),
        "properties": st.dictionaries(NAMES, inner, max_size=2),
        "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
        "required": st.lists(NAMES, max_size=2, unique=True),
        "dependentRequired": st.dictionaries(NAMES, st.lists(NAMES, max_size=1), max_size=1),
        "dependentSchemas": st.dictionaries(NAMES, inner, max_size=1),
    }


def _composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keywords = _keywords(inner)
    chosen = st.lists(st.sampled_from(sorted(keywords)), min_size=1, max_size=4, unique=True)
    return chosen.flatmap(lambda names: st.fixed_dictionaries({name: keywords[name] for name in names}))


SCHEMAS = st.recursive(_LEAVES, _composed, max_leaves=8)
"""Schemas of draft 2020-12, with every keyword that says something about values."""


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Any, Any]:
    """Two schemas, of which the second is often the first with a keyword more, less, or other."""
    old = draw(SCHEMAS)
    if not isinstance(old, dict) or draw(st.booleans()):
        return old, draw(SCHEMAS)
    new = dict(old)
    for name in draw(st.lists(st.sampled_from(sorted(old) or ["not"]), max_size=1)):
        new.pop(name, None)
    more = draw(_composed(_LEAVES)) if draw(st.booleans()) else {}
    return old, {**new, **more}
