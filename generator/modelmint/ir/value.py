"""JSON values with exact numbers, and the absence that is not null."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias, Union

Json: TypeAlias = Union[bool, int, Decimal, str, "list[Json]", "dict[str, Json]", None]
"""A JSON value as read: whole numbers as `int`, all others as `Decimal`, objects in their order."""


class Unset(Enum):
    """The type of `UNSET`, so that a type checker can tell it from null."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET
"""No value was given. Null is a value; this is not one."""


def same(left: Json | Unset, right: Json | Unset) -> bool:
    """Whether two JSON values are equal as JSON sees it: `1` is `1.0`, and `true` is not `1`."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return left == right
