"""The default that a description names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelmint.ir.frozen import frozen
from modelmint.lint.prose.sentence import sentences
from modelmint.lint.prose.values import ITEM

_VALUE = rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+|{ITEM})"
_AFTER = re.compile(
    rf"\bdefaults?(?: value| setting)?(?:\s+is(?: set)?(?: to)?|\s+to|\s*[:=]|\s+of)\s*{_VALUE}", re.IGNORECASE
)
_ASIDE = re.compile(rf"\(\s*default(?:s to|\s+is|:|=)?\s+{_VALUE}\s*[,;)]", re.IGNORECASE)
_BESIDE = re.compile(r"\b[Tt]he default(?: value)? \((?P<value>[-+]?\d+(?:\.\d+)?|'[^']{1,60}'|\"[^\"]{1,60}\")\)")
_MARKED = re.compile(rf"(?<![\w'\"`]){_VALUE}\s*\((?:the |by )?default\)", re.IGNORECASE)
_NAMED = re.compile(rf"(?:^|[,;(]\s*|\b[Tt]he )(?P<value>{ITEM}) is the default(?= value\b|[.,;)]|$)")
_BY = re.compile(r"\b(?P<value>on|off|enabled|disabled|true|false|[-+]?\d+(?:\.\d+)?)\s+by default\b", re.IGNORECASE)
_UNSENT = re.compile(
    r"\b(?:if|when) (?:it is |it's |this is )?(?:not |un|omitted|left )"
    r"(?:provided|specified|set|given|sent|empty|present|out)?\b,?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|when|for|unless|otherwise|or|depend\w*|based|inferred|whichever|varies)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\bthan\b|\bset to\b", re.IGNORECASE)
"""Before a default in parentheses, a sign that it is another parameter's."""
_UNIT = re.compile(
    r"\s*(?:seconds?|s|pixels?|px|frames?|fps|steps?|images?|ms|tokens?|degrees?|%)?(?=\s*(?:[.,;:)!]|$|\(|which\b))"
)


@frozen
class Claim:
    """What a description says the default is, as a word; `quote` is where it does. A quoted word is a text for sure."""

    value: str
    quote: str
    quoted: bool


def default(doc: str) -> Claim | None:
    """The default that the description names, if it names one, without a condition."""
    claims = [claim for sentence in sentences(doc) for claim in _claims(sentence)]
    return claims[0] if len({claim.value.casefold() for claim in claims}) == 1 else None


def _claims(sentence: str) -> Iterator[Claim]:
    plain = _UNSENT.sub("", sentence)
    for pattern in (_AFTER, _ASIDE, _BESIDE, _MARKED, _NAMED, _BY):
        match = pattern.search(plain)
        if match and _alone(plain, match):
            text = match["value"]
            quoted = text[0] in "'\"`“‘"
            yield Claim(text[1:-1] if quoted else text, match[0].strip(" ,;("), quoted)


def _alone(sentence: str, match: re.Match[str]) -> bool:
    """Whether the sentence says it of every request, of this parameter, and of this value as a whole."""
    if match.re in (_ASIDE, _BESIDE, _MARKED):
        return not _ELSEWHERE.search(sentence[: match.start()])
    if _CONDITION.search(sentence):
        return False
    return match.re is not _AFTER or bool(_UNIT.match(sentence, match.end()))
