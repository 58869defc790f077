"""What changed in a list of allowed values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.frozen import replace
from modelmint.ir.types import Boolean, Enum, Integer, Number, String, Type
from modelmint.ir.value import Json, same


def compare_values(place: Place, old: Enum, new: Enum) -> Iterator[Change]:
    """Values that came, went or moved, and whether others are taken too."""
    place = place.at("values")
    gone, came = without(old.values, new.values), without(new.values, old.values)
    if gone:
        yield _gone(place, gone, came) if not new.open else made("order-changed", place, *_pair(old, new))
    if came:
        yield made("value-added", place, new="+ " + words.values(came))
    if old.open != new.open:
        yield made("values-freed" if new.open else "values-listed", place, *_pair(old, new))
    if not gone and not came and old.values != new.values:
        yield made("order-changed", place)


def _pair(old: Enum, new: Enum) -> tuple[str, str]:
    return words.type_(old), words.type_(new)


def _gone(place: Place, gone: Sequence[Json], came: Sequence[Json]) -> Change:
    change = made("value-removed", place, "- " + words.values(gone))
    pairs = [(value, near) for value in gone if isinstance(value, str) for near in _near(value, came)]
    proposals = ", ".join(f"{words.value(value)} may be called {words.value(near)} now" for value, near in pairs)
    return replace(change, hint=proposals)


def _near(value: str, came: Iterable[Json]) -> list[str]:
    return get_close_matches(value, [other for other in came if isinstance(other, str)], n=1, cutoff=0.6)


def without(values: Sequence[Json], others: Sequence[Json]) -> list[Json]:
    """The values that are not among the others."""
    if all(isinstance(value, str) for value in (*values, *others)):
        known = set(map(str, others))
        return [value for value in values if value not in known]
    return [value for value in values if not any(same(value, other) for other in others)]


def free_or_listed(old: Type, new: Type) -> str | None:
    """The code for a list of values that became free ones of the same kind, or the reverse."""
    if isinstance(old, Enum) and all(_fits(value, new) for value in old.values):
        return "values-freed"
    if isinstance(new, Enum) and all(_fits(value, old) for value in new.values):
        return "values-listed"
    return None


def _fits(value: Json, type_: Type) -> bool:
    match type_:
        case String():
            return isinstance(value, str)
        case Boolean():
            return isinstance(value, bool)
        case Integer():
            return isinstance(value, int) and not isinstance(value, bool)
        case Number():
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case _:
            return False
