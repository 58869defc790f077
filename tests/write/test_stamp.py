"""A stamp holds while its inputs do, and costs nothing but time when it is lost."""

from __future__ import annotations

from pathlib import Path

from modelmint import write
from modelmint.write import Stamp, digest, digest_files, own_code, target_digest


def test_a_stamp_is_read_only_under_the_key_it_was_kept_under(tmp_path: Path) -> None:
    Stamp(tmp_path / "cache", "check", "k1").keep("clean\nüber")
    assert Stamp(tmp_path / "cache", "check", "k1").read() == "clean\nüber"
    assert Stamp(tmp_path / "cache", "check", "k2").read() is None
    assert Stamp(tmp_path / "cache", "other", "k1").read() is None


def test_a_damaged_stamp_is_none(tmp_path: Path) -> None:
    (tmp_path / "check.stamp").write_bytes(b"k1")
    assert Stamp(tmp_path, "check", "k1").read() is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    Stamp(tmp_path / "cache", "check", "k1").keep()
    assert Stamp(tmp_path / "cache", "check", "k1").read() is None


def test_a_digest_tells_names_and_contents_apart() -> None:
    assert digest({"a": b"b", "c": b""}) == digest({"c": b"", "a": b"b"})
    assert (
        len({digest(parts) for parts in ({"a": b"bc"}, {"ab": b"c"}, {"a": b"", "b": b"c"}, {"a": None}, {"a": b""})})
        == 5
    )


def test_a_targets_digest_sees_a_file_changed_removed_or_no_longer_listed(tmp_path: Path) -> None:
    write.write({"a": "1\n", "b": "2\n"}, tmp_path)
    seen = {target_digest(tmp_path)}
    (tmp_path / "a").write_text("changed\n")
    seen.add(target_digest(tmp_path))
    (tmp_path / "a").unlink()
    seen.add(target_digest(tmp_path))
    write.write({"b": "2\n"}, tmp_path)
    seen.add(target_digest(tmp_path))
    assert len(seen) == 4


def test_files_that_are_not_there_count(tmp_path: Path) -> None:
    before = digest_files([tmp_path / "x"])
    (tmp_path / "x").write_bytes(b"")
    assert digest_files([tmp_path / "x"]) != before


def test_our_own_code_has_one_identity() -> None:
    assert own_code() == own_code()
