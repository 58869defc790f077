"""Files put in place as one: killed or out of space at any step, all are old or all are new."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from modelmint.snapshot import StoreError
from modelmint.snapshot.landing import finish, land

OLD = {"log.md": "old", "kept.toml": "old", "gone/c.py": "old", "other.txt": "old"}
NEW = {"log.md": "new", "kept.toml": "new", "made/a/b.py": "new", "other.txt": "old"}
PROGRAM = Path(__file__).parent / "interruptions.py"


@pytest.mark.skipif(sys.platform == "win32", reason="the interruptions need fork and kill")
@pytest.mark.parametrize("fault", ["kill", "full"])
def test_all_files_are_old_or_all_are_new_at_every_step(tmp_path: Path, fault: str) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path), fault, "land"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert len(seen) > 15
    assert all(each["found"] in (OLD, NEW) for each in seen)
    assert seen[0]["found"] == OLD
    assert seen[-1]["found"] == NEW
    assert not any(each["left"] for each in seen)
    if fault == "full":
        assert all("made" not in each["folders"] for each in seen if each["found"] == OLD)


def written(root: Path) -> dict[str, bytes]:
    for path, text in OLD.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return held(root)


def held(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


FILES: dict[str, bytes | None] = {"log.md": b"new", "made/a/b.py": b"new", "kept.toml": b"new", "gone/c.py": None}


@pytest.mark.parametrize("path", ["log.md", "made/a/b.py", "kept.toml"])
def test_a_file_that_cannot_be_put_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    before, real = written(tmp_path), Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == tmp_path / path and self.read_bytes() == b"new":
            raise PermissionError(13, "not yours")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(StoreError, match="not yours"):
        land(FILES, before, tmp_path)
    assert held(tmp_path) == before
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("path", ["log.md", "other.txt", "made/a/b.py"])
def test_a_file_that_was_changed_meanwhile_stops_all(tmp_path: Path, path: str) -> None:
    before = written(tmp_path)
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_bytes(b"by hand")
    with pytest.raises(StoreError, match=f"{path} changed meanwhile"):
        land(FILES, before, tmp_path)
    assert held(tmp_path) == {**before, path: b"by hand"}


def test_there_is_nothing_to_finish_where_nothing_was_begun(tmp_path: Path) -> None:
    finish(tmp_path)
    assert not list(tmp_path.iterdir())
