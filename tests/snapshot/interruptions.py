"""Interrupts a write at every step that it takes, and prints what a reader finds then.

Run as a program of its own, so that it can fork: `python interruptions.py FOLDER kill|full write|remove|land`.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse
from modelmint.snapshot import Arrival, Store, StoreError, journal
from modelmint.snapshot.landing import finish, land
from modelmint.snapshot.verify import verify

OLD, NEW, GONE, BESIDE = (ModelRef("e", name) for name in ("old", "new", "gone", "beside"))
STEPS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree", "test.half", "test.written")
NEED_SPACE = ("open", "os.mkdir", "os.rename", "test.half")


def arrival(ref: ModelRef, text: str) -> Arrival:
    return Arrival(ref, parse(text), f"https://x.test/{ref.id}", "b" * 64)


def begin(root: Path) -> None:
    Store(root).write(arrival(OLD, '{"version": 1}'), arrival(GONE, '{"version": 1}'))
    Store(root).overlay(GONE).write_text("ours")


def write(root: Path) -> None:
    Store(root).write(arrival(OLD, '{"version": 2}'), arrival(NEW, '{"version": 2}'))


def remove(root: Path) -> None:
    Store(root).remove(OLD, GONE)


def state(root: Path) -> dict[str, str]:
    """What a fresh reader sees; a mix of old and new would be a finding of the lock."""
    store = Store(root)
    findings = [finding.code for finding in verify(store)]
    return {str(ref): store.read(ref).text for ref in store.refs()} | ({"findings": str(findings)} if findings else {})


def write_in_two(file: Path, body: bytes) -> None:
    """Stand in for the journal's own way to write, with steps within."""
    with file.open("wb", buffering=0) as stream:
        stream.write(body[: len(body) // 2])
        sys.audit("test.half")
        stream.write(body[len(body) // 2 :])
        sys.audit("test.written")


def interrupt(root: Path, action: Callable[[Path], None], fault: str, step: int) -> bool:
    """Run the action in a child that meets the fault at this step; whether it got that far."""
    child = os.fork()
    if child == 0:
        journal._write = write_in_two
        sys.addaudithook(Fault(root, fault, step))
        try:
            action(root)
        except StoreError:
            os._exit(3)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 3, -signal.SIGKILL), status
    return status != 0


class Fault:
    """Counts the steps below a folder, and fails at one of them: killed, or from there on with a full disk."""

    def __init__(self, root: Path, fault: str, step: int) -> None:
        self.root, self.fault, self.left = str(root), fault, step

    def __call__(self, event: str, details: tuple[object, ...]) -> None:
        if event not in STEPS or not (event.startswith("test.") or str(details[0]).startswith(self.root)):
            return
        self.left -= 1
        if self.left < 0 and self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        reads = event == "open" and not cast(int, details[2]) & (os.O_WRONLY | os.O_RDWR)
        if self.left < 0 and self.fault == "full" and event in NEED_SPACE and not reads:
            raise OSError(errno.ENOSPC, "No space left on device")


FILES: dict[str, bytes | None] = {"log.md": b"new", "made/a/b.py": b"new", "kept.toml": b"new", "gone/c.py": None}


def land_files(root: Path) -> None:
    land(FILES, plain(root), root)


def plain(root: Path) -> dict[str, bytes]:
    """The files of a project, but for what is our own."""
    files = (path for path in root.rglob("*") if path.is_file() and ".modelmint" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def main_landing(folder: Path, fault: str) -> None:
    seen = []
    for step in range(200):
        root = folder / f"{fault}-{step}"
        for path in ("log.md", "kept.toml", "gone/c.py", "other.txt"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(b"old")
        interrupted = interrupt(root, land_files, fault, step)
        finish(root)
        found = {path: body.decode() for path, body in plain(root).items()}
        land({"other.txt": b"later"}, {"other.txt": b"old"}, root)
        left = sorted(path.name for path in (root / ".modelmint").iterdir())
        folders = sorted(path.name for path in root.iterdir() if path.is_dir())
        seen.append({"interrupted": interrupted, "found": found, "left": left, "folders": folders})
        if not interrupted:
            break
    print(json.dumps(seen))


def main(folder: Path, fault: str, action: Callable[[Path], None]) -> None:
    begin(folder / "begin")
    seen = []
    for step in range(200):
        root = folder / f"{fault}-{step}"
        shutil.copytree(folder / "begin", root)
        interrupted = interrupt(root, action, fault, step)
        found = state(root)
        Store(root).write(arrival(BESIDE, "{}"))
        left = sorted(path.name for path in root.iterdir() if path.name.startswith("."))
        seen.append({"interrupted": interrupted, "found": found, "after": state(root), "left": left})
        if not interrupted:
            break
    print(json.dumps(seen))


if __name__ == "__main__":
    if sys.argv[3] == "land":
        main_landing(Path(sys.argv[1]), sys.argv[2])
    else:
        main(Path(sys.argv[1]), sys.argv[2], {"write": write, "remove": remove}[sys.argv[3]])
