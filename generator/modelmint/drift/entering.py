"""Changes entered into the changelog that a project keeps: below what is unreleased already, each line once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from modelmint.drift.change import Change
from modelmint.drift.changelog import sections

_ORDER: Final = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_UNRELEASED: Final = re.compile(r"##\s+\[?unreleased\]?\s*$", re.IGNORECASE)
_END: Final = re.compile(r"##\s|\[[^\]]+\]:\s")
"""What ends a version: the next one, or the addresses of links at the end of the file."""

Part: TypeAlias = tuple[str, list[str]]
"""A section of a version with its lines; what stands before the first has no name."""


def entries(place: str, changes: Sequence[Change], read: Callable[[str], str | None]) -> dict[str, str]:
    """The files that tell the changes, by path, with what they are to hold.

    `place` is the path of a changelog; with `{section}` in it, and `{model}` if wanted, that of a fragment for
    each. `read` gives what a file holds, None where there is none.
    """
    if "{section}" in place:
        return _fragments(place, changes, read)
    told = sections(changes)
    text = read(place) if told else None
    return {place: entered("# Changelog\n" if text is None else text, told)} if told else {}


def _fragments(place: str, changes: Sequence[Change], read: Callable[[str], str | None]) -> dict[str, str]:
    files: dict[str, str] = {}
    for subject in dict.fromkeys(change.subject for change in changes):
        model = re.sub(r"[^a-z0-9._-]+", "-", subject.partition(":")[2].lower())
        for section, rows in sections(change for change in changes if change.subject == subject).items():
            path = place.replace("{model}", model).replace("{section}", section.lower())
            said = files[path] if path in files else read(path) or ""
            listed = [line.removeprefix("- ") for line in said.splitlines()]
            rows = list(dict.fromkeys((*listed, *rows)))
            files[path] = "".join(f"- {row}\n" for row in rows) if len(rows) > 1 else f"{rows[0]}\n"
    return files


def entered(text: str, told: Mapping[str, Sequence[str]]) -> str:
    """The changelog with lines below the sections of what is unreleased; what it says already is not said again."""
    ends = "\r\n" if "\r\n" in text else "\n"
    rows = text.splitlines()
    start = next((at for at, row in enumerate(rows) if _UNRELEASED.match(row)), None)
    after = 0 if start is None else start + 1
    end = next((at for at in range(after, len(rows)) if _END.match(rows[at])), len(rows))
    head = [*_stripped(rows[:end]), "", "## [Unreleased]"] if start is None else rows[:after]
    parts = [] if start is None else _parts(rows[after:end])
    for section, lines in told.items():
        _enter(parts, section, [f"- {line}" for line in lines])
    tail = ["", *rows[end:]] if rows[end:] else []
    return "".join(f"{row}{ends}" for row in (*head, *_joined(parts), *tail)).lstrip("\r\n")


def _parts(rows: Sequence[str]) -> list[Part]:
    parts: list[Part] = [("", [])]
    for row in rows:
        if row.startswith("### "):
            parts.append((row[4:].strip(), []))
        else:
            parts[-1][1].append(row)
    return [(name, _stripped(lines)) for name, lines in parts]


def _enter(parts: list[Part], section: str, lines: Sequence[str]) -> None:
    """Add the lines to the section of this name, or to a new one where the usual order has it."""
    own = next((kept for name, kept in parts if name.lower() == section.lower()), None)
    if own is not None:
        own += [line for line in lines if line not in own]
        return
    later = _ORDER[_ORDER.index(section) + 1 :]
    at = next((at for at, (name, _) in enumerate(parts) if name.capitalize() in later), len(parts))
    parts.insert(at, (section, list(lines)))


def _joined(parts: Sequence[Part]) -> Iterator[str]:
    for name, lines in parts:
        if name:
            yield from ("", f"### {name}", "")
        elif lines:
            yield ""
        yield from lines


def _stripped(rows: Sequence[str]) -> list[str]:
    """The rows without empty ones at either end."""
    full = [at for at, row in enumerate(rows) if row.strip()]
    return list(rows[full[0] : full[-1] + 1]) if full else []
