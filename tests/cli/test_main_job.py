"""The main job, command by command, against a real server on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from projects import EXAMPLE, MODEL, REF, Run, changed, configure, edited, git, tree

from modelmint.mock import MockServer

SCHEMA = f"generated/json-schema/empiriolabs/{MODEL}.schema.json"
SNAPSHOT = f"schemas/empiriolabs/{MODEL}/snapshot.json"


def test_a_model_is_added_in_three_commands(run: Run, tmp_path: Path, server: MockServer, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--base-url", f"{server.base_url}/v1").code == 0
    done = run("add", REF)
    assert done.code == 0, done.err
    assert "22 parameters, 7 tasks, 4 prices" in done.out
    assert (tmp_path / SCHEMA).is_file()
    assert run("check").out.count("model-retired") == 1


def test_a_project_starts_with_the_schemas_that_editors_complete_by(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    written = run("init", "--format", "json").json["written"]
    assert (
        sorted(tree(tmp_path)) == sorted(written) == ["modelmint.schema.json", "modelmint.toml", "overlay.schema.json"]
    )
    for name in ("modelmint", "overlay"):
        Draft7Validator.check_schema(json.loads((tmp_path / f"{name}.schema.json").read_text(encoding="utf-8")))
    assert (tmp_path / "modelmint.toml").read_text(encoding="utf-8").startswith("#:schema ./modelmint.schema.json\n")


def test_init_does_not_write_over_a_project(project: Path, run: Run) -> None:
    before = tree(project)
    assert run("init").code == 2
    assert tree(project) == before


def test_check_is_quiet_when_all_is_well(added: Path, run: Run) -> None:
    for _ in ("rendered", "from the cache"):
        done = run("check")
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[1:] == ["1 accepted"]


def test_check_names_each_kind_of_drift_and_what_mends_it(added: Path, run: Run) -> None:
    schema = added / SCHEMA
    wanted = schema.read_text(encoding="utf-8")
    schema.write_text(wanted.replace("cfg_scale", "scale"), encoding="utf-8")
    done = run("check")
    assert done.code == 1
    assert f"{SCHEMA}:" in done.out
    assert "changed-by-hand" in done.out
    assert "modelmint generate --force" in done.out
    kept = run("generate")
    assert kept.code == 1
    assert "changed by hand" in kept.out
    assert run("generate", "--force").code == 0
    assert schema.read_text(encoding="utf-8") == wanted
    schema.unlink()
    assert "missing" in run("check").out
    assert run("generate").code == 0
    assert run("check").code == 0


def test_an_edited_overlay_makes_files_stale(added: Path, run: Run) -> None:
    overlay = added / "schemas" / "empiriolabs" / MODEL / "overlay.toml"
    overlay.write_bytes((EXAMPLE / "overlay.toml").read_bytes())
    done = run("check")
    assert done.code == 1
    assert "stale" in done.out
    assert run("generate").code == 0
    assert run("check").code == 0


def test_an_edited_snapshot_is_a_finding(added: Path, run: Run) -> None:
    snapshot = added / SNAPSHOT
    snapshot.write_text(snapshot.read_text(encoding="utf-8").replace('"max": 20', '"max": 30'), encoding="utf-8")
    done = run("check", "--format", "json")
    assert done.code == 1
    assert "snapshot-edited" in [finding["code"] for finding in done.json["findings"]]


def test_a_pull_of_nothing_new_changes_no_byte(added: Path, run: Run) -> None:
    before = tree(added)
    done = run("pull")
    assert (done.code, done.out) == (0, "")
    assert tree(added) == before


def alias(server: MockServer, name: str = "Nova") -> Any:
    """The document of the model, as it came under another name."""
    return edited(server.document(MODEL), {"id": MODEL, "display_name": name, "deprecation_date": None})


def test_a_document_of_another_model_is_told_at_once_and_may_be_an_alias(
    added: Path, run: Run, server: MockServer
) -> None:
    server.publish("nova", alias(server))
    said = f'the document describes "{MODEL}", where nova was asked for'
    came = run("add", "empiriolabs:nova")
    assert came.code == 0
    assert "mismatch  empiriolabs:nova" in came.out
    assert said in came.out
    server.publish("nova", alias(server, "Other"))
    pulled = run("pull", "--format", "json").json
    assert pulled["mismatched"] == {"empiriolabs:nova": said}
    assert "accept it with [[acknowledge]]" in run("check").out
    accepted = 'code = "id-mismatch"\nsubject = "empiriolabs:nova"\nwhy = "an alias"\nexpires = 9999-12-31\n'
    configure(added, f"[[acknowledge]]\n{accepted}")
    server.publish("nova", alias(server, "Another"))
    assert "mismatch" not in run("pull").out
    assert run("generate").code == 0
    assert run("check").code == 0


def test_a_change_upstream_is_seen_pulled_and_generated(added: Path, run: Run, server: MockServer) -> None:
    changed(server)
    seen = run("check", "--remote")
    assert seen.code == 1
    assert "remote-changed" in seen.out
    assert run("check").code == 0
    pulled = run("pull")
    assert pulled.code == 0
    assert "number_of_images" in pulled.out
    assert "breaking" in pulled.out
    assert "stale" in run("check").out
    assert run("generate").code == 0
    assert run("check", "--remote").code == 0


def test_a_model_that_goes_upstream_stays_here(added: Path, run: Run, server: MockServer) -> None:
    before = tree(added)
    server.withdraw(MODEL)
    done = run("pull")
    assert done.code == 1
    assert f"modelmint remove {REF}" in done.out
    assert tree(added) == before
    assert "remote-gone" in run("check", "--remote").out


def test_a_network_that_fails_leaves_all_as_it_was(added: Path, run: Run) -> None:
    config = added / "modelmint.toml"
    lines = config.read_text(encoding="utf-8").splitlines()
    dead = ['base_url = "http://127.0.0.1:9/v1"' if line.startswith("base_url") else line for line in lines]
    config.write_text("\n".join(dead) + "\n", encoding="utf-8")
    before = tree(added)
    done = run("add", "empiriolabs:another")
    assert done.code == 3
    assert "127.0.0.1:9" in done.err
    assert tree(added) == before


def test_a_model_that_the_source_has_not_is_not_added(project: Path, run: Run) -> None:
    before = tree(project)
    done = run("add", "empiriolabs:no-such-model")
    assert done.code == 3
    assert "no-such-model" in done.err
    assert tree(project) == before


@pytest.mark.parametrize(("body", "said"), [(b"<html>", "file.json:1:"), (b"\xff\xfe{", "UTF-8"), (b"[1]", "no model")])
def test_a_file_that_holds_no_document_is_refused(project: Path, run: Run, body: bytes, said: str) -> None:
    (project / "file.json").write_bytes(body)
    before = tree(project)
    done = run("add", REF, "--from", "file.json")
    assert done.code == 1
    assert said in done.err
    assert tree(project) == before


def test_the_first_live_answer_replaces_a_transcription(project: Path, run: Run) -> None:
    assert run("add", REF, "--from", str(EXAMPLE / "snapshot.json")).code == 0
    assert "transcription" in run("list").out
    assert run("pull").code == 0
    assert "transcription" not in run("list").out
    assert "live" in run("list").out


def test_all_of_a_catalogue_can_be_pulled(project: Path, run: Run) -> None:
    assert run("pull", "--all").code == 0
    assert REF in run("list").out


def test_a_model_is_removed_with_what_was_made_from_it(added: Path, run: Run) -> None:
    configure(added, '[targets.validator]\nout = "generated/validator"\n')
    assert run("generate").code == 0
    done = run("remove", REF)
    gone = "6 files in generated/json-schema, generated/validator"
    assert (done.code, done.out) == (0, f"  removed  {REF}\n  removed  {gone}\n")
    assert not [path for path in tree(added) if MODEL in path]
    assert REF not in (added / "modelmint.toml").read_text(encoding="utf-8").split("[sources", 1)[0]


def test_what_we_keep_for_ourselves_is_nothing_for_git(added: Path) -> None:
    git(added, "init", "-q")
    assert (added / ".modelmint" / "cache").is_dir()
    assert ".modelmint/" not in git(added, "status", "--short", "--untracked-files=all")


def test_a_stale_line_is_shown_from_where_it_differs(added: Path, run: Run) -> None:
    file = next((added / "generated").rglob("*.schema.json"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("virtual try-on", "virtual dressing"), encoding="utf-8")
    said = next(finding["message"] for finding in run("check", "--format", "json").json["findings"])
    found, _, meant = said.partition(", and should be ")
    assert "virtual dress" in found
    assert "virtual try-on" in meant
