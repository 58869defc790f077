"""Every case: a document, perhaps an overlay, the model that comes of them, and the findings as a person sees them."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from goldens import Golden
from modelmint.diagnostics.finding import Finding
from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.lines import line_of
from modelmint.ir.origin import Origin
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.overlay import apply, read_overlay
from modelmint.read import DIALECTS, read

CASES = Path(__file__).parents[1] / "cases"
TODAY = date(2026, 11, 22)


def dialect(case: str) -> str:
    """A case of another dialect than the first begins with its name."""
    return next((name for name in DIALECTS if case.startswith(f"{name}-")), DIALECTS[0])


@pytest.mark.parametrize(
    "case", sorted(folder.name for folder in CASES.iterdir() if (folder / "snapshot.json").exists())
)
def test_a_document_gives_this_model_and_these_findings(case: str, golden: Golden) -> None:
    ref = ModelRef("source", case)
    document = text.parse((CASES / case / "snapshot.json").read_text(encoding="utf-8"))
    model, findings = read(document, ref, "snapshot.json", dialect(case))
    overlay, wrong = read_overlay(CASES / case / "overlay.toml", ref, "overlay.toml")
    corrected, stale = apply(normalise(model), overlay, TODAY)
    shown = "".join(f"{show(finding, CASES / case)}\n" for finding in (*findings, *wrong, *stale))
    golden.check(CASES / case / "findings.txt", shown)
    golden.check(CASES / case / "expected" / "model.json", text.spell(spell(corrected)))


def show(finding: Finding, folder: Path) -> str:
    origin = finding.origin
    assert origin is not None
    line = line_of((folder / origin.file).read_text(encoding="utf-8"), origin.pointer, origin.file)
    hint = f"\n    {finding.hint}" if finding.hint else ""
    return f"{origin.file}:{line}  {finding.severity.value}  {finding.code}  {finding.message}{hint}"


def spell(value: object) -> Json:
    """A model as JSON, without what is as it is by default and without places."""
    if is_dataclass(value) and not isinstance(value, type):
        return spell_fields(value)
    if isinstance(value, tuple | list):
        return [spell(item) for item in value]
    if isinstance(value, dict):
        return {key: spell(item) for key, item in value.items()}
    return str(value) if isinstance(value, date) else value  # type: ignore[return-value]  # all else is JSON


def spell_fields(value: object) -> Json:
    kind: dict[str, Json] = {"kind": value.kind} if hasattr(value, "kind") else {"test": type(value).__name__}
    spelled: dict[str, Json] = kind if "kind" in kind or type(value).__name__ in {"Is", "Present", "Absent"} else {}
    for field in fields(value):  # type: ignore[arg-type]  # it is a dataclass
        inner = getattr(value, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if inner != default and not isinstance(inner, Origin):
            spelled[field.name] = spell(inner)
    return spelled
