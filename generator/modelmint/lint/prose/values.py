"""The values that a description lists as those to choose from."""

from __future__ import annotations

import re

from modelmint.ir.frozen import frozen
from modelmint.lint.prose.sentence import sentences

_QUOTED = r"'[^']{1,60}'|\"[^\"]{1,60}\"|`[^`]{1,60}`|“[^”]{1,60}”|‘[^’]{1,60}’"
ITEM = rf"(?:{_QUOTED}|[-+]?[A-Za-z0-9](?:[\w+/×%-]|[.:](?=\w))*)"
"""A value: a quoted text or a word without spaces."""

_ASIDE = r"(?:\s*\([^()]*\))?"
_COMMA = r"\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or)\s+|\s*\|\s*)"
_LIST = rf"(?P<list>{ITEM}{_ASIDE}(?:{_COMMA}{ITEM}{_ASIDE})+)"
_OVER = (
    r"(?P<open>\s*,?\s*(?:and |or )?(?:etc|\.\.\.|…|more\b|others?\b))?"
    r"(?=\s*(?:[.;)\]](?!\w)|$)|\s+(?:seconds?|pixels|px|fps|steps|s)\b)"
)
_CUES = (
    r"\b(?:(?:available|supported|possible|allowed|valid|accepted|permitted)\s+)?(?:options|values|choices)"
    r"(?:\s+are)?\s*:?\s*[(\[]?",
    r"\b(?:must be |should be |can be |is )?one of\s*(?:the following)?:?\s*[(\[]?",
    r"\bchoose (?:(?:between|from)\s*:?\s*)?",
    r"\b(?:must be |should be |^)either\s+",
    r"^either\s+",
)
_CUED = tuple(re.compile(cue + _LIST + _OVER, re.IGNORECASE) for cue in _CUES)
_PIPED = re.compile(rf"^(?P<list>{ITEM}(?:\s*\|\s*{ITEM})+)(?P<open>\s*\|\s*(?:\.\.\.|…))?(?=\s*(?:[.;:(]|$))")
_BULLETS = re.compile(
    r"\b(?:options|values|choices|modes)(?: are)?\s*:\s*\n((?:\s*[-*•]\s+[^\n]+\n?){2,})", re.IGNORECASE
)
_BULLET = re.compile(rf"^\s*[-*•]\s+\**({ITEM})\**\s*(?:[:(=–-]|$)", re.MULTILINE)
_EXAMPLES = re.compile(
    r"\b(?:also|eg|such as|for example|including|includes?|like|any|custom|popular|common|usual|typical|if|when"
    r"|unless)\b",
    re.IGNORECASE,
)
_MOST = 5_000
"""Characters of a description that are searched for a list in lines."""
_NEXT = re.compile(rf"({ITEM}){_ASIDE}")


@frozen
class Listing:
    """What a description offers; `quote` is where it does. A closed list names all there is."""

    values: tuple[str, ...]
    quote: str
    closed: bool = True


def listing(doc: str) -> Listing | None:
    """The values that the description lists, if it lists some once."""
    found = [one for one in (_bullets(doc), *map(_listed, sentences(doc))) if one is not None]
    return found[0] if len({one.values for one in found}) == 1 else None


def _bullets(doc: str) -> Listing | None:
    block = _BULLETS.search(doc[:_MOST])
    values = tuple(unquote(item) for item in _BULLET.findall(block[1])) if block else ()
    lines = block[1].strip().count("\n") + 1 if block else 0
    return Listing(values, ", ".join(values)) if len(values) > 1 and len(values) == lines else None


def _listed(sentence: str) -> Listing | None:
    match = next((match for one in (*_CUED, _PIPED) if (match := one.search(sentence))), None)
    if match is None or _EXAMPLES.search(sentence[: match.end("list")]):
        return None
    values = tuple(unquote(item) for item in _NEXT.findall(match["list"]) if item not in ("and", "or"))
    return Listing(values, match[0].strip(), match["open"] is None)


def unquote(item: str) -> str:
    """An item without its quotation marks."""
    return item[1:-1] if len(item) > 2 and item[0] in "'\"`“‘" else item
