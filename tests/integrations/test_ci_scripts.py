"""The steps of the GitHub action and of the GitLab job, run in a shell as they are shipped."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from sample_project import DOCUMENT, UNREACHABLE, run

from modelmint.ir.text import parse
from modelmint.mock import MockServer

ROOT = Path(__file__).parents[2]
ACTIONS = ["action.yml", "update/action.yml"]


@pytest.fixture
def runner(tmp_path: Path) -> dict[str, str]:
    """The environment of a job, with this environment's modelmint on the path."""
    folder = tmp_path / "runner"
    folder.mkdir()
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_PATH": str(folder / "path"),
    }


def step(action: str, name: str, folder: Path, env: dict[str, str], **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run one step of an action with inputs, the others at their defaults."""
    content = yaml.safe_load((ROOT / action).read_text(encoding="utf-8"))
    given = {key: str(value.get("default", "")) for key, value in content["inputs"].items()} | inputs
    found = next(one for one in content["runs"]["steps"] if one.get("name") == name)
    own = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value)
        for key, value in found.get("env", {}).items()
    }
    return run(folder, "bash", "-eo", "pipefail", "-c", found["run"], check=False, env=env | own)


@pytest.mark.parametrize("action", ACTIONS)
def test_no_input_is_pasted_into_a_script(action: str) -> None:
    content = yaml.safe_load((ROOT / action).read_text(encoding="utf-8"))
    assert not [one["run"] for one in content["runs"]["steps"] if "${{" in one.get("run", "")]


def test_the_check_passes_and_sums_up_while_all_is_well(project: Path, runner: dict[str, str]) -> None:
    done = step("action.yml", "Check the models", project, runner)
    assert done.returncode == 0, done.stdout + done.stderr
    assert Path(runner["GITHUB_STEP_SUMMARY"]).exists()


def test_the_check_annotates_what_is_wrong_and_fails(project: Path, generated: Path, runner: dict[str, str]) -> None:
    generated.write_text("{}\n")
    done = step("action.yml", "Check the models", project, runner, sarif="report.sarif")
    assert done.returncode == 1
    name = generated.relative_to(project).as_posix()
    assert f"::error file={name}" in done.stdout
    assert name in Path(runner["GITHUB_STEP_SUMMARY"]).read_text()
    report = json.loads((project / "report.sarif").read_text())
    assert report["runs"][0]["results"][0]["ruleId"] == "changed-by-hand"


def gitlab(job: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script of a GitLab job as its runner does."""
    content = yaml.safe_load((ROOT / "integrations/gitlab/modelmint.yml").read_text(encoding="utf-8"))
    script = "\n".join(["set -eo pipefail", *content[job]["script"]])
    return run(folder, "bash", "-c", script, check=False, env=env | content["variables"])


def test_the_gitlab_job_reports_what_is_wrong_as_tests_and_as_code_quality(
    project: Path, generated: Path, runner: dict[str, str]
) -> None:
    generated.write_text("{}\n")
    assert gitlab("modelmint", project, runner).returncode == 1
    tests = ElementTree.parse(project / "modelmint.xml").getroot()
    assert [case.get("name") for case in tests.iter("testcase") if case.find("failure") is not None]
    issues = json.loads((project / "modelmint.json").read_text())
    assert [issue["location"]["path"] for issue in issues] == [generated.relative_to(project).as_posix()]


CURL = """#!/usr/bin/env bash
# A stand-in for the command: it keeps one merge request in a file, and notes how it was called.
set -eu
printf '%s\\n' "$*" >>"$FAKE/calls"
case "$*" in
*--get*) cat "$FAKE/list" 2>/dev/null || echo '[]' ;;
*) echo '[{"iid": 7}]' >"$FAKE/list" ;;
esac
"""


@pytest.fixture
def scheduled(project: Path, runner: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """What a scheduled pipeline has: a clone, a server to push to and to ask, and a token."""
    fake = tmp_path / "fake"
    fake.mkdir()
    (fake / "curl").write_text(CURL)
    (fake / "curl").chmod(0o755)
    run(tmp_path, "git", "init", "--quiet", "--bare", "origin.git")
    server = {
        "CI_SERVER_PROTOCOL": "https",
        "CI_SERVER_HOST": "gitlab.example.com",
        "CI_SERVER_PORT": "443",
        "CI_PROJECT_PATH": "team/models",
        "CI_PROJECT_ID": "5",
        "CI_API_V4_URL": "https://gitlab.example.com/api/v4",
        "CI_DEFAULT_BRANCH": "main",
        "CI_BUILDS_DIR": str(fake),
        "MODELMINT_TOKEN": "secret",
    }
    pushed = "url.file://{}.insteadOf".format(tmp_path / "origin.git")
    git = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": pushed,
        "GIT_CONFIG_VALUE_0": "https://modelmint:secret@gitlab.example.com:443/team/models.git",
    }
    return {**runner, **server, **git, "FAKE": str(fake), "PATH": f"{fake}:{runner['PATH']}"}


def test_the_scheduled_gitlab_job_keeps_one_merge_request(project: Path, scheduled: dict[str, str]) -> None:
    fake = Path(scheduled["FAKE"])

    def calls() -> list[str]:
        return (fake / "calls").read_text().splitlines() if (fake / "calls").exists() else []

    with MockServer({}, {}) as server:
        commit_with_source(project, server.base_url)
        for limit in ("2", "3"):
            server.publish("painter", parse(DOCUMENT.replace('"max": 1', f'"max": {limit}')))
            done = gitlab("modelmint-update", project, scheduled)
            assert done.returncode == 0, done.stdout + done.stderr
            assert "secret" not in done.stdout + done.stderr
    asked, opened, again, changed = calls()
    assert "--get" in asked
    assert "--get" in again
    assert "--data-urlencode source_branch=modelmint/update --data-urlencode target_branch=main" in opened
    assert "--request PUT https://gitlab.example.com/api/v4/projects/5/merge_requests/7" in changed
    assert f"description@{fake}/modelmint.md" in changed
    assert "strength" in (fake / "modelmint.md").read_text()
    pushed = run(fake.parent, "git", "-C", "origin.git", "log", "--format=%an: %s", "modelmint/update").stdout
    assert pushed.splitlines()[0] == "modelmint: Update models"


def test_the_scheduled_gitlab_job_ends_with_a_wrong_configuration(project: Path, scheduled: dict[str, str]) -> None:
    (project / "modelmint.toml").write_text("models = 1\n")
    assert gitlab("modelmint-update", project, scheduled).returncode == 2


def test_the_workflow_uses_the_update_action_with_the_rights_that_it_needs() -> None:
    content = yaml.safe_load((ROOT / "integrations/github/models.yml").read_text(encoding="utf-8"))
    assert content["permissions"] == {"contents": "write", "pull-requests": "write"}
    uses = [one["uses"] for one in content["jobs"]["update"]["steps"]]
    assert uses[-1].split("@")[0].endswith("modelmint/update")


def commit_with_source(project: Path, base_url: str) -> None:
    """Let the project ask a server of our own, and commit it."""
    file = project / "modelmint.toml"
    kind = 'kind = "empiriolabs"'
    file.write_text(file.read_text().replace(kind, f'{kind}\nbase_url = "{base_url}/v1"'))
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Start"]):
        run(project, "git", "-c", "user.name=a", "-c", "user.email=a@example.com", *command)


def test_the_update_action_pulls_generates_and_describes_what_changed(project: Path, runner: dict[str, str]) -> None:
    env = runner | {"GITHUB_ACTION_PATH": str(ROOT / "update")}
    with MockServer({}, {}) as server:
        commit_with_source(project, server.base_url)
        server.publish("painter", parse(DOCUMENT.replace('"max": 1', '"max": 2')))
        done = step("update/action.yml", "Update the models", project, env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::warning::" not in done.stdout
    assert "strength" in Path(runner["RUNNER_TEMP"], "modelmint.md").read_text()
    assert '"maximum": 2' in next(project.glob("src/sample/schemas/**/*.schema.json")).read_text()


def test_a_provider_that_cannot_be_reached_is_a_warning(project: Path, runner: dict[str, str]) -> None:
    commit_with_source(project, "http://127.0.0.1:9")
    env = runner | {"GITHUB_ACTION_PATH": str(ROOT / "update")}
    done = step("update/action.yml", "Update the models", project, env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::warning::not every model could be fetched" in done.stdout


def test_a_wrong_configuration_stops_the_update(project: Path, runner: dict[str, str]) -> None:
    (project / "modelmint.toml").write_text("models = 1\n")
    env = runner | {"GITHUB_ACTION_PATH": str(ROOT / "update")}
    assert step("update/action.yml", "Update the models", project, env).returncode == 2


def test_annotations_name_files_from_the_root_of_the_repository(
    project: Path, generated: Path, runner: dict[str, str]
) -> None:
    generated.write_text("{}\n")
    done = step("action.yml", "Check the models", project.parent, runner, directory=project.name)
    assert f"::error file={generated.relative_to(project.parent).as_posix()}," in done.stdout
    assert done.returncode == 1


def test_the_action_installs_a_modelmint_that_runs(tmp_path: Path, runner: dict[str, str]) -> None:
    done = step("action.yml", "Install modelmint", tmp_path, runner)
    if UNREACHABLE.search(done.stderr):
        pytest.skip("no package index can be reached, and the action installs from one")
    assert done.returncode == 0, done.stderr
    command = Path(Path(runner["GITHUB_PATH"]).read_text().strip(), "modelmint")
    assert run(tmp_path, str(command), "--version").stdout.startswith("modelmint ")
