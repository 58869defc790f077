"""Bounds of numbers, in the spellings of every draft."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from modelmint.ir.types import Range
from modelmint.read.json_schema.parts import Parts
from modelmint.read.node import Node

Bound: TypeAlias = tuple[Decimal, bool]
"""A limit, and whether it is itself refused."""


def read_bounds(parts: Parts) -> Range:
    """The tightest bounds that the parts give."""
    if not parts.has("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        return Range()
    lows = [bound for node in parts.nodes for bound in _bounds(node, "minimum", "exclusiveMinimum")]
    highs = [bound for node in parts.nodes for bound in _bounds(node, "maximum", "exclusiveMaximum")]
    low = max(lows, default=None)
    high = min(highs, key=lambda bound: (bound[0], not bound[1]), default=None)
    return Range(
        minimum=low[0] if low else None,
        maximum=high[0] if high else None,
        exclusive_minimum=low is not None and low[1],
        exclusive_maximum=high is not None and high[1],
    )


def _bounds(node: Node, plain: str, exclusive: str) -> Iterator[Bound]:
    """Drafts up to 4 make a bound exclusive with a flag beside it, later ones have a keyword of its own."""
    flagged = exclusive in node and isinstance(node[exclusive].value, bool)
    excludes = flagged and node[exclusive].flag() is True
    number = node[plain].number() if plain in node else None
    if number is not None:
        yield number, excludes
    if exclusive in node and not flagged:
        number = node[exclusive].number()
        yield from () if number is None else [(number, True)]


def read_step(parts: Parts) -> Decimal | None:
    """What a number must be a multiple of. Two that do not divide each other are more than a type can hold."""
    step: Decimal | None = None
    for node in parts.having("multipleOf"):
        found = node.number()
        if found is not None and found <= 0:
            node.wrong("a number above 0")
        elif found is not None:
            step = found if step is None else _both(step, found, node)
    return step


def _both(step: Decimal, other: Decimal, node: Node) -> Decimal:
    high, low = max(step, other), min(step, other)
    if high.adjusted() - low.adjusted() < 20 and high % low == 0:
        return high
    node.report("constraint-not-read", f"a multiple of {step} and of {other} at once is not held; only of {step}")
    return step
