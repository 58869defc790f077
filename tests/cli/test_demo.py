"""The demo runs the whole main job in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from projects import tree

ROOT = Path(__file__).parents[2]


def status() -> str:
    return subprocess.run(["git", "status", "--short"], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_demo_goes_from_a_schema_to_a_picture_and_through_a_change(tmp_path: Path) -> None:
    before = status()
    args = [sys.executable, "-m", "modelmint", "demo", "--keep", str(tmp_path / "demo")]
    done = subprocess.run(args, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(tmp_path / "demo") in done.stdout
    assert (tmp_path / "demo" / "sofa.png").read_bytes().startswith(b"\x89PNG")
    assert "valid before, refused now" in done.stdout
    assert 'amount=Decimal("0.30")' in done.stdout
    assert {path.split("/")[0] for path in tree(tmp_path)} == {"demo"}
    assert status() == before


def test_the_demo_does_not_work_in_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    args = [sys.executable, "-m", "modelmint", "demo", "--keep", str(tmp_path)]
    done = subprocess.run(args, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert list(tree(tmp_path)) == ["mine.txt"]
