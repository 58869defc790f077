"""JSON Schema, in the spellings of all its drafts, as a formula."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Final, TypeAlias

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import FALSE, TRUE, Formula, Pool
from modelmint.drift.containment.references import References, Target
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
REFERENCES: Final = ("$ref", "$dynamicRef", "$recursiveRef")
"""The keywords that stand for another schema."""

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
        self._open: set[Hashable] = set()
        self._read: dict[Hashable, Formula] = {}
        self._way: tuple[str, ...] = ()
        self.absent: dict[int, frozenset[str]] = {}
        self.lone_references = stand_alone(document)

    @cached_property
    def references(self) -> References:
        """Where the references of the document lead."""
        return References(self.document, lone=self.lone_references)

    def read(self, schema: Schema) -> Formula:
        """The formula that a value satisfies if the schema accepts it."""
        if isinstance(schema, bool):
            return TRUE if schema else FALSE
        if not isinstance(schema, dict) or not schema:
            return TRUE
        if "$id" in schema:
            with self.entered(self.references.base_of(schema)):
                return self._read_whole(schema)
        return self._read_whole(schema)

    def _read_whole(self, schema: Mapping[str, Schema]) -> Formula:
        if self.lone_references and isinstance(schema.get("$ref"), str):
            return self.reference(schema, "$ref")
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

    def reference(self, schema: Mapping[str, Schema], keyword: str) -> Formula:
        """What a reference stands for. One that leads out of the document is a condition that equals only itself."""
        target = self.target(schema, keyword)
        if isinstance(target, str):
            return self.pool.atom(ops.OPAQUE, f"{target} is not in the document")
        key = target.address, self._way
        if key in self._read:
            return self._read[key]
        again = self.pool.atom(ops.REFERENCE, (self.name, *key))
        if key in self._open:
            return again
        self._open.add(key)
        with self.entered(target.base):
            formula = self.read(target.schema)
        self._open.discard(key)
        if formula == again:
            formula = TRUE  # it leads in a circle and says nothing
        self.pool.targets[self.name, *key] = self._read[key] = formula
        return formula

    def target(self, schema: Mapping[str, Schema], keyword: str) -> Target | str:
        """Where a reference leads from here, or its address if that is not in the document."""
        return self.references.find(schema, keyword, (self.references.root, *self._way))

    @contextmanager
    def entered(self, base: str) -> Iterator[None]:
        """Within, references may depend on having come through this resource."""
        before = self._way
        if self.references.depends_on_way and base not in (self.references.root, *before):
            self._way = (*before, base)
        yield
        self._way = before


def stand_alone(document: Schema) -> bool:
    """Whether the document is of a draft in which nothing beside a `$ref` counts."""
    said = document.get("$schema", "") if isinstance(document, dict) else ""
    return isinstance(said, str) and any(draft in said for draft in _IGNORE_SIBLINGS)


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


def _reference(keyword: str) -> Keyword:
    """`$ref` and those whose target depends on the way there."""
    return lambda reader, value, schema: reader.reference(schema, keyword) if isinstance(value, str) else None


KEYWORDS: Final[dict[str, Keyword]] = {
    "type": _type,
    "disallow": _disallow,
    "enum": _enum,
    "const": _const,
    **{keyword: _reference(keyword) for keyword in REFERENCES},
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
