"""Requests for property tests: near enough to a model that every check is reached, wrong in every way."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import assert_never

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from modelmint.ir.model import Model, Parameter
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
from strategies import json, texts

ODD_NUMBERS = [math.nan, math.inf, True, 10**30, 1.0, -0.0]
ODD_TEXTS = ["sk-secret", "data:image/png;base64,AA", "a" * 100, "aGVsbG8" * 12, "https://user:pass@host/"]

odd: SearchStrategy[object] = st.one_of(
    json, st.floats(), st.sampled_from([*ODD_NUMBERS, *ODD_TEXTS, "https://host/path?signature=x", "1", "0.5", None])
)
"""Any value at all."""


def near(type_: Type) -> SearchStrategy[object]:
    """Values that the type takes or only just refuses, and some of any kind."""
    return st.one_of(_near(type_), _near(type_), odd)


def _near(type_: Type) -> SearchStrategy[object]:
    match type_:
        case String():
            most = type_.max_length if type_.max_length is not None else 6
            return st.one_of(st.text("ab1 \n'é😀", max_size=most + 1), texts)
        case Integer() | Number():
            return _numbers(type_.range, type_.multiple_of)
        case Boolean():
            return st.booleans()
        case Enum():
            return st.one_of(st.sampled_from(type_.values), st.sampled_from(type_.values).map(_changed))
        case Const():
            return st.sampled_from([type_.value, _changed(type_.value)])
        case Array():
            items = st.one_of(*map(near, (*type_.prefix, type_.items or Any())))
            return st.lists(items, max_size=4)
        case Record():
            return _members(type_.fields)
        case Map():
            return st.dictionaries(texts, near(type_.values), max_size=4)
        case UnionOf():
            return st.one_of(*map(near, type_.members))
        case Nullable():
            return st.one_of(st.none(), near(type_.inner))
        case Any() | Nothing():
            return odd
        case _:
            assert_never(type_)


def _changed(value: object) -> object:
    return value + "s" if isinstance(value, str) else [value]


def _numbers(range_: Range, step: Decimal | None) -> SearchStrategy[object]:
    ends = [end for end in (range_.minimum, range_.maximum) if end is not None] or [Decimal(0)]
    shifts = [Decimal(0), Decimal(1), Decimal(-1), Decimal("0.1"), step or Decimal("0.5")]
    exact = [end + shift for end in ends for shift in shifts]
    whole = [int(number) for number in exact]
    return st.sampled_from([*exact, *whole, *map(float, exact)])


@st.composite
def _members(draw: st.DrawFn, parameters: tuple[Parameter, ...]) -> dict[str, object]:
    """Most members are given; sometimes there is another."""
    chosen = [one for one in parameters if draw(st.integers(0, 9)) < 7]
    members: dict[str, object] = {one.name: draw(near(one.type)) for one in chosen}
    if draw(st.integers(0, 9)) < 2:
        name = draw(st.sampled_from([*(f"{one.name}s" for one in parameters), "other"]))
        members[name] = draw(odd)
    return members


def requests(model: Model) -> SearchStrategy[object]:
    """Requests to a model, good ones and bad ones."""
    return st.one_of(_members(model.parameters), _members(model.parameters), odd)
