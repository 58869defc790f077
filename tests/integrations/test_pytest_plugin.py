"""The pytest plugin, run by pytest in a user's project."""

import subprocess
import sys
from pathlib import Path

from sample_project import run

TEST = """\
import json
import urllib.request

def test_the_server_offers_the_models(modelmint_mock):
    with urllib.request.urlopen(f"{modelmint_mock.base_url}/v1/models") as answer:
        assert [model["id"] for model in json.load(answer)["data"]] == ["painter"]
"""


def pytest_in(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run whose root is the project, whatever lies in the folders above."""
    command = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v", "--rootdir", str(project))
    return run(project, *command, *arguments, check=False)


def test_each_model_is_a_test_and_passes_while_all_is_well(project: Path) -> None:
    done = pytest_in(project, "--modelmint")
    assert "modelmint.toml::check[empiriolabs:painter] PASSED" in done.stdout
    assert "modelmint.toml::check[project] PASSED" in done.stdout
    assert done.returncode == 0


def test_a_changed_file_fails_with_the_command_that_mends_it(project: Path, generated: Path) -> None:
    generated.write_text("{}\n")
    done = pytest_in(project, "--modelmint")
    assert done.returncode == 1
    assert "changed-by-hand" in done.stdout
    assert "modelmint generate --force" in done.stdout
    assert "Traceback" not in done.stdout


def test_nothing_is_added_unless_it_is_asked_for(project: Path) -> None:
    assert pytest_in(project).returncode == 5


def test_a_missing_configuration_is_a_usage_error(tmp_path: Path) -> None:
    done = pytest_in(tmp_path, "--modelmint")
    assert done.returncode == 4
    assert "modelmint init" in done.stderr


def test_the_fixture_serves_the_models_of_the_project(project: Path) -> None:
    (project / "test_server.py").write_text(TEST)
    assert pytest_in(project).returncode == 0


def test_loading_the_plugin_imports_nothing_of_modelmint_but_itself() -> None:
    code = (
        "import sys, modelmint.integrations.pytest_plugin; print([m for m in sys.modules if m.startswith('modelmint')])"
    )
    done = run(Path.cwd(), sys.executable, "-c", code)
    assert done.stdout.strip() == "['modelmint', 'modelmint.integrations', 'modelmint.integrations.pytest_plugin']"
