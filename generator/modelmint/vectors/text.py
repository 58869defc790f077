"""Vectors as plain JSON, which every language reads as the same values.

What JSON lacks, or what JavaScript would round, is spelled as an object with one member:

    {"$number": "NaN"}                  NaN, Infinity or -Infinity
    {"$number": "9007199254740993"}     a whole number beyond 2^53: `int` in Python, `BigInt` in JavaScript
    {"$repeat": ["a", 10000]}           a text that repeats a short one

A name that starts with `$` by itself gets one more, which reading takes away.
"""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from typing import Final

from modelmint.validate import Problem
from modelmint.vectors.vector import Vector

SAFE: Final = 2**53
"""Whole numbers up to here are numbers of JavaScript; beyond, a `BigInt` is meant."""

SHORT: Final = 80
"""Texts up to here are written out."""


_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def line(vector: Vector) -> str:
    """A vector as one line of JSON: its `name`, its `request` and, if it has any, its `problems`."""
    row: dict[str, object] = {"name": vector.name, "request": encoded(vector.request)}
    if vector.problems:
        row["problems"] = [said(problem) for problem in vector.problems]
    return _PLAIN.encode(row)


def said(problem: Problem) -> dict[str, object]:
    """A problem as plain JSON."""
    words: dict[str, object] = {
        "path": problem.path,
        "code": problem.code,
        "expected": encoded(problem.expected),
        "got": problem.got,
    }
    return words if problem.suggestion is None else {**words, "suggestion": encoded(problem.suggestion)}


def encoded(value: object) -> object:
    """Any value of a request as plain JSON, with numbers as `int` and `float`.

    Raises:
        TypeError: it is none.
    """
    match value:
        case None | bool():
            return value
        case str():
            return _text(value)
        case int() | float() | Decimal():
            return _number(value)
        case list():
            return [encoded(item) for item in value]
        case dict():
            return {_name(name): encoded(item) for name, item in value.items()}
        case _:
            raise TypeError(f"no value of a request: {value!r}")


def _name(name: str) -> str:
    return f"${name}" if name.startswith("$") else name


def _text(text: str) -> object:
    if len(text) > SHORT:
        unit = text[: (text + text).index(text, 1)]
        if len(unit) < SHORT / 4:
            return {"$repeat": [unit, len(text) // len(unit)]}
    return text


def _number(number: int | float | Decimal) -> object:
    if isinstance(number, int):
        return number if abs(number) <= SAFE else {"$number": str(number)}
    if not math.isfinite(number):
        return {"$number": {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(float(number))]}
    if isinstance(number, Decimal) and Decimal(repr(float(number))) != number:
        return {"$number": str(number)}
    return float(number)


def decoded(value: object) -> object:
    """The value that `encoded` spelled, from JSON as any reader gives it."""
    match value:
        case list():
            return [decoded(item) for item in value]
        case {"$number": str(digits)}:
            return _special(digits)
        case {"$repeat": [str(unit), int(times)]}:
            return unit * times
        case dict():
            return {name.removeprefix("$"): decoded(item) for name, item in value.items()}
        case _:
            return value


def _special(digits: str) -> int | float | Decimal:
    if digits in ("NaN", "Infinity", "-Infinity"):
        return float(digits)
    return Decimal(digits) if re.search("[.eE]", digits) else int(digits)
