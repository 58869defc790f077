"""A pack's own checks of what it made, such as a type checker over generated Python."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.origin import Origin
from modelmint.render.pack import Pack

CODES = {
    "proof-failed": Code(Severity.ERROR, "A check that a pack has for its own output failed."),
    "proof-missing": Code(Severity.ERROR, "A program that a pack checks its output with is not installed."),
}
"""The codes that proving can give."""

_LINES = 12


def prove(pack: Pack, folder: Path, shown: str) -> Iterator[Finding]:
    """Run the pack's checks in a target's folder, which findings call `shown`."""
    for command in pack.checks:
        program = which(command[0])
        words = " ".join(command)
        if program is None:
            said = f"the pack {pack.name} proves its output with {words!r}, and there is no {command[0]}"
            yield _finding("proof-missing", shown, said, f"install {command[0]}")
            continue
        done = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            last = " / ".join((done.stdout + done.stderr).strip().splitlines()[-_LINES:])
            said = f"{words!r} ended with {done.returncode}: {last}"
            yield _finding("proof-failed", shown, said, "correct the model in overlay.toml, or the pack's templates")


def _finding(code: str, shown: str, message: str, hint: str) -> Finding:
    return Finding(code, CODES[code].severity, message, Origin(shown), shown, hint=hint)
