"""Vectors as plain JSON, which every language reads as the same values.

What JSON lacks, or what JavaScript would round, is spelled as an object with one member:

    {"$number": "NaN"}                  NaN, Infinity or -Infinity
    {"$number": "9007199254740993"}     a whole number beyond 2^53: `int` in Python, `BigInt` in JavaScript
    {"$repeat": ["a", 10000]}           a text that repeats a short one

A member that is really named so gets one more `$`, which reading takes away.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

from modelmint.ir.value import Json
from modelmint.validate import Problem
from modelmint.vectors.vector import Vector

SAFE: Final = 2**53
"""Whole numbers up to here are numbers of JavaScript; beyond, a `BigInt` is meant."""

SHORT: Final = 80
"""Texts up to here are written out."""

_MARK = re.compile(r"\$+(number|repeat)\Z")


def plain(vector: Vector) -> dict[str, Json]:
    """A vector as plain JSON: `name`, `request` and, if it has any, `problems`."""
    row: dict[str, Json] = {"name": vector.name, "request": encoded(vector.request)}
    if vector.problems:
        row["problems"] = [_problem(problem) for problem in vector.problems]
    return row


def _problem(problem: Problem) -> Json:
    said: dict[str, Json] = {
        "path": problem.path,
        "code": problem.code,
        "expected": encoded(problem.expected),
        "got": problem.got,
    }
    return said if problem.suggestion is None else {**said, "suggestion": encoded(problem.suggestion)}


def encoded(value: object) -> Json:
    """Any value of a request as plain JSON.

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
    return f"${name}" if _MARK.match(name) else name


def _text(text: str) -> Json:
    if len(text) > SHORT:
        unit = text[: (text + text).index(text, 1)]
        if len(unit) < SHORT / 4:
            return {"$repeat": [unit, len(text) // len(unit)]}
    return text


def _number(number: int | float | Decimal) -> Json:
    if isinstance(number, int):
        return number if abs(number) <= SAFE else {"$number": str(number)}
    if not math.isfinite(number):
        return {"$number": {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(float(number))]}
    exact = _of_float(number) if isinstance(number, float) else number
    near = float(exact)
    if math.isfinite(near) and Decimal(repr(near)) == exact:
        return exact
    return {"$number": str(exact)}


def _of_float(number: float) -> Decimal:
    """The decimal that spells a float so that it is read as one: never as digits alone."""
    exact = Decimal(repr(number))
    return exact if exact.as_tuple().exponent else exact.quantize(Decimal("0.1"))


def decoded(value: object) -> object:
    """The value that `encoded` spelled, from JSON as any reader gives it."""
    match value:
        case Decimal():
            return float(value)
        case list():
            return [decoded(item) for item in value]
        case {"$number": str(digits)}:
            return _special(digits)
        case {"$repeat": [str(unit), int(times)]}:
            return unit * times
        case dict():
            return {name[1:] if _MARK.match(name) else name: decoded(item) for name, item in value.items()}
        case _:
            return value


def _special(digits: str) -> int | float | Decimal:
    if digits in ("NaN", "Infinity", "-Infinity"):
        return float(digits)
    return Decimal(digits) if re.search("[.eE]", digits) else int(digits)
