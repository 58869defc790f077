"""Equality of JSON values: `1` is `1.0`, and `true` is not `1`."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

from modelmint.validate.kind import kind_of
from modelmint.validate.number import exact


def equal(value: object, other: object) -> bool:
    """Whether two values are one to JSON. It looks no deeper than the shallower of them."""
    if isinstance(value, str) or isinstance(other, str):
        return value == other
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(equal, value, other))
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(equal(value[name], other[name]) for name in value)
    number, amount = exact(value), exact(other)
    if number is not None or amount is not None:
        return number is not None and amount is not None and number == amount
    return kind_of(value) == kind_of(other) != "" and value == other


def is_one_of(value: object, values: Collection[object]) -> bool:
    """Whether a value is among others."""
    return value in values if isinstance(value, str) else any(equal(value, other) for other in values)


def first_repeat(items: Sequence[object]) -> tuple[int, int] | None:
    """The places of the first item that equals an earlier one: the earlier place and its own."""
    places: dict[Hashable, int] = {}
    for place, item in enumerate(items):
        earlier = places.setdefault(_key(item), place)
        if earlier != place:
            return earlier, place
    return None


def _key(value: object) -> Hashable:
    """Equal for equal values, and only for them."""
    if isinstance(value, list):
        return ("array", tuple(map(_key, value)))
    if isinstance(value, dict):
        return ("object", frozenset((name, _key(member)) for name, member in value.items()))
    number = exact(value)
    return ("number", number) if number is not None else (kind_of(value), value)
