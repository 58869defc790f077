"""Which parameters a phrase speaks of, and which of them a rule already holds together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from modelmint.ir.model import Model, Parameter
from modelmint.ir.rules import Limits, Rule
from modelmint.ir.types import Array, Enum, Record, Type
from modelmint.lint.place import Place, solid

_GIVEN_WORDS = r"(?:provided|set|given|passed|present|specified)\b"
_COMMON = frozenset({"auto", "none", "default", "true", "false", "image", "video", "audio", "text", "on", "off"})
"""Words of prose that are values, too."""


def mentioned(phrase: str, place: Place, model: Model) -> tuple[str, ...]:
    """The other parameters that the phrase names: by name, by two of its words, or by one of its values."""
    return tuple(other.name for other in _others(place, model) if _names(phrase, other))


def _others(place: Place, model: Model) -> Iterator[Parameter]:
    """The parameters beside this one, those of the model, and what is in the records beside it."""
    outer = (other for other in model.parameters if other not in place.beside and not place.is_in(other))
    records = (solid(other.type) for other in place.beside if other is not place.parameter)
    inner = (field for record in records if isinstance(record, Record) for field in record.fields)
    return (other for other in (*place.beside, *outer, *inner) if other is not place.parameter)


def named(phrase: str, place: Place) -> tuple[str, ...]:
    """The parameters beside this one that the phrase names by their exact names."""
    return tuple(other.name for other in place.beside if other is not place.parameter and _has(phrase, other.name))


def named_or_carried(phrase: str, place: Place, model: Model) -> tuple[str, ...]:
    """The other parameters that the phrase names exactly, or whose files it does: an image for `image_url`."""
    return tuple(
        other.name
        for other in _others(place, model)
        if _has(phrase, other.name) or ((file := _file(other)) and _has(phrase, file))
    )


def _file(other: Parameter) -> str | None:
    """What the URLs of a parameter lead to, as prose calls it."""
    match = re.fullmatch(r"(\w+)_urls?", other.name)
    return match[1].replace("_", " ") if match else None


def _names(phrase: str, other: Parameter) -> bool:
    if _has(phrase, other.name) or any(re.search(turn, phrase, re.IGNORECASE) for turn in _turns(other)):
        return True
    if any(_has(phrase, f"{one} {two}") for one, two in combinations(other.name.split("_"), 2)):
        return True
    values = (value for value in _texts(other.type) if len(value) > 2 and value.lower() not in _COMMON)
    return any(_has(phrase, value) or _has(phrase, value.replace("_", " ")) for value in values)


def _turns(other: Parameter) -> Iterator[str]:
    """Patterns for what prose says of a parameter without its name."""
    if other.name == "duration":
        yield r"\b\d+(?: |-)?(?:s|sec|seconds?)\b"
    if other.name.startswith("enable_"):
        yield rf"\b{re.escape(other.name.removeprefix('enable_').replace('_', ' '))} is (?:enabled|disabled)\b"
    if file := _file(other):
        yield rf"\b{re.escape(file)}s? (?:is|are) (?:not )?{_GIVEN_WORDS}"


def _has(phrase: str, word: str) -> bool:
    return bool(re.search(rf"(?<![\w-])(?<!\w\.){re.escape(word)}s?(?![\w-])", phrase, re.IGNORECASE))


def _texts(type_: Type) -> list[str]:
    inner = solid(type_)
    if isinstance(inner, Array) and inner.items is not None:
        return _texts(inner.items)
    return [value for value in inner.values if isinstance(value, str)] if isinstance(inner, Enum) else []


_GIVEN = re.compile(rf"(?<!not )(?<!n't )\b{_GIVEN_WORDS}|^requires\b", re.IGNORECASE)


def always(phrase: str, names: tuple[str, ...], place: Place) -> bool:
    """Whether the phrase asks for nothing but parameters that every request has."""
    needed = {other.name for other in place.beside if other.required}
    return bool(_GIVEN.search(phrase)) and set(names) <= needed


def ruled(model: Model, name: str) -> bool:
    """Whether a rule of the model already says something about this parameter."""
    return any(name in _subjects(rule) for rule in model.rules)


def _subjects(rule: Rule) -> set[str]:
    tested = {test.parameter for test in rule.when}
    return tested | ({rule.parameter} if isinstance(rule, Limits) else set(rule.parameters))
