"""What a command brings in when it starts: the causes of its speed, since times themselves are noise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import derived
import pytest

RUN = """
import json, subprocess, sys
started = []
real = subprocess.Popen.__init__
def counted(self, *given, **named):
    started.append(1)
    real(self, *given, **named)
subprocess.Popen.__init__ = counted
from modelmint.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print("\\n" + json.dumps([len(started), sorted(sys.modules)]))
"""
HEAVY = {"jinja2", "httpx", "rich", "ruff", "tomlkit", "jsonschema", "pydantic", "asyncio"}
"""What no quick command may load."""


def start(folder: Path, *words: str) -> tuple[int, set[str]]:
    """Run a command in a process of its own: how many processes it started, and the modules it loaded."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True
    )
    count, names = json.loads(done.stdout.splitlines()[-1])
    return count, set(names)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which everything is generated, checked, and old enough to be trusted."""
    folder = derived.project(tmp_path_factory.mktemp("start"), derived.names(2), corrected=True)
    start(folder, "generate")
    time.sleep(2.5)  # a file that has just been written is not yet trusted to stay
    start(folder, "check")
    return folder


def test_help_loads_no_command(tmp_path: Path) -> None:
    _, loaded = start(tmp_path, "--help")
    assert not loaded & HEAVY
    ours = {name for name in loaded if name.startswith("modelmint.cli.")}
    assert ours == {"modelmint.cli.main"}
    assert not loaded & {"modelmint.pipeline", "modelmint.read", "modelmint.render", "modelmint.drift"}


@pytest.mark.parametrize("command", ["check", "generate"])
def test_an_unchanged_project_is_not_read_again(place: Path, command: str) -> None:
    processes, loaded = start(place, command)
    assert processes == 0
    assert not loaded & HEAVY
    assert not loaded & {"modelmint.read", "modelmint.lower", "modelmint.render", "modelmint.lint", "modelmint.drift"}


@pytest.mark.parametrize("count", [1, 12])
def test_processes_do_not_grow_with_models_or_targets(tmp_path: Path, count: int) -> None:
    """One formatter for Python whatever there is to format."""
    folder = derived.project(tmp_path, derived.names(count), targets=("python", "validator", "json-schema"))
    processes, _ = start(folder, "generate")
    assert processes == 1
