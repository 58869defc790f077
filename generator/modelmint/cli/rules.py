"""`modelmint rules`: every code that a finding or a change can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from modelmint.cli import output
from modelmint.cli.options import nearest, output_format

if TYPE_CHECKING:
    from modelmint.ir.value import Json


@click.command()
@click.argument("codes", nargs=-1)
@output_format
def command(codes: tuple[str, ...], format_: str) -> None:
    """List every code that a finding or a change can have, with what it means and how much it weighs.

    `[severity]` in the configuration gives a finding's code another weight.

    \b
    Example:
      modelmint rules range-contradicts-prose
    """
    rows = list(_rows())
    known = [str(row["code"]) for row in rows]
    for code in codes:
        if code not in known:
            raise click.UsageError(f"there is no code {code!r}{nearest(code, known) or '; modelmint rules lists all'}")
    wanted = [row for row in rows if not codes or row["code"] in codes]
    if format_ == "json":
        output.document("rules", rules=[*wanted])
    else:
        output.table([(str(row["code"]), str(row["weight"]), str(row["from"]), str(row["meaning"])) for row in wanted])


def _rows() -> Iterator[dict[str, Json]]:
    from modelmint import checks, overlay, read, remote
    from modelmint.cli import schemas
    from modelmint.diagnostics import lifecycle, policy
    from modelmint.drift import RULES as CHANGES
    from modelmint.drift import files
    from modelmint.lint import RULES as LINTS
    from modelmint.render import prove
    from modelmint.snapshot import verify

    for code, known in read.CODES.items():
        yield _row(code, known.severity.value, "reading", known.purpose)
    for rule in LINTS:
        yield _row(rule.code, rule.severity.value, "lint", rule.purpose)
    for code, known in overlay.CODES.items():
        yield _row(code, known.severity.value, "overlay", known.purpose)
    for code, known in {
        **verify.CODES,
        **checks.CODES,
        **remote.CODES,
        **files.CODES,
        **lifecycle.CODES,
        **policy.CODES,
        **prove.CODES,
    }.items():
        yield _row(code, known.severity.value, "check", known.purpose)
    for code, known in schemas.CODES.items():
        yield _row(code, known.severity.value, "diff --schema", known.purpose)
    for change in CHANGES:
        yield _row(change.code, f"{change.level.word}, {change.bump.value}", "diff", change.meaning)


def purposes() -> dict[str, str]:
    """What each code means."""
    return {str(row["code"]): str(row["meaning"]) for row in _rows()}


def _row(code: str, weight: str, stage: str, meaning: str) -> dict[str, Json]:
    return {"code": code, "weight": weight, "from": stage, "meaning": meaning}
