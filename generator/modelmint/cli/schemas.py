"""`modelmint diff --schema`: two plain JSON Schemas, without a project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from modelmint.cli import output
from modelmint.cli.reports import Form, put
from modelmint.diagnostics.finding import Code, Severity
from modelmint.ir.frozen import frozen

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Report
    from modelmint.drift import Bump, Level
    from modelmint.drift.place import Direction
    from modelmint.drift.schemas import Decision
    from modelmint.ir.value import Json

CODES: Final = {
    "schema-breaking": Code(Severity.ERROR, "A plain JSON Schema changed so that callers break."),
    "schema-risky": Code(Severity.WARNING, "A plain JSON Schema changed so that callers may notice."),
    "schema-safe": Code(Severity.NOTE, "A plain JSON Schema changed, and no caller can notice."),
}
"""The codes that two plain JSON Schemas can give."""


@frozen
class Compared:
    """Two files, whether their values differ, and what that changes."""

    old: Path
    new: Path
    direction: Direction
    decision: Decision
    changed: bool

    @property
    def level(self) -> Level:
        """The class of the change."""
        return self.decision.level

    @property
    def bump(self) -> Bump:
        """The version number that the change should raise."""
        from modelmint.drift import Bump, Level

        bumps = {Level.BREAKING: Bump.MAJOR, Level.RISKY: Bump.MINOR, Level.SAFE: Bump.PATCH}
        return bumps[self.level] if self.changed else Bump.NONE

    @property
    def evidence(self) -> tuple[str, ...]:
        """What speaks for the class, a line each."""
        from modelmint.ir.value import UNSET
        from modelmint.ir.words import compact

        witness = self.decision.witness
        if witness is UNSET:
            return self.decision.reasons
        known = "valid before, refused now" if self.direction == "request" else "possible now, not before"
        return (*self.decision.reasons, f"{known}: {compact(witness)}")


def compare(old: Path, new: Path, direction: Direction) -> Compared:
    """Read two JSON Schemas and class the step from one to the other.

    Raises:
        click.UsageError: one cannot be read.
        click.ClickException: one is no JSON.
    """
    from modelmint.drift.schemas import decide

    before, after = _read(old), _read(new)
    return Compared(old, new, direction, decide(before, after, direction), before != after)


def _read(file: Path) -> Json:
    from modelmint.ir.text import JsonError, parse

    try:
        return parse(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from error
    except (JsonError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: {error}") from error


def show(compared: Compared, form: Form) -> None:
    """Print the class, or put it into the form that was asked for."""
    if form.name == "text":
        level = compared.level.word if compared.changed else "the same"
        lines = [f"{level}  {compared.bump.value}", *(f"  {line}" for line in compared.evidence)]
        output.put("".join(f"{line}\n" for line in lines), form.file)
    elif form.name == "json":
        output.put(output.spelled("schema-diff", **_as_json(compared)), form.file)
    else:
        put(_report(compared), form)


def _as_json(compared: Compared) -> dict[str, Json]:
    from modelmint.ir.value import UNSET

    decision = compared.decision
    witness: dict[str, Json] = {} if decision.witness is UNSET else {"witness": decision.witness}
    return {
        "direction": compared.direction,
        "level": compared.level.word if compared.changed else None,
        "bump": compared.bump.value,
        "reasons": list(decision.reasons),
        **witness,
    }


def _report(compared: Compared) -> Report:
    from modelmint.diagnostics.finding import Finding
    from modelmint.diagnostics.report import Report, locate
    from modelmint.ir.origin import Origin

    if not compared.changed:
        return Report()
    code = f"schema-{compared.level.word}"
    said = f"{compared.level.word} for what callers {'send' if compared.direction == 'request' else 'receive'}"
    message = f"{compared.old.as_posix()} -> {compared.new.as_posix()}: {said}"
    evidence = "; ".join((message, *compared.evidence))
    finding = Finding(code, CODES[code].severity, evidence, Origin(compared.new.as_posix()))
    return Report(locate([finding], lambda _: None))
