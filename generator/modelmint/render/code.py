"""Text that is already code of the target, told apart from text that came out of a schema."""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*")


class Code(str):
    """Text that an escaper, a macro or the template itself has made safe to print."""

    __slots__ = ()


class UnsafeTextError(ValueError):
    """A template printed text from a schema without an escaper."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"{str(value)[:60]!r} is printed as it came: pass it through an escaper of its place "
            "(string, py_doc, md, ...; see templates/README.md)"
        )


def join(parts: list[str]) -> Code:
    """Put printed pieces together; what a template makes is code."""
    return Code("".join(parts))


def printed(value: object) -> str:
    """What a template may print: code, whole numbers, and words that are harmless in every language.

    Raises:
        UnsafeTextError: the value is any other text.
    """
    if type(value) is Code:
        return value
    if isinstance(value, str):
        if _WORD.fullmatch(value):
            return str(value)
    elif type(value) is int or _is_undefined(value):
        return str(value)
    raise UnsafeTextError(value)


def _is_undefined(value: object) -> bool:
    from jinja2 import Undefined

    return isinstance(value, Undefined)
