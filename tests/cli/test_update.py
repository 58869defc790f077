"""An update as one step: all of it, here or on a branch, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import MODEL, REF, Run, changed, configure, git, publish, tree

import modelmint.update
from modelmint.mock import MockServer
from modelmint.pipeline import Project
from modelmint.snapshot import journal
from modelmint.write import Written

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


def test_what_is_changed_while_it_runs_is_not_overwritten(
    committed: Path, run: Run, server: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(server)
    before, real = kept(committed), modelmint.update.generate

    def generate(project: Project) -> Written:
        (committed / "modelmint.toml").write_text("# by hand", encoding="utf-8")
        return real(project)

    monkeypatch.setattr(modelmint.update, "generate", generate)
    done = run("update")
    assert done.code == 1
    assert "modelmint.toml changed meanwhile; nothing was changed; run it again" in done.err
    assert kept(committed) == {**before, "modelmint.toml": b"# by hand"}


def test_what_a_crash_cut_short_is_ended_by_the_next_command(
    committed: Path, run: Run, server: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(server)

    real = journal.recover

    def crash(root: Path, within: str = journal.FOLDER) -> None:
        if root == committed and (root / within / journal.LIST).exists():
            raise SystemExit(9)
        real(root, within)

    before = kept(committed)
    with monkeypatch.context() as patched:
        patched.setattr(journal, "recover", crash)
        assert run("update").code == 9
    assert kept(committed) == before
    assert run("list").code == 0
    after = kept(committed)
    assert after != before
    assert run("check").code == 0
    assert run("update").code == 0
    assert kept(committed) == after


def test_a_second_update_joins_the_sections_of_the_first(committed: Path, run: Run, server: MockServer) -> None:
    log = committed / "CHANGELOG.md"
    log.write_bytes(b"# Ours\r\n\r\n## [1.0]\r\n\r\n### Changed\r\n\r\n- all\r\n")
    changed(server)
    assert run("update").code == 0
    publish(server, number_of_images={"max": 3}, quality=None)
    assert run("update").code == 0
    text = log.read_bytes().decode()
    assert text.count("## [Unreleased]") == 1
    assert text.count("### Changed") == 2
    assert text.count("`number_of_images.range`") == 2
    assert text.index("### Removed") < text.index("## [1.0]")
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize(
    ("place", "files"),
    [
        ("docs/news.md", ["docs/news.md"]),
        ("changelog.d/{model}.{section}.md", [f"changelog.d/{MODEL}.changed.md", f"changelog.d/{MODEL}.removed.md"]),
        ("news.{section}", ["news.changed", "news.removed"]),
        ("", []),
    ],
)
def test_changes_are_told_where_the_configuration_says(
    committed: Path, run: Run, server: MockServer, place: str, files: list[str]
) -> None:
    configure(committed, f'\n[update]\nchangelog = "{place}"\n')
    before = kept(committed).keys()
    publish(server, number_of_images={"max": 4}, quality=None)
    assert run("update").code == 0
    told = [path for path in kept(committed).keys() - before if not path.startswith("generated/")]
    assert sorted(told) == files


def test_the_text_of_the_pull_request_says_how_to_change_calls(committed: Path, run: Run, server: MockServer) -> None:
    changed(server)
    body = run("update", "--format", "json").json["body"]
    assert "## How to change calls" in body
    assert "# before\nclient.amazon_nova_canvas.generate(" in body


def test_the_text_of_the_pull_request_is_never_longer_than_one_may_be(
    committed: Path, run: Run, server: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(server)
    monkeypatch.setattr(modelmint.update, "_LONGEST", 500)
    body = run("update", "--format", "json").json["body"]
    assert len(body) < 600
    assert body.endswith("This is not all of it: see `modelmint diff --git`.\n")
    assert body.count("```") % 2 == 0


def test_a_network_that_fails_changes_nothing(committed: Path, run: Run, server: MockServer) -> None:
    before = kept(committed)
    server.withdraw(MODEL)
    gone = run("update")
    assert gone.code == 1
    assert REF in gone.out
    assert kept(committed) == before
