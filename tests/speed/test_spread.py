"""Work that is spread over processes is done, or left out; nothing of it stays behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import derived
import pytest

from modelmint import making, spread
from modelmint.pipeline import Project, generate, wanted
from modelmint.render import RenderError


def squares(given: int) -> Callable[[int], int]:
    """What `spread` prepares in these tests: some items fail, one ends its process, and some prepare nothing."""
    if given < 0:
        raise ValueError(given)

    def work(item: int) -> int:
        if item == 13:
            os._exit(1)
        if item % 2:
            raise KeyError(item)
        return given + item * item

    return work


def test_every_item_is_worked_on_and_those_that_fail_are_left_out() -> None:
    assert sorted(spread.spread(squares, 1, range(8), 2)) == [1, 5, 17, 37]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("given", "items"), [(-1, [0, 2]), (0, [13]), (0, [])])
def test_where_nothing_can_be_done_nothing_comes(given: int, items: list[int]) -> None:
    assert list(spread.spread(squares, given, items, 2)) == []
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_takes_no_others_results_away() -> None:
    assert {*spread.spread(squares, 0, [0, 2, 4, 13, 6, 8], 1)} <= {0, 4, 16, 36, 64}


def test_a_system_without_processes_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no semaphores")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    assert list(spread.spread(squares, 0, [0, 2], 2)) == []


def test_who_stops_asking_is_not_kept_waiting_for_the_rest() -> None:
    results = spread.spread(squares, 0, range(0, 2000, 2), 2)
    next(results)
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert multiprocessing.active_children() == []


SLEEPING = """
import sys, time
sys.path[:0] = {path!r}
from modelmint.spread import spread
from test_spread import sleeping
if __name__ == "__main__":
    for done in spread(sleeping, None, [1, 2, 3, 4], 2):
        print(done, flush=True)
"""


def sleeping(_: None) -> Callable[[int], int]:
    """Work that tells its process, and then takes long if it is not the first."""

    def work(item: int) -> int:
        time.sleep(60 if item > 1 else 0)
        return os.getpid()

    return work


@pytest.mark.skipif(os.name == "nt", reason="a kill is no signal there")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path, sent: signal.Signals) -> None:
    script = tmp_path / "script.py"
    script.write_text(SLEEPING.format(path=[str(Path(__file__).parent), *sys.path]))
    silent = subprocess.DEVNULL  # where Python counts what a kill leaves
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=silent, text=True) as started:
        assert started.stdout is not None
        child = int(started.stdout.readline())
        started.send_signal(sent)
    for _ in range(500):
        if not _runs(child):
            return
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    pytest.fail("it is still there")


def _runs(process: int) -> bool:
    """Whether a process is there that has not ended."""
    with suppress(OSError):
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    return False


IDS = (*derived.names(8), "Nova-0001", "gone", "GONE")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of some models, which are many here; one cannot be read, and its name keeps another from its own."""
    monkeypatch.setattr(making, "BATCH", 2)
    derived.project(tmp_path, IDS, targets=("json-schema", "markdown"), corrected=True)
    derived.snapshot(tmp_path, "gone").write_text('{"detail": "Not found"}\n')
    return tmp_path


def opened(place: Path) -> Project:
    return Project.open(place, date(2026, 1, 1))


def made(place: Path, processes: int) -> dict[Path, dict[str, str]]:
    return {out: dict(files) for out, files in wanted(opened(place), processes=processes).items()}


def test_several_processes_make_what_one_makes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    several = made(place, 2)
    assert any("nova-0001-" in path for files in several.values() for path in files)
    monkeypatch.setattr("modelmint.spread.spread", lambda *_: pytest.fail("all of it is remembered"))
    assert made(place, 2) == several
    for name in ("made", "read"):
        for entry in (place / ".modelmint" / "cache" / name).iterdir():
            entry.unlink()
    assert made(place, 1) == several
    monkeypatch.setattr(making, "BATCH", 100)
    for entry in (place / ".modelmint" / "cache" / "made").iterdir():
        entry.unlink()
    assert made(place, 2) == several


def test_what_no_process_can_make_is_an_error_as_ever(place: Path) -> None:
    own = place / "packs" / "markdown"
    own.mkdir(parents=True)
    (own / "model.md.jinja").write_text('{% if model.id == "nova-0005" %}{{ model.nothing | md }}{% endif %}\n')
    derived.configure(place, IDS, ("markdown",), '\n[paths]\npacks = ["packs"]\n')
    errors = []
    for processes in (1, 2):
        with pytest.raises(RenderError) as raised:
            generate(opened(place), processes=processes)
        errors.append(str(raised.value))
    assert errors[0] == errors[1]
    assert not (place / "generated").exists()
