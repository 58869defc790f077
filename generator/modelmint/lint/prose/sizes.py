"""How long a text or a list may be, as its description gives it."""

from __future__ import annotations

import re
from decimal import Decimal

from modelmint.lint.prose.bounds import Bounds
from modelmint.lint.prose.sentence import NUMBER, TO, sentences, to_number

_CHARACTERS = r"(?:utf-?8 |unicode |total )?(?:characters?|chars?)\b"
_UPPER = (
    r"(?:max(?:imum)?(?: length)?(?: is| of|:)?|up to|at most|no more than|limit(?:ed)?(?: is| of| to|:)?"
    r"|(?:can ?not|must not|may not|should not|not) (?:exceed|be longer than)|no longer than|≤|<=)"
)
_LOWER = r"(?:min(?:imum)?(?: length)?(?: is| of|:)?|at least|no fewer than|≥|>=)"
_LENGTHS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:between )?(?P<low>{NUMBER})(?:{TO}|\s*and\s*)(?P<high>{NUMBER}) {_CHARACTERS}",
        rf"{_UPPER}\s*(?P<high>{NUMBER})[ -]{_CHARACTERS}",
        rf"(?P<high>{NUMBER}) {_CHARACTERS} ?(?:max(?:imum)?|or (?:less|fewer))\b",
        rf"{_LOWER}\s*(?P<low>{NUMBER})[ -]{_CHARACTERS}",
    )
)
_NUMBERS = {word: Decimal(i) for i, word in enumerate(("one", "two", "three", "four", "five", "six"), start=1)}
_WORDS = "|".join(_NUMBERS)
_ITEMS = (
    r"(?:(?!(?:second|minute|hour|frame|pixel|character|word|step|token|more|other|mb|gb|kb)\b)[a-z]+[ -])?"
    r"(?:images?|videos?|audios?|audio files?|files?|items?|entries|urls?|elements?|loras?|colou?rs?|voices?|ids?|tags?"
    r"|speakers?|clips?|frames?|prompts?|texts?|messages?|strings?|keyframes?|references?|terms?|sequences?|locators?"
    r"|image urls?|video urls?|styles?|pairs?|points?|boxes|masks?|photos?|pictures?|shots?|scenes?|words?|keyterms?"
    r"|methods?)\b"
)
_COUNTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:^|[(,]\s*|\b(?:between|from|of|provide|upload|pass|accepts?) )"
        rf"(?P<low>\d+){TO}(?P<high>\d+) {_ITEMS}(?!-)",
        rf"\b{_UPPER}\s*(?P<high>\d+|{_WORDS})(?: {_ITEMS}|(?=\s*[).;,]|$))"
        r"(?! ?(?:mb|kb|gb|px|pixels|s|seconds|sec)\b)",
        rf"\b{_LOWER}\s*(?P<low>\d+|{_WORDS})(?: {_ITEMS}|(?=\s*[).;,]|$))",
        r"\bonly (?P<one>one|a single|1) \w+ (?:is|are) (?:supported|allowed|accepted)\b",
        r"\bsupports? (?:only )?(?P<one>one|a single|1) \w+$",
    )
)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|otherwise|eg|for example|recommend\w*|suggest\w*|typical\w*|ideal\w*|best|around|about"
    r"|approx\w*|var(?:y|ies)|depend\w*|each|every|exactly)\b",
    re.IGNORECASE,
)
"""A sentence with one of these says something else, or not of every request."""
_TOPIC = re.compile(
    r"\b(?:total|(?<!be )combined|across|sum|per|resolution|size|duration|ratio|width|height|side|seconds?|dimensions?"
    r"|pixels?|px|rate|tier|plan|zip|archive|inference)\b|\+",
    re.IGNORECASE,
)
"""A clause with one of these counts something else."""
_CALL = re.compile(
    r"\b(?:per|(?:in|during) (?:a single|one)) (?:request|task|generation|call|run|inference)\b", re.IGNORECASE
)
_IGNORED = re.compile(
    r"\bonly the first\b|\b(?:additional|extra|more|others?|rest)\b.{0,30}\b(?:ignored|dropped)\b|\btruncated\b",
    re.IGNORECASE,
)
"""Where more is cut off, more is allowed."""


def length(doc: str) -> Bounds | None:
    """How many characters the description allows, if it says one thing."""
    return _agreed(doc, _LENGTHS)


def count(doc: str) -> Bounds | None:
    """How many items the description allows, if it says one thing."""
    return _agreed(doc, _COUNTS)


def _agreed(doc: str, patterns: tuple[re.Pattern[str], ...]) -> Bounds | None:
    """The ends that all sentences agree on. At least none is no end."""
    matches = [] if _IGNORED.search(doc) else [match for one in sentences(doc) if (match := _claim(one, patterns))]
    lows = {_number(match["low"]) for match in matches if match.groupdict().get("low")} - {0}
    highs = {_number(match["high"]) for match in matches if match.groupdict().get("high")}
    highs |= {Decimal(1) for match in matches if match.groupdict().get("one")}
    if not (lows or highs) or len(lows) > 1 or len(highs) > 1:
        return None
    quotes = dict.fromkeys(match[0].strip(" (,") for match in matches)
    return Bounds(next(iter(lows), None), next(iter(highs), None), "; ".join(quotes))


def _number(text: str) -> Decimal:
    return _NUMBERS.get(text.lower()) or to_number(text)


def _claim(sentence: str, patterns: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    sentence = _CALL.sub("", sentence).rstrip(".")
    match = next((match for pattern in patterns if (match := pattern.search(sentence))), None)
    if match is None or _CONDITION.search(sentence):
        return None
    start = max(sentence.rfind(mark, 0, match.start()) for mark in ",;(")
    ends = [at for mark in ",;)" if (at := sentence.find(mark, match.end())) >= 0]
    return None if _TOPIC.search(sentence[start + 1 : min(ends, default=len(sentence))]) else match
