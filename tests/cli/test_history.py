"""The changes of a model over the snapshots in git."""

from __future__ import annotations

import time
from pathlib import Path

from projects import MODEL, REF, Run, changed, git, publish

from modelmint.mock import MockServer

SNAPSHOT = f"schemas/empiriolabs/{MODEL}/snapshot.json"


def commit(project: Path, subject: str) -> None:
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", subject)


def test_each_commit_says_what_it_changed(committed: Path, run: Run, server: MockServer) -> None:
    changed(server)
    run("pull")
    commit(committed, "Fewer images")
    (committed / "notes.txt").write_text("of no concern", encoding="utf-8")
    commit(committed, "Something else")
    commits = run("history", REF, "--format", "json").json["commits"]
    assert [each["subject"] for each in commits] == ["Fewer images", "Add a model"]
    assert [change["path"] for change in commits[0]["changes"]] == ["number_of_images.range"]
    assert (commits[0]["level"], commits[0]["bump"], commits[0]["date"]) == (
        "breaking",
        "major",
        git(committed, "log", "-1", "--format=%cs"),
    )
    assert [change["code"] for change in commits[1]["changes"]] == ["model-added"]
    said = run("history", REF).out
    assert said.index("Fewer images") < said.index("number_of_images") < said.index("Add a model")
    assert run("history", REF, "-n", "1").out.count("model-added") == 0


def test_snapshots_are_followed_where_they_moved(committed: Path, run: Run, server: MockServer) -> None:
    git(committed, "mv", "schemas", "models")
    file = committed / "modelmint.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\n[paths]\nschemas = "models"\n', encoding="utf-8")
    commit(committed, "Move")
    publish(server, quality={"default": "premium"})
    run("pull")
    commit(committed, "Another default")
    subjects = [each["subject"] for each in run("history", REF, "--format", "json").json["commits"]]
    assert subjects == ["Another default", "Add a model"]


def test_a_branch_that_was_merged_tells_each_change_once(committed: Path, run: Run, server: MockServer) -> None:
    git(committed, "switch", "-q", "-c", "side")
    changed(server)
    run("pull")
    commit(committed, "On a branch")
    git(committed, "switch", "-q", "main")
    (committed / "notes.txt").write_text("meanwhile", encoding="utf-8")
    commit(committed, "Meanwhile")
    git(committed, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    commits = run("history", REF, "--format", "json").json["commits"]
    assert [change["code"] for each in commits for change in each["changes"]] == ["range-narrowed", "model-added"]


def test_a_snapshot_that_no_one_can_read_stops_nothing(committed: Path, run: Run, server: MockServer) -> None:
    (committed / SNAPSHOT).write_text("<<<<<<< ours\n", encoding="utf-8")
    commit(committed, "A conflict")
    git(committed, "checkout", "-q", "HEAD~1", "--", SNAPSHOT)
    commit(committed, "Mended")
    commits = run("history", REF, "--format", "json").json["commits"]
    assert [bool(each["unreadable"]) for each in commits] == [True, True, False]
    assert "unreadable" in run("history", REF).out


def test_a_removed_model_has_its_history_still(committed: Path, run: Run) -> None:
    assert run("remove", REF).code == 0
    commit(committed, "Remove")
    [gone, came] = run("history", REF, "--format", "json").json["commits"]
    assert gone["changes"][0]["code"].startswith("model-removed")
    assert came["changes"][0]["code"] == "model-added"


def test_without_git_the_reason_is_told(added: Path, run: Run) -> None:
    done = run("history", REF)
    assert done.code == 2
    assert "git" in done.err


def test_a_long_history_is_quick(committed: Path, run: Run) -> None:
    file = committed / SNAPSHOT
    text = file.read_text(encoding="utf-8")
    for number in range(60):
        file.write_text(text.replace('"max": 20', f'"max": {21 + number}'), encoding="utf-8")
        git(committed, "commit", "-qam", f"Step {number}")
    start = time.perf_counter()
    assert len(run("history", REF, "--format", "json").json["commits"]) == 61
    assert time.perf_counter() - start < 10
