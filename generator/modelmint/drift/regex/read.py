"""Regular expressions as ECMA-262 writes them, read into a tree."""

from __future__ import annotations

from typing import Final, TypeAlias, Union

from modelmint.drift.regex.characters import DIGITS, EVERY, LINE_ENDS, SPACE, WORD, Characters, joined, others
from modelmint.ir.frozen import frozen


class UnreadableError(ValueError):
    """The expression is wrong, or uses what we cannot turn into a language."""


@frozen
class One:
    """A character of the set."""

    characters: Characters


@frozen
class Sequence:
    """One part after the other."""

    parts: tuple[Part, ...]


@frozen
class Either:
    """One of the parts."""

    parts: tuple[Part, ...]


@frozen
class Repeat:
    """The part, from `least` to `most` times; None means without end."""

    part: Part
    least: int
    most: int | None


@frozen
class Edge:
    """The start or the end of the whole text."""

    start: bool


@frozen
class Ahead:
    """What follows starts with the part, or does not; nothing is consumed."""

    part: Part
    negative: bool


Part: TypeAlias = Union[One, Sequence, Either, Repeat, Edge, Ahead]

_MOST_REPEATS: Final = 2_000
_NAMED: Final[dict[str, Characters]] = {
    "d": DIGITS,
    "w": WORD,
    "s": SPACE,
    "D": others(DIGITS),
    "W": others(WORD),
    "S": others(SPACE),
}
_CONTROLS: Final = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_DOT: Final = One(others(LINE_ENDS))


def read(pattern: str) -> Part:
    """The tree of an expression.

    Raises:
        UnreadableError: it is not well formed, or has back references, looks behind, or word boundaries.
    """
    reader = _Reader(pattern)
    part = reader.either()
    if reader.at < len(pattern):
        raise UnreadableError(f"unexpected {pattern[reader.at]!r} at {reader.at} in {pattern!r}")
    return part


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def _peek(self, expected: str) -> bool:
        return self.text.startswith(expected, self.at)

    def _take(self, expected: str) -> bool:
        found = self._peek(expected)
        self.at += len(expected) * found
        return found

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise UnreadableError(f"{self.text!r} ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def either(self) -> Part:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self._repeated(self._one()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _repeated(self, part: Part) -> Part:
        while (bounds := self._bounds()) is not None:
            least, most = bounds
            if max(least, most or 0) > _MOST_REPEATS or (most is not None and most < least):
                raise UnreadableError(f"cannot repeat {least} to {most} times")
            part = Repeat(part, least, most)
            if not self._take("?"):
                self._take("+")
        return part

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._take("*"):
            return 0, None
        if self._take("+"):
            return 1, None
        if self._take("?"):
            return 0, 1
        return self._counted() if self._peek("{") else None

    def _counted(self) -> tuple[int, int | None] | None:
        """The bounds in braces; braces that hold no bounds are plain characters."""
        end = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : max(end, self.at)].partition(",")
        if not low.isdecimal() or not (high.isdecimal() or not high):
            return None
        self.at = end + 1
        return int(low), int(high) if high else None if comma else int(low)

    def _one(self) -> Part:
        char = self._next()
        match char:
            case "^" | "$":
                return Edge(start=char == "^")
            case ".":
                return _DOT
            case "(":
                return self._group()
            case "[":
                return One(self._class())
            case "\\":
                return self._escape()
            case "*" | "+" | "?":
                raise UnreadableError(f"nothing to repeat at {self.at - 1} in {self.text!r}")
        return One(((ord(char), ord(char)),))

    def _group(self) -> Part:
        ahead: bool | None = None
        if self._take("?"):
            ahead = self._opening()
        part = self.either()
        if not self._take(")"):
            raise UnreadableError(f"a group is not closed in {self.text!r}")
        return part if ahead is None else Ahead(part, negative=not ahead)

    def _opening(self) -> bool | None:
        """What kind of group it is: None for a plain one, else whether it looks ahead for or against."""
        if self._take(":"):
            return None
        if self._take("=") or self._take("!"):
            return self.text[self.at - 1] == "="
        self._take("P")
        if self._peek("<") and not self._peek("<=") and not self._peek("<!"):
            self.at = self.text.find(">", self.at) + 1
            return None
        raise UnreadableError(f"cannot read the group at {self.at} in {self.text!r}")

    def _escape(self) -> Part:
        char = self._next()
        if char in _NAMED:
            return One(_NAMED[char])
        if char in "AZz":
            return Edge(start=char == "A")
        code = self._code(char)
        return One(((code, code),))

    def _code(self, char: str) -> int:
        """The code point of an escaped character."""
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char == "c":
            return ord(self._next()) % 32
        if char in "xu":
            return self._hexadecimal(char)
        if char.isalnum():
            raise UnreadableError(f"cannot read \\{char} in {self.text!r}")
        return ord(char)

    def _hexadecimal(self, char: str) -> int:
        length = 2 if char == "x" else 4
        digits = self.text[self.at : self.at + length]
        if self._take("{"):
            digits = self.text[self.at : max(self.text.find("}", self.at), self.at)]
            length = len(digits) + 1
        self.at += length
        try:
            return int(digits, 16)
        except ValueError:
            raise UnreadableError(f"{digits!r} is no code point in {self.text!r}") from None

    def _class(self) -> Characters:
        negative = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            ranges += self._member()
        found = joined(ranges)
        return others(found) if negative else found

    def _member(self) -> Characters:
        low = self._class_item()
        if not (self._peek("-") and not self._peek("-]")):
            return low
        self.at += 1
        high = self._class_item()
        if len(low) > 1 or len(high) > 1 or low[0][0] != low[0][1]:
            return joined((*low, *high, (45, 45)))
        if low[0][0] > high[0][1]:
            raise UnreadableError(f"a range runs backwards in {self.text!r}")
        return ((low[0][0], high[0][1]),)

    def _class_item(self) -> Characters:
        char = self._next()
        if char != "\\":
            return ((ord(char), ord(char)),)
        char = self._next()
        if char in _NAMED:
            return _NAMED[char]
        code = 8 if char == "b" else self._code(char)
        return ((code, code),)


def anything() -> Part:
    """Any text at all, line ends included."""
    return Repeat(One(EVERY), 0, None)
