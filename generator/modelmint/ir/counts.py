"""How many of something, in words."""

from __future__ import annotations

from collections.abc import Sequence


def counted(count: int, one: str, many: str = "") -> str:
    """A count and its noun: `1 item`, `3 items`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def at_least(count: int, noun: str) -> str:
    """A smallest count of characters, items or members."""
    return f"at least {counted(count, noun)}"


def at_most(count: int, noun: str) -> str:
    """A largest count of characters, items or members."""
    return f"at most {counted(count, noun)}"


def amount(least: int | None, most: int | None, noun: str) -> str:
    """How many of something: `1 to 10 items`, `at most 1 character`; empty if any number will do."""
    if least and most is not None:
        return counted(least, noun) if least == most else f"{least} to {counted(most, noun)}"
    if most is not None:
        return at_most(most, noun)
    return at_least(least, noun) if least else ""


def items_that(items: str, fit: str) -> str:
    """Items of which something is asked: `at least 1 item that is "a"`, `2 items that are each a number`."""
    return f"{items} that {'is' if items.endswith('item') else 'are each'} {fit}"


def listing(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def how_many(least: int, most: int, among: int) -> str:
    """How many of some parameters are asked for: `exactly one`, `at most 2`, `2 to 3`."""
    if least == most:
        return f"exactly {_few(least)}"
    if least == 0:
        return f"at most {_few(most)}"
    return f"at least {_few(least)}" if most >= among else f"{least} to {most}"


def _few(count: int) -> str:
    return "one" if count == 1 else str(count)
