"""From an expression to its language, and from a language to its shortest text."""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from itertools import pairwise

from modelmint.drift.regex import characters
from modelmint.drift.regex.language import BLANK, EMPTY, Language, Languages, TooLargeError
from modelmint.drift.regex.read import Ahead, Edge, Either, One, Part, Repeat, Sequence, UnreadableError, anything, read


def language_of(languages: Languages, pattern: str) -> Language:
    """The language of all texts in which the expression is found.

    Raises:
        UnreadableError: the expression is wrong, or says what no language can.
    """
    part = read(pattern)
    flat = part.parts if isinstance(part, Sequence) else (part,)
    whole = Sequence((anything(), *flat, anything()))
    try:
        return _Translation(languages).language(whole, start=True, end=True)
    except (TooLargeError, RecursionError):
        raise UnreadableError(f"{pattern!r} is too large") from None


class _Translation:
    """A part means another language at the start of the text, at its end, or between.

    For each part and place: whether it matches the empty text there, and which other texts it matches. So
    that `^` and `$` come out exactly, wherever they stand.
    """

    def __init__(self, languages: Languages) -> None:
        self.languages = languages

    def language(self, part: Part, *, start: bool, end: bool) -> Language:
        blank = self.blank(part, start=start, end=end)
        texts = self.texts(part, start=start, end=end)
        return self.languages.either((texts, BLANK if blank else EMPTY))

    def blank(self, part: Part, *, start: bool, end: bool) -> bool:
        """Whether the part matches the empty text at this place."""
        match part:
            case One():
                return False
            case Sequence():
                return self._blank_sequence(part.parts, start=start, end=end)
            case Either():
                return any(self.blank(option, start=start, end=end) for option in part.parts)
            case Repeat():
                return part.least == 0 or self.blank(part.part, start=start, end=end)
            case Edge():
                return start if part.start else end
            case Ahead():
                return self._blank_ahead(part, start=start, end=end)

    def _blank_sequence(self, parts: tuple[Part, ...], *, start: bool, end: bool) -> bool:
        return all(self.blank(item, start=start, end=end) for item in parts)

    def _blank_ahead(self, part: Ahead, *, start: bool, end: bool) -> bool:
        if not end:
            raise UnreadableError("a look ahead that does not see the end")
        return self.blank(part.part, start=start, end=True) != part.negative

    def texts(self, part: Part, *, start: bool, end: bool) -> Language:
        """The texts that are not empty and that the part matches at this place."""
        match part:
            case One():
                return self.languages.one_of(part.characters)
            case Sequence():
                return self._sequence(part.parts, start=start, end=end)
            case Either():
                return self.languages.either(self.texts(option, start=start, end=end) for option in part.parts)
            case Repeat():
                return self._repeat(part, start=start, end=end)
            case Edge() | Ahead():
                return EMPTY

    def _sequence(self, parts: tuple[Part, ...], *, start: bool, end: bool) -> Language:
        """The text is split between the first part and the rest; either may get nothing of it."""
        if not parts:
            return EMPTY
        first, rest = parts[0], parts[1:]
        if isinstance(first, Ahead):
            return self._ahead(first, rest, start=start, end=end)
        if not rest:
            return self.texts(first, start=start, end=end)
        following = Sequence(rest)
        to_rest = self.texts(following, start=start, end=end)
        if to_rest != EMPTY and not self.blank(first, start=start, end=False):
            to_rest = EMPTY
        inner = self.texts(following, start=False, end=end)
        both = self.languages.then(self.texts(first, start=start, end=False), inner) if inner != EMPTY else EMPTY
        to_first = EMPTY
        if self.blank(following, start=False, end=end):
            to_first = self.texts(first, start=start, end=end)
        return self.languages.either((to_rest, both, to_first))

    def _ahead(self, part: Ahead, rest: tuple[Part, ...], *, start: bool, end: bool) -> Language:
        """The texts of the rest, as far as they start with the part, or do not. The rest must reach the end."""
        if not end:
            raise UnreadableError("a look ahead that does not see the end")
        following = self.texts(Sequence(rest), start=start, end=True)
        wanted = self.language(Sequence((part.part, anything())), start=start, end=True)
        return self.languages.both((following, self.languages.outside(wanted) if part.negative else wanted))

    def _repeat(self, part: Repeat, *, start: bool, end: bool) -> Language:
        """Once, or a first, some between and a last, none of them empty."""
        once = self.texts(part.part, start=start, end=end)
        between = self.texts(part.part, start=False, end=False)
        first = self.texts(part.part, start=start, end=False)
        last = self.texts(part.part, start=False, end=end)
        least = 0 if self.blank(part.part, start=start, end=end) else part.least
        least = least if least else 1
        if part.most == 0:
            return EMPTY
        several = EMPTY
        if part.most is None or part.most > 1:
            middle = self._times(between, max(least - 2, 0), None if part.most is None else part.most - 2)
            several = self.languages.then(first, self.languages.then(middle, last))
        return self.languages.either((once if least <= 1 else EMPTY, several))

    def _times(self, language: Language, least: int, most: int | None) -> Language:
        """The language so many times, built from the end so that each derivative stays small."""
        result = self.languages.star(language) if most is None else BLANK
        for _ in range(0 if most is None else most - least):
            result = self.languages.either((BLANK, self.languages.then(language, result)))
        for _ in range(least):
            result = self.languages.then(language, result)
        return result


def shortest(languages: Languages, language: Language, least: int = 0, most: int | None = None) -> str | None:
    """The shortest text of the language with at least and at most so many characters; None if there is none.

    Raises:
        TooLargeError: there are more states than we are ready to look at.
    """
    if most is not None and most < least:
        return None
    seen = {(language, 0)}
    queue = deque([(language, "")])
    while queue:
        here, text = queue.popleft()
        if languages.has_blank[here] and len(text) >= least:
            return text
        if most is not None and len(text) >= most:
            continue
        for code in _examples(languages, here):
            following = languages.after(here, code)
            state = (following, min(len(text) + 1, least))
            if following != EMPTY and state not in seen:
                seen.add(state)
                queue.append((following, text + chr(code)))
    return None


def _examples(languages: Languages, language: Language) -> list[int]:
    """One character for each range within which all characters are followed by the same."""
    edges = sorted({0, 0xD800, 0xE000, 0x110000, *languages.starts[language]})
    spans = ((low, high - 1) for low, high in pairwise(edges))
    found = [characters.example(low, high) for low, high in spans if not 0xD800 <= low <= 0xDFFF]
    return sorted(found, key=lambda code: not 97 <= code <= 122)


@lru_cache(maxsize=512)
def _acceptor(pattern: str) -> tuple[Languages, Language]:
    languages = Languages()
    return languages, language_of(languages, pattern)


def matches(pattern: str, text: str) -> bool:
    """Whether the expression is found in the text.

    Raises:
        UnreadableError: the expression is wrong, or says what no language can.
    """
    languages, state = _acceptor(pattern)
    for char in text:
        state = languages.after(state, ord(char))
        if state == EMPTY:
            return False
    return languages.has_blank[state]
