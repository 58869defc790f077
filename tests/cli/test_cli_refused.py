"""What is not understood of a schema, as commands tell of it."""

from __future__ import annotations

from pathlib import Path

from projects import MODEL, REF, Run

SCHEMA = '{"properties": {"even": {"type": "integer", "not": {"const": 0}}, "mode": {"type": "string"}}}'
CONFIG = """\
models = []

[sources.own]
kind = "json-schema"

[targets.json-schema]
out = "generated"
"""
CORRECTION = """\
[[correct]]
at = "mode.doc"
now = "How"
why = "It says nothing"
source = "the provider"
"""
NEEDLESS = """
[[correct]]
at = "model.unread"
was = ["/properties/even/not"]
why = "Zero is taken"
source = "the provider"
"""


def codes(run: Run) -> list[str]:
    return [finding["code"] for finding in run("lint", "--format", "json").json["findings"]]


def test_generating_says_what_is_refused_until_a_correction_says_that_it_need_not_be(project: Path, run: Run) -> None:
    (project / "modelmint.toml").write_text(CONFIG, encoding="utf-8")
    (project / "m.json").write_text(SCHEMA, encoding="utf-8")
    assert run("add", "own:m", "--from", "m.json").code == 0
    overlay = project / "schemas" / "own" / "m" / "overlay.toml"
    overlay.write_text(CORRECTION, encoding="utf-8")
    told = (
        "modelmint: own:m, schemas/own/m/snapshot.json#/properties/even/not: `even` is refused, because the schema asks"
        ' for what cannot be checked: not {"const": 0} is no constraint that a model can hold.\n'
    )
    for words in (("generate",), ("generate", "own:m"), ("generate", "--force")):
        done = run(*words)
        assert (done.code, done.err) == (0, told)
    assert codes(run) == ["constraint-not-read"]
    assert run("lint").code == 1
    overlay.write_text(CORRECTION + NEEDLESS, encoding="utf-8")
    assert run("generate").err == ""
    assert codes(run) == []


def test_a_snapshot_that_is_no_json_is_named_with_the_command_that_mends_it(added: Path, run: Run) -> None:
    file = added / "schemas" / "empiriolabs" / MODEL / "snapshot.json"
    before = file.read_bytes()
    file.write_text('{\n"a": 1,}', encoding="utf-8")
    for command in ("check", "generate", "lint", "list"):
        done = run(command)
        assert done.code == 1
        assert "snapshot.json:2: this is not JSON" in done.err
        assert f"modelmint pull {REF} brings the provider's document back" in done.err
    assert run("pull", REF).code == 0
    assert file.read_bytes() == before


def test_a_correction_that_is_left_out_is_told_when_it_is_generated(added: Path, run: Run) -> None:
    overlay = added / "schemas" / "empiriolabs" / MODEL / "overlay.toml"
    overlay.write_text('[[rule]]\nrequires = "image"\nlevel = "error"\nwhy = "a"\nsource = "b"\n', encoding="utf-8")
    done = run("generate")
    assert done.code == 0
    assert done.err == (
        f"modelmint: {REF}, schemas/empiriolabs/{MODEL}/overlay.toml: rule.0.requires is 'image'; "
        "expected a list of names, at least 1; left out, modelmint check tells where\n"
    )


def test_generating_says_what_is_refused_where_nothing_has_changed_and_where_files_are_written_from_memory(
    project: Path, run: Run
) -> None:
    (project / "modelmint.toml").write_text(CONFIG, encoding="utf-8")
    schema = '{"properties": {"size": {"type": "tensor"}, "list": {"type": "array", "items": {"$ref": "#/nowhere"}}}}'
    (project / "m.json").write_text(schema, encoding="utf-8")
    added = run("add", "own:m", "--from", "m.json").out
    assert [line.split()[1] for line in added.splitlines() if "refused" in line] == ["size", "list[]"]
    first = run("generate").err
    assert [line.split(": ")[2].split(",")[0] for line in first.splitlines()] == [
        "`size` is refused",
        "`list[]` is refused",
    ]
    unchanged = run("generate")
    assert (unchanged.out, unchanged.err) == ("", first)
    (project / "generated" / "own" / "m.schema.json").unlink()
    assert run("generate").err == first
    assert sorted(codes(run)) == ["reference-not-found", "unknown-type"]
