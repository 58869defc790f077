"""Parts are on the shelf as they were put there, whether the memo keeps them or not, and however many there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint import shelf
from modelmint.memo import Memo
from modelmint.shelf import Shelf

FILES = st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), FILES), st.sampled_from([1, 2, 64]), st.booleans())
def test_every_text_is_as_it_was_put(
    tmp_path_factory: pytest.TempPathFactory, parts: dict[str, dict[str, str]], few: int, forgets: bool
) -> None:
    memo = Memo(None if forgets else tmp_path_factory.mktemp("memo"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf, "_FEW", few)
        made = Shelf(memo)
        for name, files in parts.items():
            made.put(name, files)
        made.settle("all", [list(parts)])
        for known in (made,) if forgets else (made, Shelf(memo)):
            assert known.whole == "all"
            assert {name: {path: known.text(name, path) for path in known.parts[name]} for name in parts} == parts


def test_what_is_no_part_of_the_whole_goes_and_what_is_only_saved_stays(tmp_path: Path) -> None:
    made = Shelf(Memo(tmp_path))
    made.put("a", {"a.txt": "1"})
    made.put("b", {"b.txt": "2"})
    made.save()
    assert set(Shelf(Memo(tmp_path)).parts) == {"a", "b"}
    made.settle("all", [["b"]])
    again = Shelf(Memo(tmp_path))
    assert (set(again.parts), again.whole, again.rows) == ({"b"}, "all", [["b"]])
    assert not (tmp_path / "a").exists()


def test_a_part_that_another_has_written_meanwhile_is_none(tmp_path: Path) -> None:
    made = Shelf(Memo(tmp_path))
    made.put("a", {"a.txt": "1"})
    made.save()
    other = Shelf(Memo(tmp_path))
    Shelf(Memo(tmp_path)).put("a", {"a.txt": "2"})
    assert other.text("a", "a.txt") is None
