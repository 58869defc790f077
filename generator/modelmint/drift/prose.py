"""What changed in a text, and whether it warns of what the schema does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made

_WARNINGS = re.compile(
    r"\b(deprecated|ignored|no longer|not (?:yet |currently )?supported|unsupported|obsolete|legacy|"
    r"will be (?:removed|dropped|retired)|do(?:es)? not use|has no effect|discontinued)\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(milliseconds?|ms|seconds?|minutes?|hours?|frames?|pixels?|px|percent|bytes?|kb|mb|gb|tokens?|characters?|"
    r"hz|khz|fps|degrees?|radians?)\b",
    re.IGNORECASE,
)


def compare_prose(place: Place, old: str, new: str) -> Iterator[Change]:
    """One change for a text that differs by more than its white space."""
    if old.split() == new.split():
        return
    place = place.at("text")
    warnings = _found(_WARNINGS, new) - _found(_WARNINGS, old)
    before, after = _found(_UNITS, old), _found(_UNITS, new)
    if warnings:
        yield made("documentation-warns", place, message=f"the text says {', '.join(sorted(warnings))} now")
    elif before and after and not before & after:
        units = f"the unit was {', '.join(sorted(before))} and is {', '.join(sorted(after))}"
        yield made("documentation-warns", place, message=units)
    else:
        yield made("documentation-changed", place)


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match[0].lower() for match in pattern.finditer(text)}
