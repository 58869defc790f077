"""A parameter's options, which the API writes as texts even where the parameter is a number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from modelmint.ir.value import Json
from modelmint.read.node import Node
from modelmint.read.spelling import exact, to_number

Coerce: TypeAlias = Callable[[Json], Json | None]
"""A value as its type writes it; None if it cannot be read as that type."""


def to_exact(value: Json) -> Json | None:
    """A number, whole ones as `int`, from a number or its text."""
    if isinstance(value, bool):
        return None
    number = to_number(value) if isinstance(value, str) else value
    if not isinstance(number, int | Decimal):
        return None
    return exact(number)


def to_flag(value: Json) -> Json | None:
    """A truth value, from itself or from `true` and `false` as text."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    return value if isinstance(value, bool) else None


def to_text(value: Json) -> Json | None:
    """A text, from a text only."""
    return value if isinstance(value, str) else None


def as_is(value: Json) -> Json | None:
    """Any scalar, unchanged."""
    return value if isinstance(value, str | bool | int | Decimal) else None


def coercion(word: str, default: Json) -> Coerce:
    """How to read values of a declared type; where that says nothing, the default's own type decides."""
    if word in {"number", "integer"}:
        return to_exact
    if word == "boolean":
        return to_flag
    if isinstance(default, bool):
        return to_flag
    if isinstance(default, int | Decimal):
        return to_exact
    return to_text if isinstance(default, str) else as_is


def read_options(node: Node, coerce: Coerce) -> tuple[Json, ...]:
    """The options in order; one that is not of the type stays as it is, with a finding."""
    return tuple(_option(item, coerce) for item in node.items())


def _option(item: Node, coerce: Coerce) -> Json:
    value = coerce(item.raw())
    if value is not None:
        return value
    item.report(
        "option-not-of-type",
        f"option {item.quote()} cannot be read as the type of the parameter; kept as it is",
        "correct the parameter's type in the model's overlay",
    )
    return item.raw()
