"""JSON Schema, in the spellings of all its drafts, as a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import FALSE, TRUE, Formula, Pool
from modelmint.drift.containment.references import resolve
from modelmint.drift.containment.value import ARRAY, BOOLEAN, EVERY_KIND, NULL, NUMBER, OBJECT, STRING, exact, number

Schema: TypeAlias = Any
"""A JSON Schema as `json.loads` gives it: an object or a boolean; anything else says nothing."""

_TYPES: Final = {
    "null": NULL,
    "boolean": BOOLEAN,
    "bool": BOOLEAN,
    "number": NUMBER,
    "float": NUMBER,
    "double": NUMBER,
    "integer": NUMBER,
    "int": NUMBER,
    "string": STRING,
    "str": STRING,
    "array": ARRAY,
    "object": OBJECT,
    "any": EVERY_KIND,
}
_WHOLE: Final = frozenset({"integer", "int"})
_IGNORE_SIBLINGS: Final = ("draft-03", "draft-04", "draft-05", "draft-06", "draft-07")


class Reader:
    """Reads the schemas of one document into a pool, by a table of keywords.

    `absent` holds, by the identity of a schema, keys that its values are known not to have.
    """

    def __init__(self, pool: Pool, document: Schema, name: str, keywords: Mapping[str, Keyword]) -> None:
        self.pool = pool
        self.keywords = keywords
        self.document = document
        self.name = name
        self._open: set[str] = set()
        self._read: dict[str, Formula] = {}
        self.absent: dict[int, frozenset[str]] = {}
        said = document.get("$schema", "") if isinstance(document, dict) else ""
        self._lone_references = isinstance(said, str) and any(draft in said for draft in _IGNORE_SIBLINGS)

    def read(self, schema: Schema) -> Formula:
        """The formula that a value satisfies if the schema accepts it."""
        if isinstance(schema, bool):
            return TRUE if schema else FALSE
        if not isinstance(schema, dict) or not schema:
            return TRUE
        if self._lone_references and isinstance(schema.get("$ref"), str):
            return self.reference(schema["$ref"])
        formula = self.pool.all(self._keywords(schema))
        if id(schema) in self.absent:
            unused = (self.pool.field(name, FALSE) for name in sorted(self.absent[id(schema)]))
            formula = self.pool.all((formula, *unused))
        if schema.get("nullable") is True:
            return self.pool.any((formula, self.pool.kind(NULL)))
        return formula

    def _keywords(self, schema: Mapping[str, Schema]) -> Iterator[Formula]:
        for key, value in schema.items():
            keyword = self.keywords.get(key)
            if keyword is not None:
                formula = keyword(self, value, schema)
                if formula is not None:
                    yield formula

    def reference(self, target: str) -> Formula:
        """What a `$ref` stands for. One that leads nowhere is a condition that equals only itself."""
        if target in self._read:
            return self._read[target]
        if target in self._open:
            return self.pool.atom(ops.REFERENCE, (self.name, target))
        found, schema = resolve(self.document, target)
        if not found:
            return self.pool.atom(ops.OPAQUE, target)
        self._open.add(target)
        formula = self.read(schema)
        self._open.discard(target)
        if formula == self.pool.atom(ops.REFERENCE, (self.name, target)):
            formula = TRUE  # it leads in a circle and says nothing
        self.pool.targets[self.name, target] = self._read[target] = formula
        return formula


Keyword: TypeAlias = Callable[[Reader, Any, Mapping[str, Schema]], "Formula | None"]
"""Turns the value of one keyword, beside the others of its schema, into a formula; None says nothing."""


def _type(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    names = value if isinstance(value, list) else [value]
    nested = [reader.read(name) for name in names if isinstance(name, dict)]
    known = [name for name in names if isinstance(name, str) and name in _TYPES]
    if len(known) + len(nested) < len(names) or not names:
        return None
    mask = 0
    for name in known:
        mask |= _TYPES[name]
    formula = reader.pool.kind(mask)
    if _WHOLE & set(known) and not any(_TYPES[name] & NUMBER and name not in _WHOLE for name in known):
        formula = reader.pool.all((formula, reader.pool.atom(ops.STEP, 1)))
    return reader.pool.any((formula, *nested)) if nested else formula


def _least(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return _limit(reader, ops.LEAST, value, schema.get("exclusiveMinimum") is True)


def _most(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return _limit(reader, ops.MOST, value, schema.get("exclusiveMaximum") is True)


def _limit(reader: Reader, op: str, value: Any, exclusive: bool) -> Formula | None:
    if isinstance(value, bool) or not _is_number(value):
        return None
    return reader.pool.atom(op, number(value), exclusive)


def _is_number(value: Any) -> bool:
    return hasattr(value, "__abs__") and not isinstance(value, bool | str)


def _step(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    if not _is_number(value) or value <= 0:
        return None
    return reader.pool.atom(ops.STEP, number(value))


def _size(op: str) -> Keyword:
    """A keyword that counts; one that asks for nothing is no condition."""
    from_below = op in {ops.LONG, ops.AT_LEAST, ops.LARGE}

    def read(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
        if not _is_number(value) or (from_below and value <= 0):
            return None
        return reader.pool.atom(op, -int(-value // 1) if from_below else int(value // 1))

    return read


def _pattern(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return reader.pool.atom(ops.PATTERN, value) if isinstance(value, str) else None


def _not(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    return -reader.read(value)


def _if(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    condition = reader.read(value)
    then, otherwise = reader.read(schema.get("then", True)), reader.read(schema.get("else", True))
    return reader.pool.all((reader.pool.any((-condition, then)), reader.pool.any((condition, otherwise))))


def _every_of(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    parts = value if isinstance(value, list) else [value]
    return reader.pool.all([reader.read(part) for part in parts])


def _any_of(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return reader.pool.any([reader.read(part) for part in value]) if isinstance(value, list) else None


def _one_of(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return reader.pool.one([reader.read(part) for part in value]) if isinstance(value, list) else None


def _disallow(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    formula = _type(reader, value, schema)
    return None if formula is None else -formula


def _enum(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return reader.pool.values(exact(item) for item in value) if isinstance(value, list) else None


def _const(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula:
    return reader.pool.values((exact(value),))


def _reference(reader: Reader, value: Any, schema: Mapping[str, Schema]) -> Formula | None:
    return reader.reference(value) if isinstance(value, str) else None


KEYWORDS: Final[dict[str, Keyword]] = {
    "type": _type,
    "disallow": _disallow,
    "enum": _enum,
    "const": _const,
    "$ref": _reference,
    "$dynamicRef": _reference,
    "$recursiveRef": _reference,
    "not": _not,
    "if": _if,
    "allOf": _every_of,
    "extends": _every_of,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "minimum": _least,
    "maximum": _most,
    "exclusiveMinimum": lambda reader, value, schema: _limit(reader, ops.LEAST, value, True),
    "exclusiveMaximum": lambda reader, value, schema: _limit(reader, ops.MOST, value, True),
    "multipleOf": _step,
    "divisibleBy": _step,
    "minLength": _size(ops.LONG),
    "maxLength": _size(ops.SHORT),
    "pattern": _pattern,
    "minItems": _size(ops.AT_LEAST),
    "maxItems": _size(ops.AT_MOST),
    "minProperties": _size(ops.LARGE),
    "maxProperties": _size(ops.SMALL),
}
"""The keywords about values of any kind, about numbers, and of sizes."""
