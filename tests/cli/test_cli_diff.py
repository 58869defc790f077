"""Changes between versions: found, classed by the configuration, gated, and reported in every form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from projects import EXAMPLE, MODEL, REF, Done, Run, changed, configure, edited, publish

from modelmint.ir.text import parse, spell
from modelmint.mock import MockServer

SNAPSHOT = f"schemas/empiriolabs/{MODEL}/snapshot.json"
RISKY: dict[str, Any] = {"quality": {"default": "premium"}}
SAFE: dict[str, Any] = {"number_of_images": {"max": 6}}
BREAKING: dict[str, Any] = {"number_of_images": {"max": 4}}
ACCEPTED = """
[[acknowledge]]
code = "range-narrowed"
subject = "empiriolabs:amazon-nova-canvas"
parameter = "number_of_images"
why = "nobody makes five"
expires = {expires}
"""


def against(project: Path, run: Run, *options: str, **new: Any) -> Done:
    """The example against itself with something changed."""
    document = edited(parse((EXAMPLE / "snapshot.json").read_text(encoding="utf-8")), **new)
    (project / "new.json").write_text(spell(document), encoding="utf-8")
    return run("diff", REF, "new.json", *options)


def test_diff_compares_with_a_revision_a_file_and_the_provider(committed: Path, run: Run, server: MockServer) -> None:
    assert run("diff", "--git", "HEAD").out == ""
    changed(server)
    assert "number_of_images" in run("diff", REF).out
    assert run("pull").code == 0
    for versions in (("--git", "HEAD"), (f"{REF}@HEAD", REF), (str(EXAMPLE / "snapshot.json"), REF)):
        done = run("diff", *versions, "--format", "json")
        assert [change["path"] for change in done.json["changes"]] == ["number_of_images.range"], versions
        assert run("diff", *versions, "--exit-code").code == 1


def test_diff_with_an_unknown_revision_says_so(committed: Path, run: Run) -> None:
    done = run("diff", "--git", "no-such-revision")
    assert done.code == 2
    assert "no-such-revision" in done.err


@pytest.mark.parametrize(
    ("new", "closed"),
    [({}, set()), (SAFE, {"any"}), (RISKY, {"any", "risky"}), (BREAKING, {"any", "risky", "breaking"})],
)
def test_a_gate_closes_from_its_class_on(added: Path, run: Run, new: dict[str, Any], closed: set[str]) -> None:
    for gate in ("any", "risky", "breaking"):
        assert against(added, run, "--fail-on", gate, **new).code == (gate in closed)
    assert against(added, run, "--exit-code", **new).code == bool(new)
    assert against(added, run, **new).code == 0


def test_what_was_announced_is_listed_and_closes_no_gate(added: Path, run: Run) -> None:
    gone = ("diff", REF, "empiriolabs:no-such-model", "--today", "2027-01-01")
    done = run(*gone, "--fail-on", "breaking", "--format", "json")
    assert done.code == 0
    assert [(change["code"], change["expected"]) for change in done.json["changes"]] == [
        ("model-removed-as-announced", True)
    ]
    assert run(*gone, "--fail-on", "any").code == 1
    early = run(*gone[:-1], "2026-01-01", "--fail-on", "breaking")
    assert early.code == 1
    assert "breaking" in early.out


def test_the_verdict_is_the_gravest_class_and_the_largest_bump(added: Path, run: Run) -> None:
    said = against(added, run, "--format", "json", **RISKY, **BREAKING).json
    assert (said["level"], said["bump"]) == ("breaking", "major")
    assert said["models"] == [{"model": REF, "level": "breaking", "bump": "major"}]
    assert against(added, run, "--format", "json", **RISKY).json["bump"] == "minor"
    nothing = against(added, run, "--format", "json").json
    assert (nothing["level"], nothing["bump"], nothing["changes"]) == (None, "none", [])


def test_a_breaking_change_comes_with_a_request_that_shows_it(added: Path, run: Run) -> None:
    [change] = against(added, run, "--format", "json", **BREAKING).json["changes"]
    assert change["witness"]["number_of_images"] == 5
    for form in ("text", "github", "markdown"):
        assert "valid before, refused now" in against(added, run, "--format", form, **BREAKING).out, form


def test_programs_get_what_the_published_form_says(added: Path, run: Run) -> None:
    import modelmint.cli

    file = Path(modelmint.cli.__path__[0]) / "diff.schema.json"
    form = Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))
    configure(added, ACCEPTED.format(expires="9999-12-31"))
    facts = {"deprecation_date": "2027-01-01"}
    for new in ({}, RISKY, {**BREAKING, "prompt": None, "facts": facts}):
        form.validate(against(added, run, "--format", "json", **new).json)
    form.validate(run("pull", "--format", "json").json)


def test_every_form_of_report_holds_the_changes(added: Path, run: Run) -> None:
    both = {**RISKY, **BREAKING}
    sarif = json.loads(against(added, run, "--format", "sarif", **both).out)["runs"][0]
    assert [result["level"] for result in sarif["results"]] == ["error", "warning"]
    assert all(rule["shortDescription"]["text"] for rule in sarif["tool"]["driver"]["rules"])
    assert against(added, run, "--format", "github", **both).out.startswith("::error file=")
    for form in ("markdown", "html", "junit"):
        assert "range-narrowed" in against(added, run, "--format", form, **both).out, form
    written = against(added, run, "--format", "junit", "--output", "changes.xml", **both)
    assert (written.code, written.out) == (0, "")
    assert "range-narrowed" in (added / "changes.xml").read_text(encoding="utf-8")


def test_a_change_is_shown_in_the_line_of_the_snapshot_that_has_it(committed: Path, run: Run, server: Any) -> None:
    changed(server)
    assert run("pull").code == 0
    [row] = run("diff", "--git", "HEAD", "--format", "github").out.splitlines()
    line = int(row.split("line=")[1].split(",")[0])
    rows = (committed / SNAPSHOT).read_text(encoding="utf-8").splitlines()
    assert '"number_of_images"' in "".join(rows[line - 2 : line + 2])
    assert f"file={SNAPSHOT}," in row


def test_a_change_of_which_nothing_is_kept_names_the_snapshot(committed: Path, run: Run, server: Any) -> None:
    publish(server, seed=None)
    assert run("pull").code == 0
    rows = run("diff", "--git", "HEAD", "--format", "github").out.splitlines()
    assert all(f"file={SNAPSHOT},line=" in row for row in rows)


def test_time_alone_is_told_on_request(added: Path, run: Run) -> None:
    def codes(*options: str) -> list[str]:
        return [change["code"] for change in against(added, run, "--format", "json", *options).json["changes"]]

    assert codes() == []
    assert codes("--today", "2026-07-01") == []
    assert codes("--today", "2026-09-15") == ["retirement-near"]
    assert codes("--today", "2026-10-01") == ["retirement-passed"]


def test_the_grace_time_counts_from_the_day(added: Path, run: Run) -> None:
    def code(today: str) -> str:
        new = {"facts": {"deprecation_date": "2026-09-01"}}
        [change] = against(added, run, "--format", "json", "--today", today, **new).json["changes"]
        return str(change["code"])

    assert code("2026-03-01") == "retirement-brought-forward"
    assert code("2026-07-15") == "retirement-too-soon"
    configure(added, '[drift]\ngrace = "7d"\n')
    assert code("2026-07-15") == "retirement-brought-forward"


def test_the_configuration_classes_changes_everywhere(added: Path, run: Run, server: MockServer) -> None:
    configure(added, '[drift]\nwatched_defaults = ["quality"]\n[severity]\n"documentation-changed" = "off"\n')
    assert against(added, run, "--fail-on", "breaking", **RISKY).code == 1
    assert against(added, run, "--exit-code", quality={"description": "How good it looks."}).code == 0
    publish(server, **RISKY)
    assert "breaking: quality.default" in run("check", "--remote").out
    assert run("pull", "--format", "json").json["level"] == "breaking"


@pytest.mark.parametrize("weight", ["off", "note", "warning"])
def test_a_rule_weighs_what_the_configuration_says(added: Path, run: Run, weight: str) -> None:
    configure(added, f'[severity]\n"range-narrowed" = "{weight}"\n')
    done = against(added, run, "--format", "json", "--fail-on", "risky", **BREAKING)
    levels = {"off": [], "note": ["safe"], "warning": ["risky"]}[weight]
    assert [change["level"] for change in done.json["changes"]] == levels
    assert done.code == (weight == "warning")


def test_an_accepted_change_is_shown_as_such_and_closes_no_gate(added: Path, run: Run, server: MockServer) -> None:
    configure(added, ACCEPTED.format(expires="9999-12-31"))
    done = against(added, run, "--exit-code", **BREAKING)
    assert done.code == 0
    assert "accepted until 9999-12-31" in done.out
    assert "nobody makes five" in done.out
    said = against(added, run, "--format", "json", **BREAKING).json
    assert (said["changes"], [each["why"] for each in said["accepted"]]) == ([], ["nobody makes five"])
    changed(server)
    remote = run("check", "--remote")
    assert remote.code == 0
    assert "nobody makes five" in remote.out
    assert "nobody makes five" in run("pull").out


def test_a_lowered_change_stays_with_its_new_class(added: Path, run: Run) -> None:
    configure(added, ACCEPTED.format(expires="9999-12-31") + 'weight = "warning"\n')
    [change] = against(added, run, "--format", "json", **BREAKING).json["changes"]
    assert (change["level"], change["hint"]) == ("risky", "nobody makes five")


def test_past_its_day_an_acknowledgement_accepts_nothing_and_is_told(added: Path, run: Run) -> None:
    configure(added, ACCEPTED.format(expires="2026-01-31"))
    done = against(added, run, "--fail-on", "breaking", **BREAKING)
    assert done.code == 1
    assert "was accepted until 2026-01-31" in done.out
    assert "acknowledgement-expired" in against(added, run, "--format", "markdown", **BREAKING).out


@pytest.fixture
def schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two plain JSON Schemas, outside of any project."""
    monkeypatch.chdir(tmp_path)
    for name, limit in (("old", 10), ("new", 5)):
        schema = {"type": "object", "properties": {"n": {"type": "number", "maximum": limit, "multipleOf": 0.1}}}
        (tmp_path / f"{name}.json").write_text(json.dumps(schema), encoding="utf-8")
    return tmp_path


