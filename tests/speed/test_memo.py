"""A memo gives back what was kept under the very same key, and nothing that is not whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from modelmint.memo import Memo, key, of_this_user


@pytest.mark.parametrize("body", [b"", b"text", b"\x00\xff\n", b"x" * 100_000])
def test_what_was_kept_is_given_back(tmp_path: Path, body: bytes) -> None:
    memo = Memo(tmp_path / "deep" / "memo")
    assert memo.read("a") is None
    memo.keep("a", body)
    assert memo.read("a") == body
    assert memo.read("b") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: b"",
        lambda entry: entry[:-1],
        lambda entry: entry[:20],
        lambda entry: entry + b"x",
        lambda entry: entry.replace(b"memo 1", b"memo 2"),
        lambda entry: entry.replace(b"right", b"wrong"),
        lambda entry: entry[33:],
    ],
)
def test_a_damaged_or_poisoned_entry_is_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    memo = Memo(tmp_path)
    memo.keep("a", b"what is right")
    (tmp_path / "a").write_bytes(damage((tmp_path / "a").read_bytes()))
    assert memo.read("a") is None
    memo.keep("a", b"mended")
    assert memo.read("a") == b"mended"


def test_an_entry_under_another_name_is_none(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep("a", b"text")
    (tmp_path / "a").rename(tmp_path / "b")
    assert memo.read("b") is None


def test_an_entry_that_is_gone_meanwhile_is_passed_over(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.keep("a", b"text")
    (tmp_path / "a.1234").symlink_to(tmp_path / "gone")
    memo.expire(1)
    assert memo.read("a") == b"text"


def test_what_cannot_be_kept_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for memo in (Memo(tmp_path / "file"), Memo(None)):
        memo.keep("a", b"text")
        assert memo.read("a") is None
        memo.prune(())
        memo.expire(0)


def test_what_is_not_used_goes(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    for name in "abc":
        memo.keep(name, b"text")
    memo.prune({"a", "c"})
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a", "c"]
    os.utime(tmp_path / "a", (1, 1))
    memo.expire(30)
    assert [entry.name for entry in tmp_path.iterdir()] == ["c"]


def test_keys_tell_values_apart() -> None:
    values = [(), ("a",), ("ab", "c"), ("a", "bc"), ("a", "b", "c"), (("a", "b"), "c"), (1,), ("1",), (True,), (None,)]
    assert all(key(*left) != key(*right) for left, right in combinations(values, 2))
    assert key("a", {"b": 1}) == key("a", {"b": 1})
    assert key("\ud800") != key("\udfff")


def test_a_user_has_one_place_for_all_projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert of_this_user() == tmp_path / "modelmint"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", "/home/someone")
    assert of_this_user() == Path("/home/someone/.cache/modelmint")
