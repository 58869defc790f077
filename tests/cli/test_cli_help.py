"""The commands explain themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import Run

import modelmint.cli
from modelmint.cli.group import COMMANDS

SHARED = {
    "__init__",
    "changes",
    "described",
    "group",
    "main",
    "notes",
    "options",
    "output",
    "progress",
    "reports",
    "schemas",
}


def test_every_command_has_a_file_and_every_file_a_command() -> None:
    [folder] = modelmint.cli.__path__
    assert {path.stem for path in Path(folder).glob("*.py")} - SHARED == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert "Example" in done.out
    assert f"modelmint {name}" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_printed_can_be_had_as_json(name: str, run: Run) -> None:
    assert "--format" in run(name, "--help").out


def test_the_whole_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert all(f"\n  {name}" in done.out for name in COMMANDS)
    assert "0 when all is well, 1 with findings or drift, 2 for a wrong call" in " ".join(done.out.split())


def test_an_unknown_command_says_what_was_meant(run: Run) -> None:
    done = run("genrate")
    assert done.code == 2
    assert "did you mean 'generate'?" in done.err


def test_outside_of_a_project_the_way_in_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("list")
    place = tmp_path / "modelmint.toml"
    said = "there is no such file here or in a folder above; modelmint init makes one"
    assert (done.code, done.out, done.err) == (2, "", f"modelmint: {place}: {said}\n")
