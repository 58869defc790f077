"""When a price applies: the words of its charge, where they name options of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.model import Model
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Is
from modelmint.ir.types import Boolean, Enum

_ASIDE: Final = re.compile(r"\([^()]*\)")
_WORD: Final = re.compile(r"[^\s/+,()]+")

Words: TypeAlias = tuple[str, ...]


@frozen
class _Options:
    """What words can mean: an option of a parameter, by the option's words."""

    meanings: dict[Words, list[tuple[str, str]]]
    values: dict[str, frozenset[str]]
    flags: dict[Words, str]


@frozen
class _Found:
    """A price, the options that its charge names, and the words that name none."""

    price: Price
    chosen: dict[str, tuple[str, ...]]
    left: Words


def condition_prices(model: Model) -> Model:
    """The model with a condition on each price whose charge names options.

    A parameter conditions prices only if they name all of its options between them: otherwise one that
    is not named (`auto`) might be charged at any of them. Words that tell prices for the same thing
    apart, and are no option, go to the price's `qualifier`.
    """
    if not model.prices:
        return model
    options = _options(model)
    groups: dict[tuple[str, str | None], list[Price]] = {}
    for price in model.prices:
        groups.setdefault((price.unit, price.meter), []).append(price)
    pairs = (zip(group, _group(group, options), strict=True) for group in groups.values())
    changed = {id(old): new for group in pairs for old, new in group}
    return replace(model, prices=tuple(changed[id(price)] for price in model.prices))


def _words(text: str) -> Words:
    return tuple(word.lower() for word in _WORD.findall(text))


def _options(model: Model) -> _Options:
    meanings: dict[Words, list[tuple[str, str]]] = {}
    values: dict[str, frozenset[str]] = {}
    flags: dict[Words, str] = {}
    for parameter in model.parameters:
        if isinstance(parameter.type, Boolean):
            flags[tuple(parameter.name.lower().split("_"))] = parameter.name
        if not isinstance(parameter.type, Enum):
            continue
        texts = [value for value in parameter.type.values if isinstance(value, str)]
        values[parameter.name] = frozenset(texts)
        for text in texts:
            meanings.setdefault(_words(text.replace("_", " ")), []).append((parameter.name, text))
    return _Options(meanings, values, flags)


def _group(prices: list[Price], options: _Options) -> Iterator[Price]:
    """Prices for the same thing; only those that have no condition yet are looked at."""
    found = [_find(price, options) for price in prices]
    sure = {name for name, values in options.values.items() if values and values == _named(found, name)}
    shared = set.intersection(*(set(_words(price.label)) for price in prices))
    for one in found:
        yield one.price if one.price.when else _conditioned(one, sure, shared, options)


def _named(found: Iterable[_Found], parameter: str) -> set[str]:
    return {value for one in found for value in one.chosen.get(parameter, ())}


def _find(price: Price, options: _Options) -> _Found:
    """Options are looked for outside parentheses, the one with most words first."""
    words = _words(_ASIDE.sub(" ", price.label))
    chosen: dict[str, tuple[str, ...]] = {}
    left: list[str] = []
    at = 0
    while at < len(words):
        length, meaning = _longest(words[at:], options)
        if meaning is None:
            left.append(words[at])
        else:
            parameter, value = meaning
            chosen[parameter] = (*chosen.get(parameter, ()), value)
        at += length
    return _Found(price, chosen, tuple(left))


def _longest(words: Words, options: _Options) -> tuple[int, tuple[str, str] | None]:
    """How many words the option at the start has, and what it means; words that mean two things mean none."""
    for length in range(min(len(words), 4), 0, -1):
        meanings = options.meanings.get(words[:length], ())
        if len(meanings) == 1:
            return length, meanings[0]
    return 1, None


def _conditioned(one: _Found, sure: set[str], shared: set[str], options: _Options) -> Price:
    flag = options.flags.get(_words(one.price.label))
    if flag is not None:
        return replace(one.price, when=(Is(flag, (True,)),))
    when = tuple(Is(name, values) for name, values in one.chosen.items() if name in sure)
    unsure = [value for name, values in one.chosen.items() if name not in sure for value in values]
    rest = {word for text in (*unsure, *one.left) for word in _words(text.replace("_", " "))} - shared
    return replace(one.price, when=when, qualifier=_qualifier(one.price, rest))


def _qualifier(price: Price, rest: set[str]) -> str:
    """The limiting words as the provider spells them, in the order of the charge, and those of the unit."""
    spelled = " ".join(word for word in _ASIDE.sub(" ", price.label).split() if set(_words(word)) & rest)
    return price.qualifier if price.qualifier.startswith(spelled) else f"{spelled} {price.qualifier}".strip()
