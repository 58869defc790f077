"""Changes as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from modelmint.diagnostics.plain import plain
from modelmint.diagnostics.text import GREEN, PLAIN, RED, YELLOW, Style
from modelmint.drift import words
from modelmint.drift.change import Change, verdict
from modelmint.drift.rules import rule_of
from modelmint.ir.value import UNSET
from modelmint.ir.words import compact

_FEW = 5
_WIDTH = 96
_WIDEST_PATH = 34
_LONGEST_WITNESS = 160
_COLOURS = {"breaking": RED, "risky": YELLOW, "safe": GREEN}


def render(changes: Sequence[Change], style: Style = PLAIN) -> str:
    """One block for each model: its verdict, then a line for each change; empty if nothing changed.

    Many models that are new are told together. What a terminal would obey is spelled out.
    """
    groups = {subject: tuple(group) for subject, group in groupby(changes, key=lambda change: change.subject)}
    new = [subject for subject, group in groups.items() if all(change.code == "model-added" for change in group)]
    together = new if len(new) > _FEW else []
    blocks = ["".join(_block(subject, group, style)) for subject, group in groups.items() if subject not in together]
    if together:
        blocks.append("".join(_new(together)))
    return "\n".join(blocks)


def _new(subjects: Sequence[str]) -> Iterator[str]:
    yield f"{f'{len(subjects)} new models':<{_WIDTH - len('minor')}}minor\n"
    lines = wrap(plain(", ".join(subjects)), _WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    yield from (f"  {line}\n" for line in lines)


def _block(subject: str, changes: tuple[Change, ...], style: Style) -> Iterator[str]:
    bump = verdict(changes)[1].value
    yield f"{plain(subject):<{_WIDTH - len(bump)}}{bump}\n"
    told = [change for change in changes if change.code != "documentation-changed"]
    width = min(_WIDEST_PATH, max((len(change.path) for change in told), default=0))
    for change in told:
        yield _line(change.level.word, change.path, width, said(change), style)
        yield from (_line("", "", width, more, style) for more in _more(change))
    texts = [change.path.removesuffix(".text") for change in changes if change.code == "documentation-changed"]
    if texts:
        yield _line("safe", f"{len(texts)} texts" if len(texts) > 1 else "text", width, ", ".join(texts), style)


def _line(level: str, path: str, width: int, text: str, style: Style) -> str:
    painted = style.paint(f"{level:<8}", _COLOURS[level]) if level else " " * 8
    return f"  {painted}  {plain(path):<{width}}  {plain(text)}".rstrip() + "\n"


def said(change: Change) -> str:
    """What changed in one line: from what to what, and what follows from it where the change says so."""
    what = " -> ".join(filter(None, (change.old, change.new)))
    if change.code == "parameter-renamed" or not what:
        return change.message
    usual = change.message == rule_of(change.code).meaning
    return what if usual else f"{what:<16}  {change.message}"


def _more(change: Change) -> Iterator[str]:
    yield from filter(None, (change.hint, proof(change)))


def proof(change: Change) -> str:
    """The witness and what it shows, on one line; empty for a change without one."""
    if change.witness is UNSET:
        return ""
    return f"{_PROOFS[change.place.direction]}: {words.shortened(compact(change.witness), _LONGEST_WITNESS)}"


_PROOFS = {
    "request": "valid before, refused now",
    "response": "never answered before, may be now",
    "meta": "for example",
}
