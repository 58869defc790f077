"""Descriptions cut into sentences, and numbers as prose writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number, with or without commas at its thousands."""

TO = r"\s*(?:to|and|through|-|–|—|~|\.{2,3}|…)\s*"
"""What stands between the ends of a range."""

_ABBREVIATED = re.compile(r"\b(e\.g|i\.e|etc|vs|approx|incl|max|min|no)\.(?=[\s,)])", re.IGNORECASE)
_END = re.compile(r"(?<=[.;!?])\s+(?=[^a-z\s])|\s*\n\s*\n\s*|\s*\n\s*[-*•]\s+|\s+·\s+")
_BLANK = re.compile(r"\s+")
_BLANKS = re.compile(r"\s{2,}")


_LONGEST, _MOST = 600, 20_000
"""Characters of a sentence and of a description, so that text made to be slow to search is not searched."""


@lru_cache(maxsize=1024)
def sentences(doc: str) -> tuple[str, ...]:
    """The sentences of a description, each on one line, without marks of emphasis; very long ones are left out.

    Many rules read the same description one after another, so that the last ones are kept.
    """
    text = _ABBREVIATED.sub(r"\1", _BLANKS.sub(_shorter, doc[:_MOST].replace("**", "")))
    parts = (_BLANK.sub(" ", part).strip() for part in _END.split(text))
    return tuple(part for part in parts if 0 < len(part) <= _LONGEST)


def _shorter(blanks: re.Match[str]) -> str:
    """A short run of blanks that breaks lines and paragraphs as the long one did."""
    return "\n" * min(blanks[0].count("\n"), 2) or " "


def to_number(text: str) -> Decimal:
    """The number that a text matching NUMBER spells."""
    return Decimal(text.replace(",", "").replace("−", "-"))
