"""How commands show changes of meaning: as a table for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from modelmint.cli import output
from modelmint.diagnostics.plain import plain

if TYPE_CHECKING:
    from pathlib import Path

    from modelmint.config import Acknowledgement
    from modelmint.drift import Change
    from modelmint.drift.policy import Judged
    from modelmint.ir.value import Json


def as_text(outcome: Judged, file: Path | None = None) -> str:
    """The changes, model by model, and those that are accepted for now; empty if there are none.

    `file` is where the text goes to, if not to standard output.
    """
    from modelmint.drift.text import render

    lines = [plain(_accepted(change, by)) for change, by in outcome.accepted]
    lines += [plain(f"  warning   {finding.message}; {finding.hint}") for finding in outcome.expired]
    return render(outcome.changes, output.style(file)) + "".join(f"{line}\n" for line in lines)


def _accepted(change: Change, by: Acknowledgement) -> str:
    return f"accepted until {by.expires}  {change.code}  {change.subject} {change.path}: {by.why}"


def as_json(outcome: Judged) -> dict[str, Json]:
    """The verdict, on the whole and by model, and every change; `diff.schema.json` describes it."""
    by_model = groupby(outcome.changes, key=lambda change: change.subject)
    return {
        **_verdict(outcome.changes),
        "models": [{"model": subject, **_verdict(tuple(group))} for subject, group in by_model],
        "changes": [change_as_json(change) for change in outcome.changes],
        "accepted": [
            {**change_as_json(change), "why": by.why, "expires": by.expires.isoformat()}
            for change, by in outcome.accepted
        ],
    }


def _verdict(changes: Sequence[Change]) -> dict[str, Json]:
    from modelmint.drift import verdict

    level, bump = verdict(tuple(changes))
    return {"level": level.word if changes else None, "bump": bump.value}


def change_as_json(change: Change) -> dict[str, Json]:
    """One change for programs."""
    from modelmint.ir.value import UNSET

    effective = change.effective
    return {
        "model": change.subject,
        "path": change.path,
        "parameter": change.place.parameter,
        "direction": change.place.direction,
        "code": change.code,
        "level": change.level.word,
        "bump": change.bump.value,
        "message": change.message,
        "old": change.old,
        "new": change.new,
        "hint": change.hint,
        "expected": change.expected,
        "effective": None if effective is None else effective.isoformat(),
        **({} if change.witness is UNSET else {"witness": change.witness}),
    }
