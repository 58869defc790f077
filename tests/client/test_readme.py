"""The package's README shows code that type checkers accept, and that does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from building import models, package
from empiriolabs_models import _provider

from modelmint.mock import MockServer


@pytest.fixture(scope="module")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The examples of the README, in order."""
    readme = package(tmp_path_factory.mktemp("readme"), list(models().values())) / "README.md"
    return re.findall(r"```python\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)


def test_every_example_runs(
    blocks: list[str],
    server: MockServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EMPIRIOLABS_API_KEY", "sk-test")
    monkeypatch.setattr(_provider, "PROVIDER", _provider.PROVIDER._replace(base_url=f"{server.base_url}/v1"))
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    said = capsys.readouterr()
    assert (tmp_path / "image.png").read_bytes().startswith(b"\x89PNG")
    assert "0.12 USD\namazon-nova-canvas would cost 0.12 USD, max_cost is 0.01; it was not sent\n" in said.out
    assert "100%  completed" in said.err
    assert [one.request.kind for one in server.requests].count("submit") == 6


def test_type_checkers_accept_every_example(blocks: list[str], generated: Path, tmp_path: Path) -> None:
    for number, block in enumerate(blocks):
        (tmp_path / f"example_{number}.py").write_text(block)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", os.devnull, "."]
    environment = {"MYPYPATH": str(generated), "PATH": os.defpath}
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, check=False)
    assert ran.stdout + ran.stderr == ""
    assert len(blocks) == 5
