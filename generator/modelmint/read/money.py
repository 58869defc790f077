"""Money and units as price tables write them: `$0.12`, `per 1M tokens`, `In $0.012 / Out $0.058`."""

from __future__ import annotations

import re
from decimal import Decimal

from modelmint.ir.frozen import frozen

_SYMBOLS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
_CODES = ("USD", "EUR", "GBP", "CNY", "JPY", "CAD", "AUD", "CHF", "INR")
_NUMBER = re.compile(r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_SCALES = {"": Decimal(1), "K": Decimal(1000), "M": Decimal(10) ** 6, "B": Decimal(10) ** 9}
_WORDS = {"thousand": Decimal(1000), "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}
_PER = re.compile(
    rf"(?:per\b|/)\s*(?:{_NUMBER.pattern}\s*(?P<scale>[KMB]?)\b)?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)

UNITS = {
    "image": ("image", "images", "picture", "pictures"),
    "second": ("second", "seconds", "sec", "secs", "s"),
    "minute": ("minute", "minutes", "min", "mins"),
    "hour": ("hour", "hours"),
    "request": ("request", "requests"),
    "token": ("token", "tokens"),
    "character": ("character", "characters", "char", "chars"),
    "search": ("search", "searches"),
    "page": ("page", "pages"),
    "call": ("call", "calls"),
    "video": ("video", "videos"),
    "megapixel": ("megapixel", "megapixels", "mp"),
}
"""The words for each unit that is known."""

METERS = {
    "input": ("input", "in", "prompt", "prompts"),
    "output": ("output", "out", "completion", "completions", "generated"),
    "cache-read": ("cached", "cache-read"),
}
"""The words for each flow that is counted apart."""

_UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
_METER_OF = {word: meter for meter, words in METERS.items() for word in words}


@frozen
class Money:
    """An exact amount in a currency, by its ISO 4217 code."""

    amount: Decimal
    currency: str


@frozen
class Counted:
    """What is counted: `per` of `unit`, of one flow where said; `rest` is what the words say beyond that."""

    unit: str
    per: Decimal = Decimal(1)
    meter: str | None = None
    rest: str = ""


def money(text: str) -> Money | None:
    """The amount that a text is, and nothing but it; None for any other text."""
    text = text.strip()
    symbol = next((each for each in _SYMBOLS if text.startswith(each)), "")
    number, currency = (text[len(symbol) :], _SYMBOLS[symbol]) if symbol else (text[:-3], text[-3:])
    if currency not in _CODES or not _NUMBER.fullmatch(number.strip()):
        return None
    return Money(Decimal(number.strip().replace(",", "")), currency)


def counted(text: str) -> Counted | None:
    """What `per image`, `per 1M prompt tokens` or `fixed` counts; None if the words name no unit.

    A unit that is not known is kept in the provider's word. `per 1M` alone counts tokens, which is what
    such tables mean by it.
    """
    if text.strip().lower() in {"fixed", "flat", "once"}:
        return Counted("request")
    match = _PER.fullmatch(text.strip())
    if match is None:
        return None
    per = Decimal((match["number"] or "1").replace(",", "")) * _SCALES[(match["scale"] or "").upper()]
    if per == 0:
        return None
    return _unit(match["rest"].split(), per, bare=bool(match["scale"]))


def _unit(words: list[str], per: Decimal, *, bare: bool) -> Counted | None:
    if words and words[0].lower() in _WORDS:
        per, words, bare = per * _WORDS[words[0].lower()], words[1:], True
    meter = meter_of(words[0]) if words else None
    if meter is not None:
        words = words[1:]
    if not words:
        return Counted("token", per, meter) if bare else None
    unit = _UNIT_OF.get(words[0].lower(), words[0].lower())
    return Counted(unit, per, meter, " ".join(words[1:]))


def meter_of(word: str) -> str | None:
    """The flow that a word stands for."""
    return _METER_OF.get(word.lower().rstrip(":"))
