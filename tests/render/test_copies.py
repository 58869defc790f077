"""Files that a pack hands on as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelmint.lower.target import SourceView
from modelmint.render.copies import copied
from modelmint.render.errors import PackError
from modelmint.render.pack import load_pack
from modelmint.render.subjects import Subject

PACK = """
about = "A test"
language = "python"
outputs = []
[[copies]]
folder = "runtime"
path = "kit"
per = "source"
"""


def subjects() -> dict[str, list[Subject]]:
    source = SourceView("one", "one", "One")
    return {"model": [], "source": [Subject("one", {"source": source, "header": "Made."})], "all": []}


def pack_in(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def test_copies_keep_their_text_and_get_the_header(tmp_path: Path) -> None:
    pack_in(tmp_path / "mine", {"pack.toml": PACK, "runtime/a.py": "A = 1\n", "runtime/deep/b.py": "{{ x }}\n"})
    files = copied(load_pack("mine", [tmp_path]), subjects(), lambda path, _: path)
    assert files == {"kit/a.py": "# Made.\nA = 1\n", "kit/deep/b.py": "# Made.\n{{ x }}\n"}


def test_a_users_own_file_comes_before_the_shipped_one(tmp_path: Path) -> None:
    pack_in(tmp_path / "theirs/mine", {"pack.toml": PACK, "runtime/a.py": "A = 1\n", "runtime/b.py": "B = 1\n"})
    pack_in(tmp_path / "ours/mine", {"runtime/a.py": "A = 2\n"})
    files = copied(load_pack("mine", [tmp_path / "ours", tmp_path / "theirs"]), subjects(), lambda path, _: path)
    assert files == {"kit/a.py": "# Made.\nA = 2\n", "kit/b.py": "# Made.\nB = 1\n"}


def test_caches_of_an_interpreter_are_no_files_to_copy(tmp_path: Path) -> None:
    pack_in(tmp_path / "mine", {"pack.toml": PACK, "runtime/a.py": "", "runtime/__pycache__/a.pyc": "x"})
    assert copied(load_pack("mine", [tmp_path]), subjects(), lambda path, _: path).keys() == {"kit/a.py"}


def test_a_folder_without_files_is_an_error_that_names_it(tmp_path: Path) -> None:
    pack_in(tmp_path / "mine", {"pack.toml": PACK})
    with pytest.raises(PackError, match="runtime"):
        copied(load_pack("mine", [tmp_path]), subjects(), lambda path, _: path)


def test_of_a_folder_only_what_fits_is_taken(tmp_path: Path) -> None:
    narrowed = f'{PACK}files = ["*.py", "deep/*.txt"]\n'
    names = ("a.py", "a.js", "deep/b.py", "deep/c.txt", "d.txt")
    pack_in(tmp_path / "mine", {"pack.toml": narrowed, **{f"runtime/{name}": "" for name in names}})
    files = copied(load_pack("mine", [tmp_path]), subjects(), lambda path, _: path)
    assert list(files) == ["kit/a.py", "kit/deep/b.py", "kit/deep/c.txt"]
