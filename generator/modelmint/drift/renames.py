"""Parameters that went and came under another name: proposed with the evidence, never assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from modelmint.drift.plain import plain
from modelmint.ir.frozen import frozen
from modelmint.ir.model import Parameter
from modelmint.ir.types import Array, Integer, Map, Nullable, Number, Record, Type
from modelmint.ir.value import UNSET, same

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_IDLE = frozenset({"of", "the", "a", "to", "in", "for"})
_ENOUGH = 1.7


@frozen
class Rename:
    """A proposal: these two may be one parameter. `evidence` lists what they share, in words."""

    old: Parameter
    new: Parameter
    score: float
    evidence: tuple[str, ...]


def find_renames(gone: Sequence[Parameter], came: Sequence[Parameter]) -> list[Rename]:
    """The best pairs of what went and what came, each parameter in one pair at most."""
    weighed = (_weighed(old, new) for old in gone for new in came)
    ranked = sorted((pair for pair in weighed if pair), key=lambda pair: -pair.score)
    taken: set[str] = set()
    chosen = []
    for pair in ranked:
        if not {f"- {pair.old.name}", f"+ {pair.new.name}"} & taken:
            taken |= {f"- {pair.old.name}", f"+ {pair.new.name}"}
            chosen.append(pair)
    return chosen


def _weighed(old: Parameter, new: Parameter) -> Rename | None:
    if _kind(old.type) != _kind(new.type):
        return None
    names = _name_likeness(old.name, new.name)
    prose = SequenceMatcher(None, old.doc.lower().split(), new.doc.lower().split()).ratio() if old.doc else 0.0
    equal = plain(old.type) == plain(new.type)
    default = old.default is not UNSET and same(old.default, new.default)
    plainly = isinstance(old.type, Number | Integer | Array | Record | Map)
    score = equal * (1.0 if plainly else 0.5) + default * 0.5 + names * 1.5 + (prose >= 0.5) * prose
    if score < _ENOUGH or (names < 0.5 and prose < 0.7):
        return None
    return Rename(old, new, score, tuple(_evidence(old, new, equal=equal, default=default, prose=prose)))


def _evidence(old: Parameter, new: Parameter, *, equal: bool, default: bool, prose: float) -> list[str]:
    shared = ["type"]
    if equal and getattr(plain(old.type), "range", None):
        shared.append("range")
    if default:
        shared.append("default")
    if old.required == new.required:
        shared.append("required" if old.required else "optional")
    if prose >= 0.5:
        shared.append("prose")
    return shared


def _kind(type_: Type) -> str:
    inner = plain(type_)
    inner = inner.inner if isinstance(inner, Nullable) else inner
    return "number" if isinstance(inner, Number | Integer) else inner.kind


def _name_likeness(old: str, new: str) -> float:
    """What share of the names' words are the same, an abbreviation counting as its word."""
    before, after = _split(old), _split(new)
    shared = sum(any(_same_word(word, other) for other in after) for word in before)
    return shared / max(len(before), len(after), 1)


def _split(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name) if word.lower() not in _IDLE]


def _same_word(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) >= 3 and long.startswith(short))
