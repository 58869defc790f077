"""Generated files as they are wanted against those that are there: what drifted, where it starts, what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import field
from typing import Final

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.files import digest
from modelmint.ir.frozen import frozen
from modelmint.ir.origin import Origin

Manifest = Mapping[str, Set[str]]
"""What we wrote: for each path the hashes of texts that are ours."""

CODES: Final = {
    "missing": Code(Severity.ERROR, "A generated file is not there."),
    "stale": Code(Severity.ERROR, "A generated file is as it was written, and would be written otherwise now."),
    "changed-by-hand": Code(Severity.ERROR, "A generated file is not as it was written."),
    "orphaned": Code(Severity.ERROR, "A file is there that was generated and no longer is."),
}
"""Every code that a look at generated files can give."""

GENERATE = "modelmint generate"
FORCE = "modelmint generate --force"


@frozen
class Present:
    """What is in a target's folder: the texts of files that are wanted or were ours, and what we wrote there."""

    files: Mapping[str, str] = field(default_factory=dict)
    manifest: Manifest = field(default_factory=dict)

    def ours(self, path: str) -> bool:
        """Whether the file is there as we wrote it."""
        return path in self.files and digest(self.files, path) in self.manifest.get(path, ())


def compare(wanted: Mapping[str, str], present: Present, out: str) -> list[Finding]:
    """What differs, in the order of the paths. `out` is the target's folder, as it stands in the configuration."""
    return [finding for path in sorted({*wanted, *present.manifest}) for finding in _file(path, wanted, present, out)]


def _file(path: str, wanted: Mapping[str, str], present: Present, out: str) -> Iterator[Finding]:
    place = f"{out}/{path}" if out not in ("", ".") else path
    if path not in wanted:
        if path in present.files:
            yield _orphaned(place, mine=present.ours(path))
    elif path not in present.files:
        yield Finding(
            "missing", Severity.ERROR, "is generated and not there", Origin(place), subject=place, hint=GENERATE
        )
    elif digest(wanted, path) != digest(present.files, path):
        yield _different(place, present.files[path], wanted[path], mine=present.ours(path))


def _orphaned(place: str, *, mine: bool) -> Finding:
    message = "is no longer generated" if mine else "is no longer generated, and was changed by hand"
    hint = GENERATE if mine else f"keep it elsewhere, or remove it with '{FORCE}'"
    return Finding("orphaned", Severity.ERROR, message, Origin(place), subject=place, hint=hint)


def _different(place: str, there: str, wanted: str, *, mine: bool) -> Finding:
    line = first_difference(there, wanted)
    found, meant = _line(there, line), _line(wanted, line)
    from_ = _start(found or "", meant or "")
    # After the end of one text, the other goes on.
    ended = meant == "" and found and line == wanted.count("\n") + 1
    right = "should not be there" if meant is None or ended else f"should be {_cut(meant, from_)}"
    said = f"line {line} is {_cut(found, from_)}, and {right}"
    code = "stale" if mine else "changed-by-hand"
    return Finding(
        code, Severity.ERROR, said, Origin(place, line=line), subject=place, hint=GENERATE if mine else FORCE
    )


def first_difference(left: str, right: str) -> int:
    """The number, counted from 1, of the first line in which two texts differ."""
    pairs = zip(left.split("\n"), right.split("\n"), strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
    return (min(left.count("\n"), right.count("\n")) + 1 if same is None else same) + 1


def _line(text: str, number: int) -> str | None:
    lines = text.split("\n")
    return lines[number - 1].strip() if number <= len(lines) else None


def _start(found: str, meant: str) -> int:
    """Where to begin to show two lines, so that the first difference is seen."""
    same = next((at for at, (one, other) in enumerate(zip(found, meant, strict=False)) if one != other), None)
    first = min(len(found), len(meant)) if same is None else same
    return 0 if first < _SHOWN - 20 else first - 20


def _cut(line: str | None, start: int) -> str:
    if line is None:
        return "not there"
    if not line:
        return "empty"
    shown = f"{'...' if start else ''}{line[start:]}"
    return repr(shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 3]}...")


_SHOWN = 60
"""How many characters of a line are shown."""
