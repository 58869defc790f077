"""Texts: lengths, pattern, format."""

from __future__ import annotations

from modelmint.ir.types import String
from modelmint.read.json_schema.media import medium
from modelmint.read.json_schema.parts import Parts
from modelmint.validate.pattern import flaw


def read_string(parts: Parts) -> String:
    """The text that all parts allow."""
    formats = [node.text() for node in parts.having("format")]
    return String(
        min_length=largest(parts, "minLength"),
        max_length=smallest(parts, "maxLength"),
        pattern=_pattern(parts),
        format=formats[0] if formats and formats[0] else None,
        media=medium(parts),
    )


def largest(parts: Parts, keyword: str) -> int | None:
    """The largest of the counts that the parts give."""
    return max((count for node in parts.having(keyword) if (count := node.whole()) is not None), default=None)


def smallest(parts: Parts, keyword: str) -> int | None:
    """The smallest of the counts that the parts give."""
    return min((count for node in parts.having(keyword) if (count := node.whole()) is not None), default=None)


def _pattern(parts: Parts) -> str | None:
    """The one pattern; a type has no room for a second."""
    patterns = parts.having("pattern")
    for node in patterns[1:]:
        if node.text() != patterns[0].text():
            node.report("constraint-not-read", f"a second pattern {node.quote()} beside another is not held")
    pattern = patterns[0].text_or_none() if patterns else None
    if pattern is not None and (reason := flaw(pattern)):
        patterns[0].report("constraint-not-read", f"the pattern {patterns[0].quote()} is not enforced: {reason}")
    return pattern
