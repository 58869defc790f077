"""`unevaluatedProperties` and `unevaluatedItems`: what no other keyword has looked at, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import FALSE, TRUE, Formula
from modelmint.drift.containment.schema import REFERENCES, Keyword, Reader, Schema
from modelmint.drift.containment.schema_lists import rest
from modelmint.drift.containment.schema_objects import names_in, others, patterns_in
from modelmint.ir.frozen import frozen

_MOST_CASES = 256


@frozen
class _Seen:
    """What has been looked at where the condition holds. The conditions of all cases exclude each other."""

    condition: Formula = TRUE
    names: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    all_keys: bool = False
    items: int = 0
    all_items: bool = False
    contained: frozenset[Formula] = frozenset()


def unevaluated_properties(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    """The keys that no keyword beside or below has looked at satisfy the schema."""
    formula = reader.read(value)
    return _each(
        reader,
        "unevaluatedProperties",
        schema,
        lambda seen: TRUE if seen.all_keys else others(reader, seen.names, seen.patterns, formula),
    )


def unevaluated_items(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    """The items that no keyword beside or below has looked at satisfy the schema."""
    formula = reader.read(value)
    return _each(
        reader,
        "unevaluatedItems",
        schema,
        lambda seen: (
            TRUE
            if seen.all_items
            else rest(reader.pool, seen.items, reader.pool.any((formula, *sorted(seen.contained))))
        ),
    )


def _each(reader: Reader, keyword: str, schema: Mapping[str, Schema], demand: Any) -> Formula:
    pool = reader.pool
    cases = _cases(reader, schema, keyword)
    if cases is None:
        said = repr(schema)
        return pool.atom(ops.OPAQUE, f"{keyword} depends on too much", said, reader.name if "ref" in said else "")
    return pool.all(pool.any((-seen.condition, demand(seen))) for seen in cases)


def _cases(reader: Reader, schema: Schema, but: str = "") -> list[_Seen] | None:
    """The cases of a schema without one of its keywords; None if there are too many to tell apart."""
    if not isinstance(schema, dict):
        return [_Seen()]
    result = [_own(reader, schema, but)]
    for choice in _choices(reader, schema):
        if choice is None or len(result) * len(choice) > _MOST_CASES:
            return None
        joined = (_joined(reader, left, right) for left, right in product(result, choice))
        result = [seen for seen in joined if seen.condition != FALSE]
    return result


def _own(reader: Reader, schema: Mapping[str, Schema], but: str) -> _Seen:
    keywords = schema.keys() - {but}
    listed = schema.get("prefixItems", schema.get("items"))
    contained = {reader.read(schema["contains"])} if "contains" in schema else set()
    return _Seen(
        names=names_in(schema),
        patterns=patterns_in(schema),
        all_keys=not keywords.isdisjoint(("additionalProperties", "unevaluatedProperties")),
        items=len(listed) if isinstance(listed, list) else 0,
        all_items=isinstance(schema.get("items"), dict | bool)
        or "unevaluatedItems" in keywords
        or ("additionalItems" in schema and isinstance(schema.get("items"), list)),
        contained=frozenset(contained),
    )


def _joined(reader: Reader, left: _Seen, right: _Seen) -> _Seen:
    return _Seen(
        reader.pool.all((left.condition, right.condition)),
        left.names | right.names,
        left.patterns | right.patterns,
        left.all_keys or right.all_keys,
        max(left.items, right.items),
        left.all_items or right.all_items,
        left.contained | right.contained,
    )


def _choices(reader: Reader, schema: Mapping[str, Schema]) -> Iterator[list[_Seen] | None]:
    """For each subschema that looks at the same value: what it sees where it holds, and nothing where not."""
    for keyword in REFERENCES:
        if isinstance(schema.get(keyword), str):
            yield _referred(reader, schema, keyword)
    for part in schema.get("allOf", ()):
        yield _cases(reader, part)
    for keyword in ("anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            yield _if(reader, reader.read(part), part, True)
    if "if" in schema:
        then = {"allOf": [schema["if"], schema.get("then", True)]}
        yield _if(reader, reader.read(schema["if"]), then, schema.get("else", True))
    dependent = schema.get("dependentSchemas", {})
    for name, part in dependent.items() if isinstance(dependent, dict) else ():
        yield _if(reader, -reader.pool.field(name, FALSE), part, True)


def _referred(reader: Reader, schema: Mapping[str, Schema], keyword: str) -> list[_Seen] | None:
    target = reader.target(schema, keyword)
    if isinstance(target, str):
        return None
    with reader.entered(target.base):
        return _cases(reader, target.schema)


def _if(reader: Reader, condition: Formula, then: Schema, otherwise: Schema) -> list[_Seen] | None:
    yes, no = _cases(reader, then), _cases(reader, otherwise)
    if yes is None or no is None:
        return None
    return [
        *(_joined(reader, _Seen(condition), seen) for seen in yes),
        *(_joined(reader, _Seen(-condition), seen) for seen in no),
    ]


KEYWORDS: Final[dict[str, Keyword]] = {
    "unevaluatedItems": unevaluated_items,
    "unevaluatedProperties": unevaluated_properties,
}
