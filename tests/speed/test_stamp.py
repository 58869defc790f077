"""A stamp holds while the files that it rests on are what they were, and is never more than time saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from modelmint import stamp
from modelmint.stamp import Stamp, content, look, own_code


@pytest.fixture
def ground(tmp_path: Path) -> list[Path]:
    """A file, a folder with a file in it, and a file that is not there."""
    (tmp_path / "a file\u2028").write_text("one")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inner").write_text("two")
    return [tmp_path / "a file\u2028", tmp_path / "folder", tmp_path / "absent"]


def kept(ground: list[Path], conclusion: str = "clean\n\nüber\n") -> Stamp:
    """A stamp that rests on the ground."""
    made = Stamp(ground[0].parent / "cache" / "check.stamp", "key")
    made.keep(look(ground), conclusion)
    return made


def age(ground: list[Path]) -> None:
    """Make the files look as if nobody had touched them for long; only the time of that remains."""
    for path in ground:
        if path.exists():
            os.utime(path, (1, 1))


@pytest.mark.parametrize("conclusion", ["", "clean", "\n\n", "a\n\nb\n", "über\u2028"])
def test_the_conclusion_is_what_was_kept(ground: list[Path], conclusion: str) -> None:
    assert kept(ground, conclusion).read() == conclusion


def test_it_says_nothing_under_another_key(ground: list[Path]) -> None:
    made = kept(ground)
    assert Stamp(made.file, "other").read() is None


CHANGES: dict[str, Callable[[Path], object]] = {
    "another content": lambda root: (root / "a file\u2028").write_text("another"),
    "another content of the same size": lambda root: (root / "a file\u2028").write_text("eno"),
    "a file gone": lambda root: (root / "a file\u2028").unlink(),
    "a file come": lambda root: (root / "absent").write_text(""),
    "a name more in a folder": lambda root: (root / "folder" / "new").write_text(""),
    "a name less in a folder": lambda root: (root / "folder" / "inner").unlink(),
    "a folder for a file": lambda root: ((root / "a file\u2028").unlink(), (root / "a file\u2028").mkdir()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_at_once(ground: list[Path], change: Callable[[Path], object]) -> None:
    made = kept(ground)
    change(ground[0].parent)
    assert made.read() is None


def test_a_change_that_keeps_size_and_time_of_an_old_file_is_seen(
    ground: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "_TICK", 0)
    age(ground)
    made = kept(ground)
    ground[0].write_text("eno")
    age(ground)
    assert made.read() is None


def test_files_that_only_look_new_are_compared_and_then_known(
    ground: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = kept(ground)
    age(ground)
    monkeypatch.setattr(stamp, "_TICK", 0)
    assert made.read() is not None
    monkeypatch.setattr(stamp, "content", lambda _: pytest.fail("nothing is new any more"))
    assert made.read() is not None


def test_what_changes_while_it_is_looked_at_is_not_concluded_from(ground: list[Path]) -> None:
    made = Stamp(ground[0].parent / "check.stamp", "key")
    before = look(ground)
    ground[0].write_text("changed meanwhile")
    made.keep(before, "clean")
    assert made.read() is None


def test_what_is_not_as_wanted_is_not_concluded_from(ground: list[Path]) -> None:
    made = Stamp(ground[0].parent / "check.stamp", "key")
    made.keep(look(ground), "clean", {str(ground[0]): "another digest"})
    assert made.read() is None
    made.keep(look(ground), "clean", {str(ground[0]): content(ground[0])})
    assert made.read() == "clean"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[:40],
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace(" ", "", 9),
        lambda text: text.replace("stamp 1", "stamp 2"),
        lambda text: f"\n\n{text}",
    ],
)
def test_a_damaged_stamp_says_nothing(ground: list[Path], damage: Callable[[str], str]) -> None:
    made = kept(ground, "clean")
    made.file.write_text(damage(made.file.read_text(encoding="utf-8")), encoding="utf-8")
    assert made.read() is None


def test_a_name_that_would_break_the_list_is_never_kept(tmp_path: Path) -> None:
    made = Stamp(tmp_path / "check.stamp", "key")
    (tmp_path / "a\nb").write_text("")
    made.keep(look([tmp_path / "a\nb"]), "clean")
    assert not made.file.exists()


def test_a_cache_that_cannot_be_written_is_no_error(ground: list[Path]) -> None:
    (ground[0].parent / "cache").write_text("a file")
    assert kept(ground).read() is None


def test_our_own_code_has_one_identity_until_a_file_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "generator" / "modelmint"
    package.mkdir(parents=True)
    (package / "stamp.py").write_text("")
    (tmp_path / "templates" / "python").mkdir(parents=True)
    monkeypatch.setattr(stamp, "__file__", str(package / "stamp.py"))
    seen = [own_code.__wrapped__(), own_code.__wrapped__()]
    assert len(set(seen)) == 1
    for file in (package / "stamp.py", package / "new.py", tmp_path / "templates" / "python" / "types.jinja"):
        file.write_text("changed")
        seen.append(own_code.__wrapped__())
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "stamp.pyc").write_text("compiled")
    seen.append(own_code.__wrapped__())
    assert len(set(seen)) == 4


def test_the_identity_follows_what_is_installed_and_not_what_python_compiles_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site-packages"
    (folder / "jinja2-3.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", [str(folder)])
    seen = [own_code.__wrapped__()]
    (folder / "__pycache__").mkdir()
    seen.append(own_code.__wrapped__())
    assert len(set(seen)) == 1
    (folder / "jinja2-3.0.dist-info").rename(folder / "jinja2-3.1.dist-info")
    seen.append(own_code.__wrapped__())
    (folder / "httpx-1.0.dist-info").mkdir()
    seen.append(own_code.__wrapped__())
    assert len(set(seen)) == 3
