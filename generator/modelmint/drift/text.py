"""Changes as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from modelmint.drift.change import Change, verdict
from modelmint.ir.value import UNSET, Json

_WIDTH = 96


def render(changes: Sequence[Change]) -> str:
    """One block for each model: its verdict, then a line for each change; empty if nothing changed."""
    blocks = groupby(changes, key=lambda change: change.subject)
    return "\n".join("".join(_block(subject, tuple(group))) for subject, group in blocks)


def _block(subject: str, changes: tuple[Change, ...]) -> Iterator[str]:
    bump = verdict(changes)[1].value
    yield f"{subject:<{_WIDTH - len(bump)}}{bump}\n"
    width = min(32, max((len(change.path) for change in changes), default=0))
    for change in changes:
        yield _line(change, width)
        yield from (f"  {'':<8}  {'':<{width}}  {more}\n" for more in _more(change))


def _line(change: Change, width: int) -> str:
    what = " -> ".join(filter(None, (change.old, change.new)))
    said = change.message if change.code == "parameter-renamed" or not what else f"{what}  {_aside(change)}"
    return f"  {change.level.word:<8}  {change.path:<{width}}  {said}".rstrip() + "\n"


def _aside(change: Change) -> str:
    return f"({change.message})"


def _more(change: Change) -> Iterator[str]:
    if change.hint:
        yield change.hint
    if change.witness is not UNSET:
        yield f"valid before, refused now: {_spelled(change.witness)}"


def _spelled(value: Json) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, default=str)
