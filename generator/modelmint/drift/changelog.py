"""Changes as an entry of a changelog, in the form of Keep a Changelog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from modelmint.diagnostics.markdown import code, text
from modelmint.drift.change import Change, Level
from modelmint.drift.text import said

_SECTIONS = ("Added", "Changed", "Deprecated", "Removed")
_UNTOLD = frozenset(
    {
        "advice-changed",
        "description-changed",
        "documentation-changed",
        "example-changed",
        "order-changed",
        "price-renamed",
        "retirement-near",
        "retirement-passed",
        "schema-unavailable",
        "model-unreachable",
    }
)
"""What no user of a client needs to know, or what is no change of the client's."""

_LIMITS = frozenset(
    {"contains", "count", "default", "format", "length", "null", "pattern", "range", "rule", "step", "unique"}
)
_ADDED = frozenset({"answer-known", "capability-gained"})
_DEPRECATED = frozenset({"deprecated", "deprecated-undated", "documentation-warns", "parameter-deprecated"})
_REMOVED = frozenset({"answer-unknown", "capability-lost", "parameter-removed-as-announced"})


def changelog(changes: Sequence[Change], heading: str = "Unreleased") -> str:
    """The entry: a heading, then sections with a line for each change, what breaks first; empty if nothing to tell.

    `heading` is a version, with its date where it has one.
    """
    told = sections(changes)
    return "".join(f"{line}\n" for line in _lines(told, heading)) if told else ""


def sections(changes: Iterable[Change]) -> dict[str, list[str]]:
    """What there is to tell, a line of running text each, below the headings of Keep a Changelog that have any."""
    told = sorted((change for change in changes if change.code not in _UNTOLD), key=lambda change: -change.level)
    found = {section: [_row(change) for change in told if _section(change.code) == section] for section in _SECTIONS}
    return {section: rows for section, rows in found.items() if rows}


def _lines(told: Mapping[str, Sequence[str]], heading: str) -> Iterator[str]:
    yield f"## [{heading}]" if " " not in heading else f"## {heading}"
    for section, rows in told.items():
        yield from ("", f"### {section}", "")
        yield from (f"- {row}" for row in rows)


def _section(code_: str) -> str:
    if code_ in _DEPRECATED or code_.startswith("retirement-"):
        return "Deprecated"
    if code_ in _REMOVED or code_.endswith(("-removed", "model-removed-as-announced")):
        return "Removed"
    return "Added" if code_ in _ADDED or ("-added" in code_ and not _is_limit(code_)) else "Changed"


def _is_limit(code_: str) -> bool:
    """Whether the code is of a limit that came, which adds nothing to a client."""
    return code_.startswith(
        ("range-", "length-", "contains-", "count-", "step-", "pattern-", "unique-", "format-", "rule-", "null-")
    )


def _row(change: Change) -> str:
    model = change.subject.partition(":")[2]
    path = f" {code(change.path)}" if change.path else ""
    breaks = "**Breaking:** " if change.level is Level.BREAKING else ""
    hint = f" ({text(change.hint)})" if change.hint else ""
    return f"{breaks}{code(model)}{path}: {sentence(change)}{hint}"


def sentence(change: Change) -> str:
    """What changed, as running text in Markdown."""
    return " → ".join(text(" ".join(part.split())) for part in said(change).split(" -> "))


def counted(changes: Iterable[Change]) -> str:
    """How many changes there are of each class, such as `1 breaking, 3 safe`."""
    levels = [change.level for change in changes]
    counts = [(levels.count(level), level.word) for level in reversed(Level)]
    return ", ".join(f"{count} {word}" for count, word in counts if count)
