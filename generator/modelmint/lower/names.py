"""Names for a target: words of a text, spelled in a case, made safe, and told apart from one another."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from modelmint.ir.ids import DEVICES
from modelmint.lower.target import Conventions

_WORDS = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*[a-z]*|[0-9]+[a-z]*|[A-Z]")
_LONGEST = 64
_FALLBACK = {"module": "model", "class": "Type", "member": "param", "task": "task", "constant": "VALUE"}


def words(text: str) -> list[str]:
    """The words of a text in lower case; accents go, and so does what is no Latin letter or digit."""
    plain = text if text.isascii() else _latin(text)
    return [word.lower() for part in re.split(r"[^A-Za-z0-9]+", plain) for word in _WORDS.findall(part)]


def _latin(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


@lru_cache(maxsize=10_000)  # every target spells the same texts, and most alike
def spell(text: str, case: str) -> str:
    """The text in a case: snake, upper-snake, kebab, pascal, camel; `wire` leaves it as it is."""
    if case == "wire":
        return text
    parts = words(text)
    if case in ("pascal", "camel"):
        return _humps(parts, first_large=case == "pascal")
    if case == "upper-snake":
        return "_".join(parts).upper()
    return ("-" if case == "kebab" else "_").join(parts)


def _humps(parts: list[str], *, first_large: bool) -> str:
    name = ""
    for part in parts:
        # Two numbers that meet would read as another: 3.0 is not 30.
        gap = "_" if name[-1:].isdigit() and part[0].isdigit() else ""
        name += gap + (part[0].upper() + part[1:] if name or first_large else part)
    return name


def slugs(ids: Sequence[str]) -> dict[str, str]:
    """A name for each id's files and links, of small letters, digits and hyphens, the same for every target."""
    return Namer(Conventions(module="kebab", suffix="-model"), "module").names(ids)


def short_hash(text: str) -> str:
    """Four characters that depend on the text alone."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:4]


class Namer:
    """Spells names of one role (`module`, `class`, `member`, `task`, `constant`) by a target's conventions."""

    def __init__(self, conventions: Conventions, role: str) -> None:
        self.role = role
        self.case = _case(conventions, role)
        # Other names are made of a class name, and `File_Request` would look like an accident.
        self.suffix = spell(_FALLBACK[role], self.case) if role == "class" else conventions.suffix
        self.reserved = conventions.reserved | conventions.taken.get(role, frozenset())

    def name(self, text: str) -> str:
        """A safe name for a text, whatever else is named: no reserved word, no digit first, never empty."""
        if self.case == "wire":
            return text
        name = self._cut(spell(text, self.case), text) or self._fallback(text)
        if name[0].isdigit():
            name = self._join(_FALLBACK[self.role], name)
        return f"{name}{self.suffix}" if self._unusable(name) else name

    def names(self, texts: Sequence[str]) -> dict[str, str]:
        """Names for several texts, none twice. Of those that clash, the one already in this spelling keeps it."""
        plain = {text: self.name(text) for text in texts}
        groups: dict[str, list[str]] = {}
        for text, name in plain.items():
            groups.setdefault(name.casefold() if self.case != "wire" else name, []).append(text)
        used = {name for name, group in groups.items() if len(group) == 1}
        for group in groups.values():
            if len(group) > 1:
                self._tell_apart(group, plain, used)
        return plain

    def _tell_apart(self, group: list[str], names: dict[str, str], used: set[str]) -> None:
        own = [text for text in group if text in (names[text], spell(text, "kebab"))]
        for text in sorted(group):
            if own != [text]:
                names[text] = self._marked(names[text], text, used)
            used.add(names[text].casefold())

    def _marked(self, name: str, text: str, used: set[str]) -> str:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        candidates = (self._join(name, digest[:length]) for length in range(4, len(digest)))
        return next(candidate for candidate in candidates if candidate.casefold() not in used)

    def _join(self, left: str, right: str) -> str:
        if self.case == "kebab":
            return f"{left}-{right}"
        return f"{left}{right}" if self.case in ("pascal", "camel") and not left[-1].isdigit() else f"{left}_{right}"

    def _cut(self, name: str, text: str) -> str:
        return name if len(name) <= _LONGEST else self._join(name[: _LONGEST - 5].rstrip("_-"), short_hash(text))

    def _fallback(self, text: str) -> str:
        word = _FALLBACK[self.role]
        return self._join(word, short_hash(text)) if text else word

    def _unusable(self, name: str) -> bool:
        return name in self.reserved or (self.role == "module" and name.casefold() in DEVICES)


def _case(conventions: Conventions, role: str) -> str:
    cases: Mapping[str, str] = {
        "module": conventions.module,
        "class": conventions.class_name,
        "member": conventions.member,
        "task": conventions.task,
        "constant": conventions.constant,
    }
    return cases[role]
