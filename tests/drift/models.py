"""Small models for tests of drift, and the shortest way to say what changed between two."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from modelmint.drift import Change, diff
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.types import Number, Range, Type

REF = ModelRef("made-up", "painter")
HERE = Origin("made-up.json")


def parameter(name: str, type_: Type, **facts: Any) -> Parameter:
    """A parameter of this name and type; further facts as `Parameter` names them."""
    return Parameter(name, type_, HERE, **facts)


def model(*parameters: Parameter, **facts: Any) -> Model:
    """A model with these parameters; further facts as `Model` names them."""
    return Model(REF, "Painter", HERE, parameters=parameters, **facts)


def number(low: str | None = None, high: str | None = None) -> Number:
    """A number within a range."""
    return Number(Range(Decimal(low) if low else None, Decimal(high) if high else None))


def changes(old: Type, new: Type, **facts: Any) -> tuple[Change, ...]:
    """What changed when one parameter changed its type."""
    return diff(model(parameter("p", old, **facts)), model(parameter("p", new, **facts)))


def codes(found: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """The changes as level, code and path."""
    return [(change.level.word, change.code, change.path) for change in found]
