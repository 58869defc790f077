"""A value worth showing for a parameter: one that its type accepts, and that a reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice

from modelmint.ir.model import Parameter
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Record,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import UNSET, Json, same
from modelmint.validate import accepts
from modelmint.validate.number import multiple_below

_BY_NAME = {
    "prompt": "A lighthouse on a cliff at dusk",
    "negative_prompt": "blurry, low quality",
    "mask_prompt": "the sky",
    "input": "The quick brown fox",
    "text": "The quick brown fox",
    "query": "What is a lighthouse?",
    "colors": "#FF9900",
    "language": "en",
}
_BY_ENDING = {"mask_prompt": "the sky", "prompt": "A lighthouse on a cliff at dusk", "text": "The quick brown fox"}
# "(top, bottom, dress and others)": the first of what the text lists.
_LIST_IN_PROSE = re.compile(r"\((\w+), \w+")
_FILES = {"image": "png", "audio": "mp3", "video": "mp4"}
_FORMS = ("#FF9900", "2026-01-31", "2026-01-31T09:30:00Z", "https://example.com/", "en", "a", "1", "1:1", "")


def sample(parameter: Parameter) -> Json | None:
    """A value for a parameter: the provider's example, its default, or one of our own; None if none is found."""
    given = (*parameter.examples, *((parameter.default,) if parameter.default is not UNSET else ()))
    # An empty text is a default worth having and no example worth showing.
    known = (value for value in given if value not in ("", None) and not isinstance(value, type(UNSET)))
    hinted = (match[1] for match in [_LIST_IN_PROSE.search(parameter.doc)] if match)
    made = candidates(parameter.type, parameter.name)
    found = chain(known, hinted if isinstance(parameter.type, String) else (), made)
    return next((value for value in islice(found, 100) if accepts(parameter.type, value)), None)


def candidates(type_: Type, name: str) -> Iterator[Json]:
    """Values that the type may take, those first that a reader understands. Not all of them are right."""
    match type_:
        case String():
            yield from _texts(type_, name)
        case Integer() | Number():
            yield from _numbers(type_)
        case Boolean():
            yield True
        case Enum():
            yield from type_.values
        case Const():
            yield type_.value
        case Nullable():
            yield from candidates(type_.inner, name)
        case UnionOf():
            for member in type_.members:
                yield from candidates(member, name)
        case Any():
            yield "anything"
        case Array() | Record() | Map():
            yield from _containers(type_, name)


def _texts(type_: String, name: str) -> Iterator[str]:
    if type_.media is not None:
        kind, _, exact = type_.media.partition("/")
        yield f"https://example.com/{name.strip('_').replace('_', '-')}.{exact or _FILES.get(kind, 'bin')}"
    if name in _BY_NAME:
        yield _BY_NAME[name]
    yield from (text for ending, text in _BY_ENDING.items() if name.endswith(f"_{ending}"))
    yield f"a {name.replace('_', ' ')}"
    yield from _FORMS
    length = min(type_.min_length or 0, 200)
    yield "a" * length
    yield "a" * min(type_.max_length or 0, 200)


def _numbers(type_: Integer | Number) -> Iterator[int | Decimal]:
    step = type_.multiple_of
    low, high = type_.range.minimum, type_.range.maximum
    yield from (42, 1)
    for bound in (low, high):
        if bound is not None:
            near = bound if step is None else multiple_below(bound, step)
            offset = step or Decimal(1)
            yield from map(_plain, (near, near + offset, near - offset, near + Decimal("0.5")))
    if step is not None:
        yield _plain(step)
    yield 0


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


def _containers(type_: Array | Record | Map, name: str) -> Iterator[Json]:
    if isinstance(type_, Map):
        yield {}
    elif isinstance(type_, Record):
        fields = {field.name: sample(field) for field in type_.fields if field.required}
        yield dict(fields)
    else:
        yield from _lists(type_, name)


def _lists(type_: Array, name: str) -> Iterator[Json]:
    start = [next(candidates(one, name), None) for one in type_.prefix]
    if type_.items is None:
        yield list(start)
        return
    asked = contained(type_)
    least = max(type_.min_items or 0, 0 if asked else 1) - len(start) - len(asked)
    items = [
        value for value in islice(candidates(type_.items, name.removesuffix("s")), 100) if accepts(type_.items, value)
    ]
    if items:
        yield [*start, *(items[at % len(items)] for at in range(min(max(least, 0), 100))), *asked]
    yield [*start, *asked]


def contained(array: Array) -> list[Json]:
    """As many items of each kind as an array must contain."""
    return [value for asked in array.contains for value in of_kind(array, asked, min(asked.least, 100))]


def of_kind(array: Array, asked: Contains, count: int) -> list[Json]:
    """So many items of a kind, different ones as far as there are some; none where none is found."""
    items = array.items or Any()
    found = (value for value in islice(candidates(asked.type, ""), 100) if accepts(items, value))
    values = [value for value in found if accepts(asked.type, value)]
    different = [value for place, value in enumerate(values) if not any(same(value, one) for one in values[:place])]
    return [different[at % len(different)] for at in range(count)] if different else []
