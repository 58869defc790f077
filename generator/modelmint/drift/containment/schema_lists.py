"""The keywords of JSON Schema about lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import TRUE, Formula, Pool
from modelmint.drift.containment.schema import Keyword, Reader, Schema


def rest(pool: Pool, start: int, formula: Formula) -> Formula:
    """All items from this index on satisfy the formula."""
    return TRUE if formula == TRUE else pool.atom(ops.REST, start, formula)


def items(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    """`items`: of all, of those after `prefixItems`, or, as a list, of each by its place."""
    if isinstance(value, list):
        return _by_place(reader, value)
    prefix = schema.get("prefixItems")
    return rest(reader.pool, len(prefix) if isinstance(prefix, list) else 0, reader.read(value))


def prefix_items(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`prefixItems`."""
    return _by_place(reader, value) if isinstance(value, list) else None


def _by_place(reader: Reader, value: list[Schema]) -> Formula:
    read = [reader.read(item) for item in value]
    return reader.pool.all(reader.pool.atom(ops.ITEM, index, part) for index, part in enumerate(read) if part != TRUE)


def additional_items(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`additionalItems`, which is about what follows a list of `items`."""
    listed = schema.get("items")
    return rest(reader.pool, len(listed), reader.read(value)) if isinstance(listed, list) else None


def contains(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    """`contains` with its `minContains` and `maxContains`."""
    formula = reader.read(value)
    least, most = schema.get("minContains", 1), schema.get("maxContains")
    parts = [reader.pool.atom(ops.MANY, 0, formula, int(least))] if least else []
    if most is not None:
        parts.append(reader.pool.atom(ops.FEW, 0, formula, int(most)))
    return reader.pool.all(parts)


def unique(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    """`uniqueItems`."""
    return reader.pool.atom(ops.UNIQUE) if value is True else None


KEYWORDS: Final[dict[str, Keyword]] = {
    "items": items,
    "prefixItems": prefix_items,
    "additionalItems": additional_items,
    "contains": contains,
    "uniqueItems": unique,
}
