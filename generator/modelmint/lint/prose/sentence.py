"""Descriptions cut into sentences, and numbers as prose writes them."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = r"[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number, with or without commas at its thousands."""

TO = r"\s*(?:to|and|through|-|–|—|~|\.{2,3}|…)\s*"
"""What stands between the ends of a range."""

_ABBREVIATED = re.compile(r"\b(e\.g|i\.e|etc|vs|approx|incl|max|min|no)\.(?=[\s,)])", re.IGNORECASE)
_END = re.compile(r"(?<=[.;!?])\s+(?=[^a-z\s])|\s*\n\s*\n\s*|\s*\n\s*[-*•]\s+|\s+·\s+")
_BLANK = re.compile(r"\s+")


def sentences(doc: str) -> list[str]:
    """The sentences of a description, each on one line, without marks of emphasis."""
    text = _ABBREVIATED.sub(r"\1", doc.replace("**", ""))
    return [_BLANK.sub(" ", part).strip() for part in _END.split(text) if part.strip()]


def to_number(text: str) -> Decimal:
    """The number that a text matching NUMBER spells."""
    return Decimal(text.replace(",", "").replace("−", "-"))
