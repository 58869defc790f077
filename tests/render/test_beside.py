"""What a copy of the process makes is what would be made here, and nothing of it is left behind."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from modelmint.render.beside import beside

HERE = os.getpid()


@pytest.fixture
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The copies that are made, which pytest's own threads are to be no reason against; all have ended in the end."""
    if sys.platform != "linux":
        pytest.skip("only Linux makes copies")
    made: list[int] = []
    fork = os.fork

    def counted() -> int:
        child = fork()
        made.append(child)
        return child

    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    yield made
    for child in made:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, 0)


def test_work_is_done_in_a_copy(forks: list[int]) -> None:
    with beside(lambda: b"%d " % os.getpid() + b"x" * 300_000) as result:
        assert result() == b"%d " % forks[0] + b"x" * 300_000
    assert forks[0] != HERE


def test_a_copy_that_fails_says_nothing_and_the_error_is_raised_here(
    forks: list[int], capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> bytes:
        raise ValueError(os.getpid())

    with beside(fail) as result, pytest.raises(ValueError, match=str(HERE)):
        result()
    assert len(forks) == 1
    assert capfd.readouterr() == ("", "")


def test_a_copy_that_is_killed_costs_time_only(forks: list[int]) -> None:
    def die() -> bytes:
        if os.getpid() != HERE:
            os.kill(os.getpid(), 9)
        return b"made"

    with beside(die) as result:
        assert result() == b"made"
    assert len(forks) == 1


def test_a_copy_that_nobody_waits_for_is_ended(forks: list[int], tmp_path: Path) -> None:
    def linger() -> bytes:
        time.sleep(60)
        return b""

    begun = time.monotonic()
    with pytest.raises(KeyError), beside(linger):
        raise KeyError
    assert time.monotonic() - begun < 30
    assert len(forks) == 1


@pytest.mark.parametrize(
    ("owner", "name", "value"),
    [(sys, "platform", "darwin"), (threading, "active_count", lambda: 2), (os, "sched_getaffinity", lambda _: {0})],
)
def test_where_a_copy_would_not_do_the_work_is_done_here(
    forks: list[int], monkeypatch: pytest.MonkeyPatch, owner: object, name: str, value: object
) -> None:
    monkeypatch.setattr(owner, name, value)
    with beside(lambda: b"%d" % os.getpid()) as result:
        assert result() == b"%d" % HERE
    assert forks == []
