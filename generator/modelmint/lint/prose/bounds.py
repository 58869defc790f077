"""The range of a number, as its description gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from modelmint.ir.frozen import frozen
from modelmint.lint.prose.sentence import NUMBER, TO, sentences, to_number

_UNIT = (
    r"\s?(?P<{}>%|°|(?:milliseconds?|seconds?|secs?|minutes?|ms|s|pixels?|px|fps|khz|hz|db|lufs|degrees?|frames?"
    r"|steps?|tokens?|images?|videos?|x|kb|mb|gb)\b)?"
)
_OVER = r"(?![\w:×*/]|\.\d|\s?[x×*/:]\s?\d)"
"""The number ends here, and is no part of a ratio or a size in two dimensions."""
_PAIR = rf"(?P<low>{NUMBER}){_UNIT.format('low_unit')}{TO}(?P<high>{NUMBER}){_UNIT.format('unit')}{_OVER}"
_END = r"(?:,?\s*\(?inclusive\)?)?"

_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[(\[]\s*(?:(?:valid |allowed |supported )?range:?\s*|from\s+|between\s+|values?:?\s+)?{_PAIR}{_END}"
        r"\s*[)\].;,]",
        rf"\bbetween\s+\[?{_PAIR}",
        rf"\branges?(?:\s+(?:is|of|from|are|between)|:)?\s*[(\[]?{_PAIR}",
        rf"\brang(?:es|ing)\s+(?:from|between)\s+{_PAIR}",
        rf"\bvalues?\s+(?:is\s+|are\s+|must be\s+)?(?:from|in|within)\s+{_PAIR}",
        rf"[,:]\s+{_PAIR}{_END}(?=\s*[(.;]|$)",
        rf"\b(?:must|should|can) be (?:from |in |within )?(?:the range (?:of )?)?\[?{_PAIR}",
    )
)
_COMMA_PAIR = re.compile(
    rf"\b(?:in|within|range:?|between|of)\s+[\[(](?P<low>{NUMBER}),\s*(?P<high>{NUMBER})[\])]", re.IGNORECASE
)
_LEAST = re.compile(
    rf"(?:^|[(,.]\s*|\b(?:must|should|has to) be |\bis )"
    rf"(?:min(?:imum)?(?: value)?(?: is| of|:|=)?|at least|no less than|(?:greater|larger) than or equal to|>=|≥)"
    rf"\s*(?P<low>{NUMBER}){_UNIT.format('unit')}{_OVER}",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"(?:^|[(,.]\s*|\b(?:must|should|has to|can) be |\bis |\b(?:must|should|may|can) ?not )"
    rf"(?:max(?:imum)?(?: value)?(?: is| of|:|=)?|at most|no more than|exceed|(?:less|smaller) than or equal to|<=|≤"
    rf"|up to)\s*(?P<high>{NUMBER}){_UNIT.format('unit')}{_OVER}",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:typical\w*|usual\w*|recommend\w*|suggest\w*|eg|such as|for example|try|best|good|ideal\w*|optimal\w*|around"
    r"|about|approx\w*|prefer\w*|common\w*|generally|often|works? well|normally|sweet spot|if|when|unless|per|each"
    r"|depend\w*|default|defaults|vary|varies|otherwise|total|combined)\b|~",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:lower|higher|larger|smaller|low|high|small|large|greater|bigger)\s+(?:values?|numbers?|settings?)?\s*$",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"\w\s+[x×*+]\s+\w+\s+$|\b(?:product|sum)\b", re.IGNORECASE)
"""What stands before a range that is not the parameter's own."""
_USE = re.compile(r"\bfor [\w -]+$", re.IGNORECASE)
"""What stands before a colon and a range for some requests."""
_KIND = re.compile(r"(?:an? )?(?:integer|number|float|decimal|value) ", re.IGNORECASE)
"""What stands before a range that the sentence begins with, whatever it goes on to say."""
_FOREIGN = {"kb", "mb", "gb", "%"}


@frozen
class Bounds:
    """The ends that a description names, both inclusive; `quote` is where it does; `unit` is the word behind."""

    low: Decimal | None
    high: Decimal | None
    quote: str
    unit: str = ""


def bounds(doc: str) -> Bounds | None:
    """What the description says about the range of its parameter, if it says one thing.

    Advice, ranges under a condition and ranges of other things are left alone.
    """
    found = [claim for sentence in sentences(doc.replace("`", "")) for claim in _claims(sentence)]
    lows = {claim.low for claim in found if claim.low is not None}
    highs = {claim.high for claim in found if claim.high is not None}
    if not found or len(lows) > 1 or len(highs) > 1:
        return None
    low, high = next(iter(lows), None), next(iter(highs), None)
    return Bounds(low, high, "; ".join(dict.fromkeys(claim.quote for claim in found)), found[0].unit)


def _claims(sentence: str) -> Iterator[Bounds]:
    match = next((match for pattern in (*_PAIRS, _COMMA_PAIR) if (match := pattern.search(sentence))), None)
    matches = [match] if match else [match for one in (_LEAST, _MOST) if (match := one.search(sentence))]
    for match in matches:
        if not _sure(sentence, match):
            continue
        ends = match.groupdict()
        low, high = ends.get("low"), ends.get("high")
        claim = Bounds(
            None if low is None else to_number(low),
            None if high is None else to_number(high),
            match[0].strip(" ,.;([").rstrip(")]"),
            (ends.get("unit") or "").lower(),
        )
        if claim.low is None or claim.high is None or claim.low < claim.high:
            yield claim


def _sure(sentence: str, match: re.Match[str]) -> bool:
    """Whether the sentence states the range, and of the value itself."""
    before = sentence[: match.start()]
    aside = sentence[match.start()] in "([" or _KIND.fullmatch(before) is not None
    hedged = _HEDGE.search(before) if aside else _HEDGE.search(sentence)
    if sentence[match.start()] == ":" and _USE.search(before):
        return False
    unit = (match.groupdict().get("unit") or "").lower()
    return not (hedged or _COMPARED.search(before) or _PRODUCT.search(before) or unit in _FOREIGN)
