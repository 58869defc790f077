"""From a place in a document to the line that a person looks at."""

from __future__ import annotations

from modelmint.ir.lines import line_of, lines, nearest

__all__ = ["line_of", "lines", "nearest"]
