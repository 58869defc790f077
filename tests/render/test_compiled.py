"""Compiled templates are taken as they were kept only while each of them still has the text that it had."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError

from modelmint.memo import Memo
from modelmint.render import compiled, load_pack
from modelmint.render.compiled import Compiled, inline
from modelmint.render.environment import CodeEnvironment, environment


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("own", "shipped")]
    for folder in made:
        folder.mkdir()
    (made[1] / "a.jinja").write_text("first", encoding="utf-8")
    return made


def opened(folders: list[Path]) -> CodeEnvironment:
    """What a new process has."""
    return CodeEnvironment(loader=loader(folders))


def loader(folders: list[Path]) -> Compiled:
    compiled._shelf.cache_clear()
    return Compiled(folders, Memo(folders[0].parent / "memo"), __file__)


def test_what_was_compiled_is_kept_by_folder_and_not_compiled_again(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened(folders).get_template("a.jinja").render() == "first"
    assert inline(opened(folders), "of the pack's file").render() == "of the pack's file"
    own, shipped = loader(folders).shelves.values()
    assert ([*own.known], [*shipped.known]) == (["inline:of the pack's file"], ["a.jinja"])
    assert len(list((folders[0].parent / "memo").iterdir())) == 2
    monkeypatch.setattr(CodeEnvironment, "compile", None)
    assert opened(folders).get_template("a.jinja").render() == "first"
    assert inline(opened(folders), "of the pack's file").render() == "of the pack's file"


def test_a_text_that_changed_counts_whatever_its_size_and_time(folders: list[Path]) -> None:
    opened(folders).get_template("a.jinja")
    (folders[1] / "a.jinja").write_text("other", encoding="utf-8")
    assert opened(folders).get_template("a.jinja").render() == "other"


def test_a_template_of_ones_own_goes_before_one_that_was_compiled(folders: list[Path]) -> None:
    opened(folders).get_template("a.jinja")
    (folders[0] / "a.jinja").write_text("first", encoding="utf-8")
    template = opened(folders).get_template("a.jinja")
    assert template.filename == str(folders[0] / "a.jinja")


def test_a_template_that_is_gone_is_not_found(folders: list[Path]) -> None:
    opened(folders).get_template("a.jinja")
    (folders[1] / "a.jinja").unlink()
    with pytest.raises(TemplateNotFound):
        opened(folders).get_template("a.jinja")


def test_a_template_outside_the_folders_is_not_found(folders: list[Path]) -> None:
    (folders[0].parent / "b.jinja").write_text("outside", encoding="utf-8")
    with pytest.raises(TemplateNotFound):
        opened(folders).get_template("../b.jinja")


def test_a_damaged_entry_is_none(folders: list[Path]) -> None:
    opened(folders).get_template("a.jinja")
    (entry,) = (folders[0].parent / "memo").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert opened(folders).get_template("a.jinja").render() == "first"


@pytest.mark.parametrize(
    ("words", "what"), [("{{ 1 | gone }}", "filter"), ("{% if 1 is gone %}{% endif %}", "test")], ids=["filter", "test"]
)
def test_a_filter_or_a_test_that_is_not_there_is_an_error_only_where_it_is_called(words: str, what: str) -> None:
    env = environment(load_pack("markdown"), {}, None)
    template = inline(env, "{% if wanted %}" + words + "{% endif %}")
    assert template.render(wanted=False) == ""
    with pytest.raises(TemplateRuntimeError, match=f"No {what} named 'gone' found"):
        template.render(wanted=True)