def test_plain_schemas_are_classed_by_direction_and_without_a_project(schemas: Path, run: Run) -> None:
    def said(*options: str) -> Any:
        return run("diff", "--schema", *options, "--format", "json").json

    assert said("old.json", "new.json", "--direction", "request") == {
        "schema": "modelmint.schema-diff/1",
        "direction": "request",
        "level": "breaking",
        "bump": "major",
        "reasons": [],
        "witness": {"n": 5.1},
    }
    assert said("old.json", "new.json", "--direction", "response")["level"] == "safe"
    assert said("new.json", "old.json")["level"] == "safe"
    assert said("old.json", "old.json")["bump"] == "none"
    assert run("diff", "--schema", "old.json", "new.json").out == (
        'breaking  major\n  valid before, refused now: {"n": 5.1}\n'
    )


def test_what_cannot_be_told_is_risky_and_says_why(schemas: Path, run: Run) -> None:
    elsewhere = {"properties": {"n": {"$ref": "https://example.com/n.json"}}}
    (schemas / "new.json").write_text(json.dumps(elsewhere), encoding="utf-8")
    assert run("diff", "--schema", "old.json", "new.json").out == (
        "risky  minor\n  cannot be told: https://example.com/n.json is not in the document\n"
    )


def test_gates_hold_for_plain_schemas(schemas: Path, run: Run) -> None:
    def code(*options: str) -> int:
        return run("diff", "--schema", *options).code

    assert code("old.json", "new.json") == 0
    assert code("old.json", "new.json", "--fail-on", "breaking") == 1
    assert code("new.json", "old.json", "--fail-on", "risky") == 0
    assert code("new.json", "old.json", "--exit-code") == 1
    assert code("old.json", "old.json", "--exit-code") == 0


