"""Long work says on a terminal how far it has come, and nowhere else."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from projects import CONFIG, EXAMPLE

from modelmint.ir.text import parse
from modelmint.mock import MockServer

IDS = [f"painter-{letter}" for letter in "abcdefg"]
GONE = "\r\x1b[K"


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Path]:
    """A project without models, whose provider has seven."""
    document: Any = parse((EXAMPLE / "snapshot.json").read_text(encoding="utf-8"))
    with MockServer({id_: {**document, "id": id_} for id_ in IDS}, {}) as server:
        (tmp_path / "modelmint.toml").write_text(CONFIG.format(url=server.base_url), encoding="utf-8")
        yield tmp_path


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "modelmint", *args]


def on_a_terminal(folder: Path, *args: str) -> str:
    """What the command prints on standard error, which is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command(*args), cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # how Linux tells that the other end was closed
                part = b""
            if not part:
                break
            said += part
    os.close(ours)
    assert process.returncode in (0, 1)
    return said.decode()


def test_long_work_counts_on_a_terminal_and_takes_the_line_away(many: Path) -> None:
    added = on_a_terminal(many, "add", *(f"empiriolabs:{id_}" for id_ in IDS[:2]))
    assert "fetched 2 of 2" in added
    pulled = on_a_terminal(many, "pull", "--all")
    assert f"{GONE}fetched 7 of 7" in pulled
    assert pulled.endswith(GONE)
    generated = on_a_terminal(many, "generate")
    assert f"{GONE}read 5 of 5" in generated
    assert re.search(rf"{re.escape(GONE)}generated files: (\d+) of \1{re.escape(GONE)}", generated)
    assert "asked for 7 of 7" in on_a_terminal(many, "check", "--remote")
    assert "fetched 7 of 7" in on_a_terminal(many, "update")


def test_elsewhere_nothing_is_counted_and_many_new_models_are_told_together(many: Path) -> None:
    done = subprocess.run(command("pull", "--all"), cwd=many, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.startswith("7 new models ")
    assert f"  empiriolabs:{IDS[0]}, empiriolabs:{IDS[1]}, " in done.stdout
    assert done.stdout.endswith("now: modelmint generate\n")


def test_models_are_added_in_the_order_in_which_they_are_named(many: Path) -> None:
    names = [f"empiriolabs:{id_}" for id_ in (IDS[3], IDS[0], IDS[3])]
    done = subprocess.run(command("add", *names), cwd=many, capture_output=True, text=True, check=True)
    told = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("  added")]
    assert told == names[:2]
