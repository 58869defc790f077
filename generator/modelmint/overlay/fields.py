"""Replacing one field of a value, chosen by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from modelmint.ir.frozen import replace

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def with_field(value: T, name: str, new: object) -> T:
    """The value with another field; the name comes from a table of aspects, so the type cannot be checked."""
    changes: dict[str, Any] = {name: new}
    return replace(value, **changes)
