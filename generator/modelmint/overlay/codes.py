"""The findings that an overlay can give, and their wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.ids import ModelRef
from modelmint.ir.origin import Origin
from modelmint.ir.value import Json, Unset
from modelmint.ir.words import compact
from modelmint.overlay.entries import Correction, Outcome, RuleEntry
from modelmint.shape.check import Mistake

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "overlay-unreadable": Code(Severity.ERROR, "An overlay is no TOML, so none of it applies."),
        "overlay-invalid": Code(Severity.ERROR, "An entry of an overlay is not written as it must be."),
        "upstream-fixed": Code(
            Severity.WARNING, "The document now says itself what an overlay says: the entry can go."
        ),
        "upstream-changed": Code(
            Severity.WARNING, "The document changed under an overlay's entry, which needs a look."
        ),
        "target-gone": Code(Severity.WARNING, "What an overlay's entry is about is no longer in the document."),
        "entry-expired": Code(Severity.WARNING, "An overlay's entry is past the day on which to look again."),
    }
)
"""Every code that overlays can give."""


def invalid(mistake: Mistake, file: str, ref: ModelRef) -> Finding:
    """The finding of something that is not written as it must be."""
    origin = Origin(file, mistake.pointer)
    return Finding("overlay-invalid", Severity.ERROR, mistake.message, origin, str(ref), hint=mistake.hint)


def unreadable(reason: str, file: str, ref: ModelRef) -> Finding:
    """The finding of a file that cannot be read at all."""
    hint = "mend the file's TOML; nothing of it applies until then"
    return Finding("overlay-unreadable", Severity.ERROR, reason, Origin(file), str(ref), hint=hint)


def findings_of(outcome: Outcome, ref: ModelRef, today: date) -> list[Finding]:
    """What a person should know about an entry on a day; nothing if it simply applies."""
    entry = outcome.entry
    found = [] if outcome.status == "applied" else [_stale(outcome, ref)]
    if entry.expires is not None and entry.expires < today:
        message = f"{title(entry)} was to be looked at again by {entry.expires}; it still applies"
        found.append(
            _finding("entry-expired", entry, ref, message, "look again, then move `expires` or remove the entry")
        )
    return found


def _finding(code: str, entry: Correction | RuleEntry, ref: ModelRef, message: str, hint: str) -> Finding:
    parameter, origin = _about(entry)
    return Finding(code, CODES[code].severity, message, origin, str(ref), parameter, hint)


def _about(entry: Correction | RuleEntry) -> tuple[str, Origin]:
    """The parameter or fact that an entry is about, and the line that names it best."""
    if isinstance(entry, Correction):
        return entry.target, Origin(entry.origin.file, f"{entry.origin.pointer}/at")
    return entry.parameters[0], entry.origin


def title(entry: Correction | RuleEntry) -> str:
    """What an entry is, short: the place of a correction, the kind of a rule and its parameters."""
    if isinstance(entry, Correction):
        return entry.at
    return f"{entry.kind.replace('_', ' ')} {', '.join(entry.parameters)}"


def _stale(outcome: Outcome, ref: ModelRef) -> Finding:
    words = _correction_words if isinstance(outcome.entry, Correction) else _rule_words
    message, hint = words(outcome)
    return _finding(outcome.status, outcome.entry, ref, message, hint)


def _correction_words(outcome: Outcome) -> tuple[str, str]:
    entry = outcome.entry
    assert isinstance(entry, Correction)
    if outcome.status == "target-gone":
        return (
            f"the document has no {entry.target}; {entry.at} is not corrected{outcome.problem}",
            "name what it is called now, or remove the correction",
        )
    now = _say(outcome.says)
    if outcome.status == "upstream-fixed":
        return f"the document now gives {entry.at} as {now} itself", "remove the correction"
    if outcome.problem:
        return f"{entry.at} is not corrected: {outcome.problem}", "review the correction"
    return (
        f"{entry.at} was {_say(entry.was)} when this was written, and is {now} now; not corrected",
        "review: if the correction still holds, put what the document says now into `was`",
    )


def _rule_words(outcome: Outcome) -> tuple[str, str]:
    name = title(outcome.entry)
    if outcome.status == "target-gone":
        return f"the rule {name} does not apply: {outcome.problem}", "correct the name, or remove the rule"
    if outcome.status == "upstream-fixed":
        return f"the document now states the rule {name} itself", "remove the rule"
    return f"the rule {name}: {outcome.problem}", "review the rule"


def _say(fact: Json | Unset) -> str:
    if isinstance(fact, Unset):
        return "not said"
    shown = _table(fact) if isinstance(fact, dict) else compact(fact)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _table(fact: Mapping[str, Json]) -> str:
    return f"{{ {', '.join(f'{key} = {compact(value)}' for key, value in fact.items())} }}"


_LONGEST = 80
"""How many characters of a fact are told."""
