"""Which alternative of a union a value was meant for."""

from __future__ import annotations

from modelmint.ir.types import Const, Enum, Record, Type
from modelmint.ir.value import Json


def tags_of(type_: Type) -> tuple[Json, ...]:
    """The values by which a field of this type tells its record from others."""
    if isinstance(type_, Const):
        return (type_.value,)
    return type_.values if isinstance(type_, Enum) else ()


def tags(record: Record, discriminator: str) -> tuple[Json, ...]:
    """The values by which a record is known."""
    return next((tags_of(field.type) for field in record.fields if field.name == discriminator), ())
