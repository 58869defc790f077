"""Reports in every form, printed or written, from the commands that give them."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from projects import EXAMPLE, MODEL, REF, Run

from modelmint.cli.options import REPORTS


@pytest.fixture(autouse=True)
def summary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a job's summary goes to; it is not there yet."""
    file = tmp_path_factory.mktemp("job") / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


@pytest.mark.parametrize("command", ["check", "lint"])
@pytest.mark.parametrize("form", REPORTS)
def test_a_report_in_a_file_is_the_one_that_is_printed(command: str, form: str, added: Path, run: Run) -> None:
    (added / "generated" / "json-schema" / "empiriolabs" / f"{MODEL}.schema.json").unlink()
    printed = run(command, "--format", form)
    written = run(command, "--format", form, "--output", "reports/report")
    assert printed.out
    assert (written.code, written.out) == (printed.code, "")
    assert (added / "reports" / "report").read_text(encoding="utf-8") == printed.out


def test_a_file_that_cannot_be_written_is_named(added: Path, run: Run) -> None:
    (added / "taken").write_text("a file, and no folder", encoding="utf-8")
    done = run("check", "--output", "taken/report")
    assert done.code == 1
    assert "taken" in done.err


def test_every_form_tells_the_same_findings(added: Path, run: Run) -> None:
    findings = run("lint", "--format", "json").json["findings"]
    codes = sorted(finding["code"] for finding in findings)
    sarif = json.loads(run("lint", "--format", "sarif").out)["runs"][0]
    assert sorted(result["ruleId"] for result in sarif["results"]) == codes
    assert all(rule["shortDescription"]["text"] for rule in sarif["tool"]["driver"]["rules"])
    junit = ElementTree.fromstring(run("lint", "--format", "junit").out)
    assert sorted(case.attrib["name"].split()[0] for case in junit.iter("testcase")) == codes
    github = run("lint", "--format", "github").out.splitlines()
    assert sorted(line.split("title=")[1].split("::")[0] for line in github) == codes
    for form in ("markdown", "html"):
        said = run("lint", "--format", form).out
        assert all(code in said for code in codes), form


def test_on_github_the_jobs_summary_gets_the_table_too(added: Path, run: Run, summary: Path) -> None:
    run("lint", "--format", "text")
    assert not summary.exists()
    run("lint", "--format", "github")
    run("check", "--format", "github")
    tables = summary.read_text(encoding="utf-8")
    assert tables.count("**modelmint:**") == 2
    assert "range-contradicts-prose" in tables


def test_without_a_summary_the_annotations_come_all_the_same(
    added: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    assert run("lint", "--format", "github").out.startswith("::")


def test_annotations_point_at_the_line_that_says_so(added: Path, run: Run) -> None:
    rows = (added / "schemas" / "empiriolabs" / MODEL / "snapshot.json").read_text(encoding="utf-8").splitlines()
    row = next(row for row in run("lint", REF, "--format", "github").out.splitlines() if "cfg_scale: " in row)
    line = int(row.split("line=")[1].split(",")[0])
    assert '"cfg_scale"' in "".join(rows[line - 8 : line + 8])


def test_a_report_of_nothing_says_so_where_a_program_reads_it(added: Path, run: Run) -> None:
    overlay = added / "schemas" / "empiriolabs" / MODEL / "overlay.toml"
    overlay.write_bytes((EXAMPLE / "overlay.toml").read_bytes())
    assert run("lint", "--format", "text").out.count("range-contradicts-prose") == 0
    assert run("lint", "--format", "json").json["summary"]["errors"] == 0
