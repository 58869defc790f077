"""Our own types and models as formulas, so that they are compared by the same proofs as raw schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import assert_never

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import FALSE, TRUE, Formula, Pool
from modelmint.drift.containment.value import ARRAY, BOOLEAN, NUMBER, OBJECT, STRING, exact, frozen, kind_of, number
from modelmint.drift.plain import split
from modelmint.ir.model import Model, Parameter
from modelmint.ir.rules import Absent, Forbids, Is, Limits, OneOf, Present, Requires, Rule, Test
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Enum,
    Integer,
    Map,
    Nothing,
    Nullable,
    Number,
    Range,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import UNSET


class TypeReader:
    """Reads types into a pool.

    With `closed`, values are those that callers send: with the keys that are declared and no others, and
    without null where leaving the key out says the same.
    """

    def __init__(self, pool: Pool, *, closed: bool = False) -> None:
        self.pool = pool
        self.closed = closed

    def read(self, type_: Type) -> Formula:
        """The formula that the values of a type satisfy."""
        pool = self.pool
        match type_:
            case String():
                return pool.all((pool.kind(STRING), *self._text(type_)))
            case Integer() | Number():
                return pool.all((pool.kind(NUMBER), *self._number(type_)))
            case Boolean():
                return pool.kind(BOOLEAN)
            case Enum():
                return self._listed(type_)
            case Const():
                return pool.values((exact(type_.value),))
            case Array():
                return pool.all((pool.kind(ARRAY), *self._array(type_)))
            case Record():
                return pool.all((pool.kind(OBJECT), *self.fields(type_.fields, type_.additional)))
            case Map():
                return pool.all((pool.kind(OBJECT), *self._map(type_)))
            case UnionOf():
                members = [self.read(member) for member in type_.members]
                return pool.one(members) if type_.exclusive else pool.any(members)
            case Nullable():
                return pool.any((self.read(type_.inner), pool.values((None,))))
            case Any():
                return TRUE
            case Nothing():
                return FALSE
            case _:
                assert_never(type_)

    def _text(self, type_: String) -> Iterator[Formula]:
        if type_.min_length:
            yield self.pool.atom(ops.LONG, type_.min_length)
        if type_.max_length is not None:
            yield self.pool.atom(ops.SHORT, type_.max_length)
        if type_.pattern is not None:
            yield self.pool.atom(ops.PATTERN, type_.pattern)

    def _number(self, type_: Integer | Number) -> Iterator[Formula]:
        if isinstance(type_, Integer):
            yield self.pool.atom(ops.STEP, 1)
        if type_.multiple_of is not None:
            yield self.pool.atom(ops.STEP, number(type_.multiple_of))
        yield from self._range(type_.range)

    def _range(self, range_: Range) -> Iterator[Formula]:
        if range_.minimum is not None:
            yield self.pool.atom(ops.LEAST, number(range_.minimum), range_.exclusive_minimum)
        if range_.maximum is not None:
            yield self.pool.atom(ops.MOST, number(range_.maximum), range_.exclusive_maximum)

    def _listed(self, type_: Enum) -> Formula:
        """The values; for an open list, all values of their kinds."""
        values = [exact(value) for value in type_.values]
        if not type_.open:
            return self.pool.values(values)
        mask = 0
        for value in values:
            mask |= kind_of(value)
        return self.pool.kind(mask)

    def _array(self, type_: Array) -> Iterator[Formula]:
        pool = self.pool
        for index, item in enumerate(type_.prefix):
            yield pool.atom(ops.ITEM, index, self.read(item))
        if type_.items is None:
            yield pool.atom(ops.AT_MOST, len(type_.prefix))
        elif (items := self.read(type_.items)) != TRUE:
            yield pool.atom(ops.REST, len(type_.prefix), items)
        if type_.min_items:
            yield pool.atom(ops.AT_LEAST, type_.min_items)
        if type_.max_items is not None:
            yield pool.atom(ops.AT_MOST, type_.max_items)
        if type_.unique:
            yield pool.atom(ops.UNIQUE)
        for asked in type_.contains:
            formula = self.read(asked.type)
            if asked.least:
                yield pool.atom(ops.MANY, 0, formula, asked.least)
            if asked.most is not None:
                yield pool.atom(ops.FEW, 0, formula, asked.most)

    def fields(self, fields: Sequence[Parameter], additional: Type | None) -> Iterator[Formula]:
        """What an object with these fields, and others of the additional type, satisfies."""
        pool = self.pool
        for field in fields:
            type_ = split(field.type)[0] if self.closed and not field.required else field.type
            yield pool.field(field.name, self.read(type_))
            if field.required:
                yield pool.atom(ops.REQUIRED, field.name)
        others = FALSE if additional is None or self.closed else self.read(additional)
        yield pool.keys(-pool.values(field.name for field in fields), others)

    def _map(self, type_: Map) -> Iterator[Formula]:
        pool = self.pool
        yield pool.keys(pool.kind(STRING), self.read(type_.values))
        if type_.keys is not None:
            yield pool.keys(-self.read(type_.keys), FALSE)
        if type_.min_entries:
            yield pool.atom(ops.LARGE, type_.min_entries)
        if type_.max_entries is not None:
            yield pool.atom(ops.SMALL, type_.max_entries)


def read_type(pool: Pool, type_: Type) -> Formula:
    """The formula that the values of a type satisfy."""
    return TypeReader(pool).read(type_)


def read_model(pool: Pool, model: Model, *, closed: bool = False) -> Formula:
    """The formula that the requests of a model satisfy; with `closed`, only of those that callers send."""
    fields = TypeReader(pool, closed=closed).fields(model.parameters, model.additional)
    rules = (read_rule(pool, model, rule) for rule in model.rules if rule.level == "error")
    return pool.all((pool.kind(OBJECT), *fields, *rules))


def read_rule(pool: Pool, model: Model, rule: Rule) -> Formula:
    """The formula that requests satisfy that keep a rule."""
    met = pool.all(_test(pool, model, test) for test in rule.when)
    return pool.any((-met, _demand(pool, rule)))


def has(pool: Pool, name: str) -> Formula:
    """The value is an object with this key."""
    return -pool.field(name, FALSE)


def _test(pool: Pool, model: Model, test: Test) -> Formula:
    name = test.parameter
    match test:
        case Present():
            return has(pool, name)
        case Absent():
            return -has(pool, name)
        case Is():
            values = [exact(value) for value in test.values]
            given = pool.all((has(pool, name), pool.field(name, pool.values(values))))
            return pool.any((given, -has(pool, name))) if _by_default(model, name, values) else given
        case _:
            assert_never(test)


def _by_default(model: Model, name: str, values: Iterable[object]) -> bool:
    """Whether the parameter, left out, has one of the values."""
    parameter = model.parameter(name)
    if parameter is None or parameter.default is UNSET:
        return False
    return frozen(exact(parameter.default)) in {frozen(exact(value)) for value in values}


def _demand(pool: Pool, rule: Rule) -> Formula:
    match rule:
        case Requires():
            return pool.all(has(pool, name) for name in rule.parameters)
        case Forbids():
            return pool.all(-has(pool, name) for name in rule.parameters)
        case OneOf():
            return _how_many(pool, rule)
        case Limits():
            return pool.field(rule.parameter, read_type(pool, rule.type))
        case _:
            assert_never(rule)


def _how_many(pool: Pool, rule: OneOf) -> Formula:
    """Among so many that one too few could be missing, one is there; among one too many, one is not."""
    present = [has(pool, name) for name in rule.parameters]
    enough = (pool.any(group) for group in combinations(present, len(present) - rule.least + 1))
    not_more = (-pool.all(group) for group in combinations(present, rule.most + 1))
    return pool.all((*(enough if rule.least else ()), *not_more))
