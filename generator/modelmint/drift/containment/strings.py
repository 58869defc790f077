"""A text that satisfies all of some atoms and none of others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from modelmint.drift.containment import pool as ops
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.size import size
from modelmint.drift.containment.value import Found, Nothing
from modelmint.drift.regex import EMPTY, Languages, TooLargeError, UnreadableError, language_of, shortest

_LONGEST = 100_000
_MOST_TRIES = 5_000


def find_text(pool: Pool, atoms: list[Formula], accepts: Callable[[str], bool]) -> Found:
    """A text within the atoms that `accepts`, which also knows of single texts that are ruled out."""
    least, most = size(pool, atoms, ops.LONG, ops.SHORT)
    if most is not None and least > most:
        return Nothing.EMPTY
    patterns = [(pool.args[abs(atom)][0], atom > 0) for atom in atoms if pool.op[abs(atom)] == ops.PATTERN]
    if not patterns:
        return _plain(least, most, accepts)
    try:
        return _matching(patterns, least, most, accepts)
    except UnreadableError:
        return _guess(patterns, least, most)
    except TooLargeError:
        return Nothing.UNKNOWN


def _plain(least: int, most: int | None, accepts: Callable[[str], bool]) -> Found:
    """Without a pattern, only a length of nought leaves no choice."""
    if least > _LONGEST:
        return Nothing.UNKNOWN
    for tried, text in enumerate(_texts(least, most)):
        if accepts(text):
            return text
        if tried > _MOST_TRIES:
            return Nothing.UNKNOWN
    return Nothing.EMPTY


def _texts(least: int, most: int | None) -> Iterator[str]:
    if not least:
        # One letter reads better than nothing, where both will do.
        yield from ("",) if most == 0 else ("a", "")
        least = 1
    if most is None or most >= least:
        yield from (chr(97 + n) + "a" * (least - 1) for n in count() if not 0xD800 <= 97 + n < 0xE000)


def _matching(patterns: list[tuple[str, bool]], least: int, most: int | None, accepts: Callable[[str], bool]) -> Found:
    """The shortest text of the language, then of what is left of it, until one is accepted."""
    languages = Languages()
    read = ((language_of(languages, pattern), wanted) for pattern, wanted in patterns)
    language = languages.both(one if wanted else languages.outside(one) for one, wanted in read)
    for _ in range(_MOST_TRIES):
        text = None if language == EMPTY else shortest(languages, language, least, most)
        if text is None:
            return Nothing.EMPTY
        if accepts(text):
            return text
        language = languages.both((language, languages.outside(languages.text(text))))
    return Nothing.UNKNOWN


def _guess(patterns: list[tuple[str, bool]], least: int, most: int | None) -> Found:
    """For expressions that are no languages: a text of our choice that happens to fit, or nothing known."""
    try:
        compiled = [(re.compile(pattern), wanted) for pattern, wanted in patterns]
    except (re.error, OverflowError, RecursionError):
        return Nothing.UNKNOWN
    for text in ("", "a", "A", "0", " ", "-", "a" * least, "0" * least, "!" * least):
        fits = least <= len(text) and (most is None or len(text) <= most)
        if fits and all(bool(pattern.search(text)) == wanted for pattern, wanted in compiled):
            return text
    return Nothing.UNKNOWN
