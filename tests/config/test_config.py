"""A configuration is read as it stands, and a mistake is named with its line and what was meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from configurations import MISTAKES, WHOLE

from modelmint.config import (
    Acknowledgement,
    ConfigError,
    DriftPolicy,
    LifecyclePolicy,
    NoConfigError,
    Source,
    Target,
    load,
)
from modelmint.config.edit import start
from modelmint.ir.ids import ModelRef
from modelmint.ir.lines import line_of


def written(folder: Path, text: str, name: str = "modelmint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


NOVA = ModelRef("empiriolabs", "amazon-nova-canvas")


def test_every_key_is_read(tmp_path: Path) -> None:
    config = load(written(tmp_path, WHOLE))
    assert (config.root, config.file) == (tmp_path, tmp_path / "modelmint.toml")
    assert config.models == (ModelRef("empiriolabs", "amazon-nova-canvas"), ModelRef("local", "a/b:c"))
    assert config.sources == {
        "empiriolabs": Source("empiriolabs", "empiriolabs", "https://api.example.test/v1", "MY_KEY"),
        "local": Source("local", "json-schema"),
    }
    options = {"package": "models", "strict": True, "width": 100}
    assert config.targets == {"python": Target("python", PurePosixPath("generated/python"), options)}
    assert config.schemas == tmp_path / "data" / "schemas"
    assert config.packs == (tmp_path / "packs", tmp_path / "more")
    assert config.lifecycle == LifecyclePolicy(retire_within=30, on_retired="warning")
    assert config.acknowledgements == (
        Acknowledgement("model-retired", "it is our reference", date(2027, 3, 31), "/acknowledge/0", str(NOVA)),
        Acknowledgement(
            "range-contradicts-prose",
            "known",
            date(2027, 1, 1),
            "/acknowledge/1",
            parameter="cfg_scale",
            weight="note",
        ),
    )
    assert config.drift == DriftPolicy(30, ("quality", "size"), "risky", 10, tmp_path / "schemas/baseline.txt")
    assert config.severities == {"integer-as-number": "off"}


def test_an_empty_file_has_the_defaults(tmp_path: Path) -> None:
    config = load(written(tmp_path, ""))
    assert (config.models, config.sources, config.targets) == ((), {}, {})
    assert (config.schemas, config.packs) == (tmp_path / "schemas", (tmp_path / "templates",))


def test_the_file_that_init_makes_is_read(tmp_path: Path) -> None:
    assert list(load(written(tmp_path, start())).targets) == ["python", "json-schema", "validator", "markdown"]


def test_the_file_is_found_from_a_folder_below(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    (tmp_path / "pyproject.toml").write_text("[tool.modelmint]\nmodels = 1\n")
    written(tmp_path / "a", "[project]\nname = 'modelmint-user'\n", "pyproject.toml")
    (tmp_path / "a" / "b").mkdir()
    assert load(tmp_path / "a" / "b").root == tmp_path


def test_the_table_of_a_pyproject_is_read(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.modelmint.targets.python]\nout = "gen"\n'
    assert load(written(tmp_path, text, "pyproject.toml")).targets["python"].out == PurePosixPath("gen")


def test_acknowledgements_of_a_pyproject_have_their_lines(tmp_path: Path) -> None:
    text = '[tool.modelmint]\n[[tool.modelmint.acknowledge]]\ncode = "stale"\nwhy = "b"\nexpires = 2030-01-01\n'
    [accepted] = load(written(tmp_path, text, "pyproject.toml")).acknowledgements
    assert line_of(text, accepted.pointer, "pyproject.toml") == 2


@pytest.mark.parametrize("text", [WHOLE.replace("\n", "\r\n"), "\ufeff" + WHOLE])
def test_windows_line_ends_and_a_byte_order_mark_are_no_matter(tmp_path: Path, text: str) -> None:
    assert len(load(written(tmp_path, text)).models) == 2


def test_no_file_at_all_says_which_command_makes_one(tmp_path: Path) -> None:
    with pytest.raises(NoConfigError, match="modelmint init"):
        load(tmp_path)


@pytest.mark.parametrize(("text", "expected"), MISTAKES.items(), ids=range(len(MISTAKES)))
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, expected: tuple[int, str, str]) -> None:
    line, message, hint = expected
    with pytest.raises(ConfigError) as caught:
        load(written(tmp_path, text))
    assert (caught.value.line, caught.value.file) == (line, tmp_path / "modelmint.toml")
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert str(caught.value).startswith(f"{caught.value.file}:{line}: {caught.value.message}")


def test_a_mistake_in_a_pyproject_is_named_with_its_line(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.modelmint.sources.e]\nkind = "fall"\n'
    with pytest.raises(ConfigError, match=r"pyproject.toml:4: sources.e.kind is 'fall', .*; did you mean 'fal'\?"):
        load(written(tmp_path, text, "pyproject.toml"))


def test_a_key_that_stands_where_its_name_belongs_is_not_shown(tmp_path: Path) -> None:
    text = '[sources.e]\nkind = "empiriolabs"\nkey_env = "sk-empiriolabs-secret"\n'
    with pytest.raises(ConfigError, match="not the key itself") as caught:
        load(written(tmp_path, text))
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "modelmint.toml").write_bytes(b"# one\n# \xe9\n")
    with pytest.raises(ConfigError, match=r"modelmint.toml:2: the file is not UTF-8"):
        load(tmp_path)


def test_a_configuration_that_nests_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nest too deep"):
        load(written(tmp_path, "a = " + "[" * 100_000))
