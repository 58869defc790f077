"""The build hook, run by pip as it builds a wheel of a user's project."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sample_project import run

PYPROJECT = """\
[build-system]
requires = ["hatchling", "modelmint"]
build-backend = "hatchling.build"

[project]
name = "sample"
version = "1"

[tool.hatch.build.targets.wheel]
packages = ["src/sample"]

[tool.hatch.build.hooks.modelmint]
"""


def wheel(project: Path, settings: str) -> subprocess.CompletedProcess[str]:
    """Build a wheel with this environment's Hatch and modelmint, so without the network."""
    (project / "pyproject.toml").write_text(PYPROJECT + settings)
    (project / "src/sample/__init__.py").touch()
    command = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "--wheel-dir", "dist"]
    return run(project, *command, check=False)


def names(project: Path) -> list[str]:
    with zipfile.ZipFile(next(project.glob("dist/*.whl"))) as built:
        return built.namelist()


@pytest.mark.parametrize("settings", ["", 'mode = "check"\n'])
def test_a_wheel_is_built_while_all_is_well(project: Path, generated: Path, settings: str) -> None:
    done = wheel(project, settings)
    assert done.returncode == 0, done.stderr
    assert generated.relative_to(project / "src").as_posix() in names(project)


def test_no_wheel_is_built_from_a_stale_file(project: Path, generated: Path) -> None:
    generated.write_text("{}\n")
    done = wheel(project, 'mode = "check"\n')
    assert done.returncode != 0
    assert "changed-by-hand" in done.stdout + done.stderr
    assert "modelmint generate --force" in done.stdout + done.stderr


def test_missing_files_are_generated_and_built(project: Path, generated: Path) -> None:
    generated.unlink()
    done = wheel(project, 'mode = "generate"\n')
    assert done.returncode == 0, done.stderr
    assert generated.relative_to(project / "src").as_posix() in names(project)


def test_generated_files_that_git_ignores_are_built_too(project: Path, generated: Path) -> None:
    run(project, "git", "init", "--quiet")
    (project / ".gitignore").write_text("src/sample/schemas/\n")
    generated.unlink()
    done = wheel(project, 'mode = "generate"\n')
    assert done.returncode == 0, done.stderr
    assert generated.relative_to(project / "src").as_posix() in names(project)


def test_a_file_changed_by_hand_is_not_replaced_by_a_build(project: Path, generated: Path) -> None:
    generated.write_text("{}\n")
    done = wheel(project, 'mode = "generate"\n')
    assert done.returncode != 0
    assert generated.read_text() == "{}\n"


def test_a_wrong_mode_names_the_right_ones(project: Path) -> None:
    done = wheel(project, 'mode = "always"\n')
    assert done.returncode != 0
    assert "'check' or 'generate'" in done.stdout + done.stderr
