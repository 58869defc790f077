"""Filters that move text about and keep code code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from modelmint.render.code import Code, printed


@lru_cache(maxsize=4096, typed=True)  # what a parameter is for stands in every method that takes it
def wrap(text: str, width: int = 88) -> str:
    """Break lines longer than `width` at spaces; line ends that are there stay. Do this before escaping."""
    return type(text)("\n".join(line if len(line) <= width else _broken(line, width) for line in text.split("\n")))


def _broken(line: str, width: int) -> str:
    lines, length = [""], 0
    for word in line.split():
        if length and length + 1 + len(word) > width:
            lines.append("")
            length = 0
        lines[-1] += f" {word}" if length else word
        length = len(lines[-1])
    return "\n".join(lines)


def indent(text: str, width: int = 4, first: bool = False) -> str:
    """Put spaces before every line but the first and the empty ones; with `first`, before that too."""
    lines = text.split("\n")
    done = [" " * width + line if line and (first or at) else line for at, line in enumerate(lines)]
    return type(text)("\n".join(done))


def joined(parts: Iterable[Any], separator: str = "") -> Code:
    """Put printable pieces together, with code between them."""
    return Code(separator.join(map(printed, parts)))


def dedup(parts: Iterable[str]) -> list[str]:
    """The parts, each once, where it first stands."""
    return list(dict.fromkeys(parts))


FILTERS: dict[str, Callable[..., Any]] = {"wrap": wrap, "indent": indent, "join": joined, "dedup": dedup}
