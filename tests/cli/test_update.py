"""An update as one step: all of it, here or on a branch, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import MODEL, REF, Run, changed, git, tree

import modelmint.update
from modelmint.mock import MockServer

SNAPSHOT = f"schemas/empiriolabs/{MODEL}/snapshot.json"


@pytest.fixture(autouse=True)
def author(monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "somebody@example.org")


def refs(project: Path) -> str:
    return git(project, "for-each-ref") + git(project, "worktree", "list")


def kept(project: Path) -> dict[str, bytes]:
    return {path: body for path, body in tree(project).items() if not path.startswith(".git/")}


def test_one_command_does_it_all(committed: Path, run: Run, server: MockServer, tmp_path: Path) -> None:
    changed(server)
    done = run("update", "--body", "../body.md")
    assert done.code == 0, done.err
    assert run("check").code == 0
    assert "number_of_images" in (committed / "CHANGELOG.md").read_text(encoding="utf-8")
    body = (committed.parent / "body.md").read_text(encoding="utf-8")
    assert "1 breaking" in body
    assert "## What is left to do" in body
    before = kept(committed)
    again = run("update")
    assert (again.code, kept(committed)) == (0, before)
    assert "nothing to update" in again.out


def test_on_a_branch_nothing_here_is_touched(committed: Path, run: Run, server: MockServer) -> None:
    changed(server)
    (committed / "notes.txt").write_text("not committed", encoding="utf-8")
    before, head = kept(committed), git(committed, "rev-parse", "HEAD")
    done = run("update", "--branch", "models", "--format", "json")
    assert done.code == 0, done.err
    assert kept(committed) == before
    assert git(committed, "rev-parse", "HEAD") == head == git(committed, "rev-parse", "models~1")
    assert git(committed, "diff", "--name-only", "main", "models").splitlines() == sorted(done.json["files"])
    assert len(git(committed, "worktree", "list").splitlines()) == 1
    after = refs(committed)
    assert run("update", "--branch", "models").code == 0
    assert refs(committed) == after
    assert run("update", "--branch", "main").code == 2


@pytest.mark.parametrize("branch", [(), ("--branch", "models")])
@pytest.mark.parametrize("step", ["generate", "_log", "_tree"])
def test_a_failure_at_any_step_leaves_all_as_it_was(
    committed: Path, run: Run, server: MockServer, monkeypatch: pytest.MonkeyPatch, step: str, branch: tuple[str, ...]
) -> None:
    changed(server)
    before, known = kept(committed), refs(committed)

    def fail(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(modelmint.update, step, fail)
    assert run("update", *branch).code == 1
    assert (kept(committed), refs(committed)) == (before, known)


@pytest.mark.parametrize("at", range(4))
def test_a_file_that_cannot_be_written_takes_the_others_back(
    committed: Path, run: Run, server: MockServer, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    changed(server)
    before, real, count = kept(committed), modelmint.update._set, 0

    def fail(root: Path, path: str, body: bytes | None) -> None:
        nonlocal count
        count += 1
        if count == at + 1:
            raise OSError(28, "no space left")
        real(root, path, body)

    monkeypatch.setattr(modelmint.update, "_set", fail)
    assert run("update").code == 1
    assert kept(committed) == before


def test_a_network_that_fails_changes_nothing(committed: Path, run: Run, server: MockServer) -> None:
    before = kept(committed)
    server.withdraw(MODEL)
    gone = run("update")
    assert gone.code == 1
    assert REF in gone.out
    assert kept(committed) == before