@pytest.mark.parametrize("form", ["github", "sarif", "junit", "markdown", "html"])
def test_plain_schemas_have_every_form_of_report(schemas: Path, run: Run, form: str) -> None:
    said = run("diff", "--schema", "old.json", "new.json", "--format", form).out
    assert "schema-breaking" in said
    assert "valid before, refused now" in said


def test_what_is_no_schema_is_named(schemas: Path, run: Run) -> None:
    (schemas / "new.json").write_text('{"type": "object",', encoding="utf-8")
    done = run("diff", "--schema", "old.json", "new.json")
    assert done.code == 1
    assert "new.json" in done.err
    assert run("diff", "--schema", "old.json", "absent.json").code == 2
    assert run("diff", "--schema", "old.json").code == 2
    assert run("diff", "--direction", "request", "old.json").code == 2


def test_what_is_neither_a_file_nor_a_model_is_named(added: Path, run: Run) -> None:
    done = run("diff", "old.json", REF)
    assert done.code == 2
    assert "'old.json' is neither a file nor a model, which is SOURCE:MODEL" in done.err


def test_two_files_are_two_versions_of_one_model(added: Path, run: Run, server: MockServer) -> None:
    for name, document in (("old", server.document(MODEL)), ("new", edited(server.document(MODEL), **BREAKING))):
        (added / f"{name}.json").write_text(spell(document), encoding="utf-8")
    assert [change["path"] for change in run("diff", "old.json", "new.json", "--format", "json").json["changes"]] == [
        "number_of_images.range"
    ]
