"""Reads a pattern as ECMA-262 does, as far as languages agree on it; what is beyond that is refused by name."""

from __future__ import annotations

import re

from modelmint.validate.pattern.tree import (
    Branch,
    Chars,
    Choice,
    PatternError,
    Repeat,
    Sequence,
    Span,
    Tree,
    complement,
    single,
    union,
)

LONGEST = 1000
"""The longest pattern that is read, in characters, and the greatest count in it."""

_DIGIT = Chars(((48, 57),))
_WORD = union([(48, 57), (65, 90), (95, 95), (97, 122)])
_SPACES = " \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
_SPACE = union([(9, 13), (0x2000, 0x200A), *((ord(space), ord(space)) for space in _SPACES)])
_CLASSES = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_ANY = complement(union([(10, 10), (13, 13), (0x2028, 0x2029)]))
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
_COUNT = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_HEX = r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}"  # few patterns have one
_GROUP = re.compile(r"\((\?:|\?P?<[A-Za-z_][A-Za-z0-9_]*>|(?!\?))")


def parse(pattern: str) -> tuple[Branch, ...]:
    """The alternatives of a pattern.

    Raises:
        PatternError: it is none, or holds what languages do not agree on; says which.
    """
    if len(pattern) > LONGEST:
        raise PatternError(f"it is longer than {LONGEST} characters")
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in pattern):
        raise PatternError("it holds half of a character")
    reader = _Reader(pattern)
    branches = [reader.branch()]
    while reader.take("|"):
        branches.append(reader.branch())
    if reader.rest:
        raise PatternError(f"{reader.rest[0]!r} stands alone")
    return tuple(branches)


class _Reader:
    """Reads from the left; what is still to be read is `rest`."""

    def __init__(self, pattern: str) -> None:
        self.rest = pattern
        self.depth = 0

    def take(self, text: str) -> bool:
        """Pass a text if it comes next."""
        found = self.rest.startswith(text)
        if found:
            self.rest = self.rest[len(text) :]
        return found

    def branch(self) -> Branch:
        """An alternative of the whole pattern; only here may `^` and `$` stand."""
        start = self.take("^")
        tree = self._sequence()
        return Branch(tree, start, self.take("$"))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while self.rest and self.rest[0] not in "|)$":
            parts.append(self._repeated(self._atom()))
        if self.rest.startswith("$") and self.rest[1:2] not in ("", "|"):
            raise PatternError("'$' stands before the end")
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _atom(self) -> Tree:
        if self.rest[0] == "(":
            return self._group()
        if self.take("["):
            return self._class()
        if self.take("."):
            return _ANY
        if self.take("\\"):
            return self._escape()
        if self.rest[0] in "*+?{^":
            raise PatternError(f"{self.rest[0]!r} stands where nothing can be repeated or anchored")
        return single(self._letter())

    def _letter(self) -> str:
        letter, self.rest = self.rest[:1], self.rest[1:]
        if not letter:
            raise PatternError("it ends too early")
        return letter

    def _group(self) -> Tree:
        opened = _GROUP.match(self.rest)
        if opened is None:
            raise PatternError(f"it looks ahead or behind, or sets an option: {self.rest[:4]!r}")
        self.depth += 1
        if self.depth > 20:
            raise PatternError("its groups are nested too deeply")
        self.rest = self.rest[opened.end() :]
        branches = [self._sequence()]
        while self.take("|"):
            branches.append(self._sequence())
        if not self.take(")"):
            raise PatternError("a group is not closed, or is anchored within")
        self.depth -= 1
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _repeated(self, part: Tree) -> Tree:
        counted = _COUNT.match(self.rest)
        if counted:
            self.rest = self.rest[counted.end() :]
            least = int(counted[1])
            most = least if counted[2] is None else int(counted[3]) if counted[3] else None
        else:
            sign = self.rest[:1]
            if sign not in ("*", "+", "?") or not sign:
                return part
            self.rest = self.rest[1:]
            least, most = (1 if sign == "+" else 0), (1 if sign == "?" else None)
        self.take("?")  # lazy or greedy, it matches the same texts
        if max(least, most or 0) > LONGEST or (most is not None and most < least):
            raise PatternError(f"it counts beyond {LONGEST}, or backwards")
        return Repeat(part, least, most)

    def _escape(self) -> Chars:
        known = _CLASSES.get(self.rest[:1].lower())
        if known is not None:
            return complement(known) if self._letter().isupper() else known
        return single(self._escaped())

    def _escaped(self) -> str:
        code = re.match(_HEX, self.rest)
        if code:
            self.rest = self.rest[code.end() :]
            return self._point(int(code[1] or code[2] or code[3], 16))
        letter = self._letter()
        if letter in _CONTROLS and not (letter == "0" and self.rest[:1].isdigit()):
            return _CONTROLS[letter]
        if letter.isalnum() or not letter.isascii():
            raise PatternError(f"not every language knows \\{letter}, or means the same by it")
        return letter

    def _point(self, point: int) -> str:
        if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            raise PatternError(f"there is no character {point:#x}")
        return chr(point)

    def _class(self) -> Chars:
        negated = self.take("^")
        spans: list[Span] = []
        while not self.take("]"):
            low = self._member()
            if isinstance(low, str) and self.rest[:1] == "-" and self.rest[1:2] not in ("]", ""):
                self.rest = self.rest[1:]
                spans.append(self._span(low, self._member()))
            else:
                spans.extend(single(low).spans if isinstance(low, str) else low.spans)
        return complement(union(spans)) if negated else union(spans)

    def _member(self) -> str | Chars:
        if self.rest[:1] == "[" or self.rest[:2] in ("&&", "--", "||", "~~"):
            raise PatternError("not every language reads its brackets alike")
        if not self.take("\\"):
            return self._letter()
        return self._escape() if self.rest[:1].lower() in _CLASSES else "\b" if self.take("b") else self._escaped()

    def _span(self, low: str, high: str | Chars) -> Span:
        if isinstance(high, Chars) or ord(high) < ord(low):
            raise PatternError("a range in brackets has no end, or runs backwards")
        return ord(low), ord(high)
