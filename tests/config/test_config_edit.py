"""Adding and removing models changes their lines and no others."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.config import ConfigError
from modelmint.config.edit import add, add_models, remove_models, start, write
from modelmint.ir.ids import ModelRef

FILE = Path("modelmint.toml")
REFS = st.lists(st.integers(0, 30).map(lambda number: ModelRef("e", f"model-{number}")), max_size=8)

COMMENTED = """\
# ours
models = [
  "e:one",  # the first
  # about two
  "e:two",
]  # end

[sources.e]  # a source
kind = "fal"
"""


def test_what_is_added_stands_last_and_nothing_else_moves() -> None:
    edited = add_models(COMMENTED, FILE, (ModelRef("e", "three"), ModelRef("e", "one")))
    assert edited == COMMENTED.replace('  "e:two",\n', '  "e:two",\n  "e:three",\n')


def test_what_is_removed_takes_its_own_comment_along() -> None:
    edited = remove_models(COMMENTED, FILE, (ModelRef("e", "one"), ModelRef("e", "absent")))
    assert edited == COMMENTED.replace('  "e:one",  # the first\n', "")


def test_windows_line_ends_are_kept() -> None:
    ref = ModelRef("e", "three")
    edited = add_models(COMMENTED.replace("\n", "\r\n"), FILE, (ref,))
    assert edited == add_models(COMMENTED, FILE, (ref,)).replace("\n", "\r\n")


def test_a_list_is_made_where_there_is_none() -> None:
    text = '# about\n[sources.e]\nkind = "fal"\n'
    assert tomllib.loads(add_models(text, FILE, (ModelRef("e", "a"),)))["models"] == ["e:a"]


def test_the_table_of_a_pyproject_is_edited_in_its_place() -> None:
    text = '[project]\nname = "x"\n\n[tool.modelmint.sources.e]\nkind = "fal"\n\n[tool.ruff]\nline-length = 1\n'
    edited = add_models(text, Path("pyproject.toml"), (ModelRef("e", "a"),))
    assert tomllib.loads(edited)["tool"]["modelmint"]["models"] == ["e:a"]
    assert edited.startswith('[project]\nname = "x"\n\n')
    assert edited.endswith("[tool.ruff]\nline-length = 1\n")


def test_a_long_list_gets_a_line_for_each() -> None:
    refs = tuple(ModelRef("empiriolabs", f"a-model-with-a-long-name-{number}") for number in range(3))
    edited = add_models(start(), FILE, refs)
    assert max(map(len, edited.split("\n"))) < 100


def test_a_model_of_no_source_is_refused() -> None:
    with pytest.raises(ConfigError, match="no known source"):
        add_models(COMMENTED, FILE, (ModelRef("f", "a"),))


@given(REFS, REFS)
def test_adding_and_removing_leave_what_was_asked_for(added: list[ModelRef], removed: list[ModelRef]) -> None:
    text = add_models(COMMENTED, FILE, tuple(added))
    edited = remove_models(text, FILE, tuple(removed))
    left = [ref for ref in dict.fromkeys([ModelRef("e", "one"), ModelRef("e", "two"), *added]) if ref not in removed]
    assert tomllib.loads(edited)["models"] == [str(ref) for ref in left]
    assert tomllib.loads(edited)["sources"] == tomllib.loads(COMMENTED)["sources"]


def test_a_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "modelmint.toml"
    file.write_text(COMMENTED)
    file.chmod(0o640)
    add(file, (ModelRef("e", "three"),))
    assert "e:three" in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o640

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = file.read_bytes()
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write(file, "models = []\n")
    assert [path.name for path in tmp_path.iterdir()] == ["modelmint.toml"]
    assert file.read_bytes() == before


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text(COMMENTED)
    link = tmp_path / "modelmint.toml"
    link.symlink_to("real.toml")
    add(link, (ModelRef("e", "three"),))
    assert link.is_symlink()
    assert "e:three" in (tmp_path / "real.toml").read_text()
