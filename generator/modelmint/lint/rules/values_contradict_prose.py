"""The description lists other values than the constraint."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.diagnostics.finding import Severity
from modelmint.ir.model import Model
from modelmint.ir.types import Enum
from modelmint.ir.value import Json
from modelmint.lint.place import Place, places
from modelmint.lint.prose.values import Listing, listing
from modelmint.lint.row import Found, Row


def check(model: Model) -> Iterator[Found]:
    """Compare the list in the description with the allowed values, whatever their case and punctuation."""
    for place in places(model):
        listed = listing(place.doc) if isinstance(place.type, Enum) else None
        if listed is None or not isinstance(place.type, Enum):
            continue
        known = {fold(value): value for value in place.type.values}
        said = {_meant(value, known): value for value in listed.values}
        unknown = [value for folded, value in said.items() if folded not in known]
        left_out = [str(value) for folded, value in known.items() if folded not in said and listed.closed]
        if unknown or left_out:
            yield _found(place, listed, unknown, left_out)


def fold(value: Json) -> str:
    """A value without what prose changes about it."""
    return "".join(letter for letter in str(value).casefold() if letter not in " _-")


def _meant(value: str, known: dict[str, Json]) -> str:
    """The folded value, without a unit where the known ones have none: `2x` for `2`."""
    folded = fold(value)
    bare = folded.rstrip("abcdefghijklmnopqrstuvwxyz%")
    return bare if folded not in known and bare in known else folded


def _found(place: Place, listed: Listing, unknown: list[str], left_out: list[str]) -> Found:
    parts = [f"which is not allowed: {', '.join(unknown)}"] if unknown else []
    parts += [f"without {', '.join(left_out)}"] if left_out else []
    return Found(
        place.parameter.origin.child("description"),
        f'the description lists "{listed.quote}", {"; and ".join(parts)}',
        f'if the description is right, [[correct]] at = "{place.path}.options" in the overlay',
        place.path,
    )


RULE = Row(
    "values-contradict-prose",
    Severity.WARNING,
    "The description lists values that the constraint refuses, or leaves out some that it allows.",
    check,
)
