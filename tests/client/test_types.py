"""The generated package and what users write with it, under the strictest settings of both type checkers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

USAGE = Path(__file__).parent / "usage"


@pytest.fixture(scope="module")
def workspace(generated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has the package beside its own files."""
    folder = tmp_path_factory.mktemp("usage")
    for file in USAGE.glob("*.py"):
        (folder / file.name).write_text(file.read_text())
    settings = {"extraPaths": [str(generated)], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    return folder


def mypy(folder: Path, *targets: str, path: Path) -> str:
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--no-incremental",
        "--show-absolute-path",
    ]
    environment = {"MYPYPATH": str(path), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run([*command, *targets], cwd=folder, capture_output=True, text=True, env=environment, check=False)
    return ran.stdout + ran.stderr


def pyright(folder: Path) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "-p", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return list(json.loads(ran.stdout)["generalDiagnostics"])


def expected(file: Path) -> list[int]:
    return [number for number, line in enumerate(file.read_text().splitlines(), 1) if line.endswith("# error")]


def test_mypy_accepts_the_package_and_right_usage(generated: Path, workspace: Path) -> None:
    assert mypy(workspace, str(generated / "empiriolabs_models"), "right.py", path=generated) == ""


def test_mypy_finds_every_mistake_and_no_other(generated: Path, workspace: Path) -> None:
    found = re.findall(r"^.*wrong\.py:(\d+): error", mypy(workspace, "wrong.py", path=generated), re.MULTILINE)
    assert sorted({int(line) for line in found}) == expected(USAGE / "wrong.py")


def test_pyright_accepts_the_package(generated: Path, tmp_path: Path) -> None:
    settings = {"include": [str(generated)], "typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    assert pyright(tmp_path) == []


def test_pyright_accepts_right_usage_and_finds_every_mistake(workspace: Path) -> None:
    lines: dict[str, set[int]] = {"right.py": set(), "wrong.py": set()}
    for one in pyright(workspace):
        name = Path(str(one["file"])).name
        lines[name].add(int(one["range"]["start"]["line"]) + 1)  # type: ignore[index]  # pyright's own JSON
    assert lines["right.py"] == set()
    assert sorted(lines["wrong.py"]) == expected(USAGE / "wrong.py")
