"""The same snapshot, corrections, packs and options give the same bytes, wherever and whenever they are generated."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

from projects import MODEL, tree

from modelmint.config.edit import start

ROOT = Path(__file__).parents[2]
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
)


def generated(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """What `modelmint generate` writes in a project of its own, run from another folder."""
    copytree(ROOT / "schemas" / "empiriolabs" / MODEL, folder / "schemas" / "empiriolabs" / MODEL)
    text = start().replace("models = []", f'models = ["empiriolabs:{MODEL}"]')
    (folder / "modelmint.toml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "modelmint", "-C", str(folder), "generate"]
    subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True)
    return tree(folder / "generated")


def test_two_machines_write_the_same_bytes(tmp_path: Path) -> None:
    one, other = (generated(tmp_path / name, machine) for name, machine in zip("ab", MACHINES, strict=True))
    assert len(one) > 20
    assert one == other


def test_nothing_of_the_machine_is_in_them(tmp_path: Path) -> None:
    from importlib.metadata import version

    files = generated(tmp_path / "somewhere", MACHINES[0])
    told = (str(tmp_path).encode(), f"modelmint {version('modelmint')}".encode(), b"somewhere")
    assert [path for path, text in files.items() if any(word in text for word in told)] == []
