"""Writing touches what changed, all of it or none, and never what a person changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelmint import write
from modelmint.write import MANIFEST, read_manifest, write_all

FILES = {"a.txt": "one\n", "b/c.txt": "two\n", "b/d.txt": "ü\u2028\n"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def texts(folder: Path) -> dict[str, str]:
    return {name: content.decode() for name, content in tree(folder).items() if ".modelmint" not in name}


def test_the_folder_holds_the_files_and_a_manifest_that_sha256sum_reads(tmp_path: Path) -> None:
    done = write.write(FILES, tmp_path / "out")
    assert texts(tmp_path / "out") == FILES
    assert len(done.written) == 3
    subprocess.run(
        ["sha256sum", "--check", "--strict", MANIFEST], cwd=tmp_path / "out", check=True, capture_output=True
    )


def test_what_is_equal_is_not_touched(tmp_path: Path) -> None:
    write.write(FILES, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done = write.write(FILES, tmp_path)
    assert (done.written, done.unchanged) == ((), 3)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_an_orphan_of_ours_goes_and_its_empty_folder_with_it(tmp_path: Path) -> None:
    write.write(FILES, tmp_path)
    done = write.write({"a.txt": "one\n"}, tmp_path)
    assert texts(tmp_path) == {"a.txt": "one\n"}
    assert not (tmp_path / "b").exists()
    assert {path.name for path in done.removed} == {"c.txt", "d.txt"}


def test_a_file_of_somebody_else_is_never_removed(tmp_path: Path) -> None:
    write.write(FILES, tmp_path)
    (tmp_path / "b" / "mine.txt").write_text("mine")
    write.write({}, tmp_path)
    assert texts(tmp_path) == {"b/mine.txt": "mine"}
    assert not (tmp_path / MANIFEST).exists()


@pytest.mark.parametrize("wanted", [FILES | {"a.txt": "newer\n"}, {"b/c.txt": "two\n"}])
def test_a_file_changed_by_hand_is_kept_until_told_otherwise(tmp_path: Path, wanted: dict[str, str]) -> None:
    write.write(FILES, tmp_path)
    (tmp_path / "a.txt").write_text("by hand\n")
    done = write.write(wanted, tmp_path)
    assert (tmp_path / "a.txt").read_text() == "by hand\n"
    assert done.kept == (tmp_path / "a.txt",)
    write.write(wanted, tmp_path, force=True)
    assert texts(tmp_path) == wanted


def test_a_file_that_was_there_before_us_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine\n")
    done = write.write(FILES, tmp_path)
    assert done.kept == (tmp_path / "a.txt",)
    assert (tmp_path / "a.txt").read_text() == "mine\n"


def test_line_ends_that_a_checkout_turned_about_are_no_change(tmp_path: Path) -> None:
    write.write(FILES, tmp_path)
    (tmp_path / "a.txt").write_bytes(b"one\r\n")
    assert write.write(FILES, tmp_path).unchanged == 3


def test_a_failure_while_staging_leaves_every_target_as_it_was(tmp_path: Path) -> None:
    write.write(FILES, tmp_path / "first")
    (tmp_path / "second").mkdir()
    (tmp_path / "second" / "b").write_text("a file where a folder must be")
    before = tree(tmp_path)
    with pytest.raises(OSError, match="b"):
        write_all({tmp_path / "first": FILES | {"a.txt": "new\n", "z/z": ""}, tmp_path / "second": FILES})
    assert tree(tmp_path) == before
    assert not (tmp_path / "first" / "z").exists()


@pytest.mark.parametrize("steps", range(6))
def test_a_run_cut_short_at_any_rename_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    write.write(FILES, tmp_path)
    wanted = {"a.txt": "1\n", "b/c.txt": "2\n", "new.txt": "3\n"}
    left, replace = steps, os.replace

    def die(staged: str, target: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        replace(staged, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", die)
        try:
            write.write(wanted, tmp_path)
        except KeyboardInterrupt:
            assert set(texts(tmp_path).values()) <= {*FILES.values(), *wanted.values()}
    # What is wanted may have moved on since.
    later = wanted | {"a.txt": "later\n"}
    assert write.write(later, tmp_path).kept == ()
    assert texts(tmp_path) == later


def test_what_a_run_left_behind_goes_with_the_next_even_if_that_has_nothing_to_write(tmp_path: Path) -> None:
    write.write(FILES, tmp_path)
    before = tree(tmp_path)
    (tmp_path / ".modelmint-new-7").write_text("half of a fi")
    (tmp_path / ".modelmint-new-manifest").write_text("")
    assert write.write(FILES, tmp_path).written == ()
    assert tree(tmp_path) == before


def test_a_manifest_cannot_name_a_file_outside_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write.write(FILES, out)
    (tmp_path / "precious").write_text("one\n")
    digest = next(iter(read_manifest(out)["a.txt"]))
    (out / MANIFEST).write_text(f"{digest}  ../precious\n{digest}  {tmp_path}/precious\n<<<<<<< HEAD\n")
    write.write({}, out)
    assert (tmp_path / "precious").exists()


NAMES = st.sampled_from(["a", "b", "c/d", "c/e"])
TREES = st.dictionaries(NAMES, st.text(st.characters(codec="utf-8", exclude_characters="\r")))


@given(st.lists(TREES, max_size=4))
@settings(max_examples=50, deadline=None)
def test_after_any_history_the_folder_holds_the_last_files(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, str]]
) -> None:
    out = tmp_path_factory.mktemp("out")
    for files in history:
        write.write(files, out)
    assert texts(out) == (history[-1] if history else {})
