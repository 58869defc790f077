"""What changed in the limits of numbers, texts and lists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from modelmint.drift import words
from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.types import Array, Integer, Number, Range, String
from modelmint.ir.words import multiple

_End = tuple[Decimal, int]
_INFINITE = Decimal("Infinity")


def compare_numbers(place: Place, old: Integer | Number, new: Integer | Number) -> Iterator[Change]:
    """Whole or not, range and step."""
    whole = isinstance(new, Integer)
    if isinstance(old, Integer) != whole:
        code = "type-narrowed" if whole else "type-widened"
        yield made(code, place.at("type"), old.kind, new.kind)
    yield from _compare_ranges(place.at("range"), old.range, new.range, whole=whole and isinstance(old, Integer))
    yield from _compare_steps(place.at("step"), old.multiple_of, new.multiple_of)


def _compare_ranges(place: Place, old: Range, new: Range, *, whole: bool) -> Iterator[Change]:
    before, after = _ends(old, whole=whole), _ends(new, whole=whole)
    narrower = after[0] > before[0] or after[1] < before[1]
    wider = after[0] < before[0] or after[1] > before[1]
    code = moved("range", place, narrower=narrower, wider=wider, added=old == Range())
    if code:
        yield made(code, place, words.range_(old), words.range_(new))


def _ends(given: Range, *, whole: bool) -> tuple[_End, _End]:
    """Both ends as pairs that compare: the number, then one for an exclusive low end, minus one for a high one."""
    low = -_INFINITE if given.minimum is None else given.minimum
    high = _INFINITE if given.maximum is None else given.maximum
    if whole:
        return _whole_ends(low, high, given)
    return (low, int(given.exclusive_minimum)), (high, -int(given.exclusive_maximum))


def _whole_ends(low: Decimal, high: Decimal, given: Range) -> tuple[_End, _End]:
    if low.is_finite():
        floor = low.to_integral_value(ROUND_CEILING)
        low = floor + 1 if given.exclusive_minimum and floor == low else floor
    if high.is_finite():
        ceiling = high.to_integral_value(ROUND_FLOOR)
        high = ceiling - 1 if given.exclusive_maximum and ceiling == high else ceiling
    return (low, 0), (high, 0)


def _compare_steps(place: Place, old: Decimal | None, new: Decimal | None) -> Iterator[Change]:
    if old == new:
        return
    finer = new is None or (old is not None and old % new == 0)
    coarser = old is None or (new is not None and new % old == 0)
    code = moved("step", place, narrower=not finer, wider=not coarser, added=old is None)
    if code:
        yield made(code, place, _step(old), _step(new))


def _step(given: Decimal | None) -> str:
    return "any" if given is None else multiple(given)


def moved(stem: str, place: Place, *, narrower: bool, wider: bool, added: bool) -> str | None:
    """The code of a limit that moved: for what moved both ways, the one that breaks."""
    if narrower and (not wider or place.direction != "response"):
        return f"{stem}-added" if added else f"{stem}-narrowed"
    return f"{stem}-widened" if wider else None


def compare_texts(place: Place, old: String, new: String) -> Iterator[Change]:
    """Length, format and form; patterns need the proof that `types` brings."""
    lengths = (old.min_length, old.max_length), (new.min_length, new.max_length)
    yield from _compare_counts(place.at("length"), "length", *lengths, noun="character")
    if old.media != new.media:
        yield from _compare_media(place.at("media"), old, new)
    if old.format != new.format:
        code = "format-removed" if not new.format else "format-changed" if old.format else "format-added"
        yield made(code, place.at("format"), old.format or "", new.format or "")


def _compare_media(place: Place, old: String, new: String) -> Iterator[Change]:
    """A text that turns out to carry a file is documentation; one that carries another kind of file breaks."""
    code = "media-changed" if old.media and new.media else "documentation-changed"
    yield made(code, place, old.media or "text", new.media or "text")


def compare_lists(place: Place, old: Array, new: Array) -> Iterator[Change]:
    """How many items, and whether they may repeat."""
    counts = (old.min_items, old.max_items), (new.min_items, new.max_items)
    yield from _compare_counts(place.at("count"), "count", *counts, noun="item")
    if old.unique != new.unique:
        yield made("unique-added" if new.unique else "unique-removed", place.at("unique"))


def _compare_counts(
    place: Place, stem: str, old: tuple[int | None, int | None], new: tuple[int | None, int | None], *, noun: str
) -> Iterator[Change]:
    before, after = _bounds(*old), _bounds(*new)
    narrower = after[0] > before[0] or after[1] < before[1]
    wider = after[0] < before[0] or after[1] > before[1]
    code = moved(stem, place, narrower=narrower, wider=wider, added=before == _bounds(None, None))
    if code:
        yield made(code, place, words.count(*old, noun), words.count(*new, noun))


def _bounds(low: int | None, high: int | None) -> tuple[int, float]:
    return low or 0, float("inf") if high is None else high
