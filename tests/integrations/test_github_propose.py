"""The pull request: opened once, brought up to date afterwards, never over the work of others."""

import json
import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "integrations" / "github" / "propose.sh"
GH = """#!/usr/bin/env bash
# A stand-in for GitHub's command: it keeps pull requests in files, and notes how it was called.
set -eu
printf '%s\\n' "$*" >>"$FAKE_GH/calls"
case "$1 $2" in
"pr list") cat "$FAKE_GH/url" 2>/dev/null || true ;;
"pr create") echo https://example.com/pull/1 | tee "$FAKE_GH/url" ;;
"pr edit") ;;
*) exit 2 ;;
esac
"""


class Checkout:
    """A clone with one commit on main, as a job has it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.gh = folder / "clone", folder / "origin.git", folder / "gh"
        self.gh.mkdir()
        tool = self.gh / "gh"
        tool.write_text(GH)
        tool.chmod(0o755)
        self.env = {
            "PATH": f"{self.gh}:{os.environ['PATH']}",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "FAKE_GH": str(self.gh),
            "GITHUB_OUTPUT": str(folder / "output"),
            "BRANCH": "modelmint/update",
            "BASE": "main",
            "TITLE": "Update models",
        }
        self.run("git", "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), cwd=folder)
        self.run("git", "clone", "--quiet", str(self.origin), str(self.folder), cwd=folder)
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", "somebody@example.com")
        self.write("snapshot.json", "1")
        self.commit("Start")
        self.git("push", "--quiet", "origin", "HEAD:main")

    def run(self, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=cwd or self.folder, env=self.env, capture_output=True, text=True, check=True)

    def git(self, *arguments: str) -> str:
        return self.run("git", *arguments).stdout.strip()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def fresh(self) -> None:
        """What the next day's job starts from."""
        self.git("switch", "--quiet", "--force-create", "main", "origin/main")
        self.git("branch", "--quiet", "--delete", "--force", "modelmint/update")

    def propose(self) -> str:
        body = self.folder.parent / "body.md"
        body.write_text("## Changes\n")
        return self.run("bash", str(SCRIPT), str(body)).stdout

    @property
    def calls(self) -> list[str]:
        file = self.gh / "calls"
        return [" ".join(line.split()[:2]) for line in file.read_text().splitlines()] if file.exists() else []

    def proposed(self) -> str:
        return self.run("git", "show", "modelmint/update:snapshot.json", cwd=self.origin).stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_nothing_is_proposed_when_nothing_changed(checkout: Checkout) -> None:
    assert checkout.propose() == "Nothing changed.\n"
    assert checkout.calls == []


def test_a_change_is_pushed_to_its_branch_and_proposed(checkout: Checkout) -> None:
    checkout.write("snapshot.json", "2")
    assert "https://example.com/pull/1" in checkout.propose()
    assert checkout.calls == ["pr list", "pr create"]
    assert checkout.proposed() == "2"
    assert Path(checkout.env["GITHUB_OUTPUT"]).read_text() == "pull-request=https://example.com/pull/1\n"
    assert checkout.git("log", "-1", "--format=%an: %s") == "modelmint[bot]: Update models"


def test_a_later_change_goes_to_the_same_pull_request(checkout: Checkout) -> None:
    for text in ("2", "3"):
        checkout.write("snapshot.json", text)
        checkout.propose()
        checkout.fresh()
    assert checkout.calls == ["pr list", "pr create", "pr list", "pr edit"]
    assert checkout.proposed() == "3"


def test_a_change_that_is_proposed_already_is_not_pushed_again(checkout: Checkout) -> None:
    checkout.write("snapshot.json", "2")
    checkout.propose()
    before = checkout.run("git", "rev-parse", "modelmint/update", cwd=checkout.origin).stdout
    checkout.fresh()
    checkout.write("snapshot.json", "2")
    assert "says so already" in checkout.propose()
    assert checkout.run("git", "rev-parse", "modelmint/update", cwd=checkout.origin).stdout == before


def test_what_somebody_else_committed_there_is_never_replaced(checkout: Checkout) -> None:
    checkout.write("snapshot.json", "2")
    checkout.propose()
    checkout.write("snapshot.json", "by hand")
    checkout.commit("Mend")
    checkout.git("push", "--quiet", "origin", "modelmint/update")
    checkout.fresh()
    checkout.write("snapshot.json", "3")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        checkout.propose()
    assert "holds commits of others" in stopped.value.stdout
    assert checkout.proposed() == "by hand"


def test_only_the_named_folder_is_proposed(checkout: Checkout) -> None:
    checkout.write("unrelated.txt", "scratch")
    (checkout.folder / "models").mkdir()
    checkout.write("models/lock.toml", "1")
    checkout.env["DIRECTORY"] = "models"
    checkout.propose()
    assert checkout.git("show", "--name-only", "--format=") == "models/lock.toml"


def test_a_hostile_title_is_a_title(checkout: Checkout) -> None:
    checkout.env["TITLE"] = '$(touch pwned) `id` "; rm -rf . #'
    checkout.write("snapshot.json", "2")
    checkout.propose()
    assert checkout.git("log", "-1", "--format=%s") == checkout.env["TITLE"]
    assert not (checkout.folder / "pwned").exists()
    assert json.dumps(checkout.calls) == '["pr list", "pr create"]'
