"""Folder names hold on every file system, and lead back to the id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.ids import ModelRef, from_folder, to_folder

IDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@given(IDS)
def test_a_folder_name_leads_back_to_its_id(id_: str) -> None:
    assert from_folder(to_folder(id_)) == id_


@given(IDS, IDS)
def test_two_ids_have_two_folders_even_where_case_is_ignored(left: str, right: str) -> None:
    assert (left == right) == (to_folder(left).casefold() == to_folder(right).casefold())


@pytest.mark.parametrize(
    "id_", ["con", "NUL", "com1", "lpt9.txt", "aux.model", "..", ".", "a/b", "a\\b", "a:b", "end.", "x "]
)
def test_a_folder_name_is_portable(id_: str) -> None:
    folder = to_folder(id_)
    assert folder.split(".")[0] not in {"con", "nul", "com1", "lpt9", "aux"}
    assert folder.strip(". ") == folder
    assert not set('/\\:*?"<>| ') & set(folder)


@pytest.mark.parametrize("text", ["", "a", ":b", "a:"])
def test_a_reference_without_source_or_model_says_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="SOURCE:MODEL"):
        ModelRef.parse(text)


def test_a_model_without_its_source_is_shown_with_one() -> None:
    with pytest.raises(ValueError, match="such as empiriolabs:kling"):
        ModelRef.parse("kling")


def test_only_the_first_colon_ends_the_source() -> None:
    assert ModelRef.parse("empiriolabs:deepseek-v4-pro:variant2") == ModelRef("empiriolabs", "deepseek-v4-pro:variant2")
