"""What the repository itself keeps is as its snapshots, corrections and packs make it now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from modelmint.drift.files import compare
from modelmint.pipeline import Project, every, wanted
from modelmint.write import present

ROOT = Path(__file__).parent.parent


def test_our_generated_files_are_those_that_would_be_generated() -> None:
    project = Project.open(ROOT, date(2026, 1, 1))
    targets = wanted(project)
    assert {"python", "json-schema", "validator", "javascript", "pydantic", "markdown"} <= {out.name for out in targets}
    for out, files in targets.items():
        assert compare(files, present(out, files), out.relative_to(ROOT).as_posix()) == []


def test_every_correction_of_ours_applies() -> None:
    project = Project.open(ROOT, date(2026, 1, 1))
    ours = list(every(project, project.config.models))
    assert len(ours) == 4
    assert {str(one.corrected.ref): one.correcting for one in ours if one.correcting or one.overlay is None} == {}
