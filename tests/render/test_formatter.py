"""Formatting: one process a command for all files of all packs, and what is said when it fails."""

from __future__ import annotations

import json
import subprocess
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given

from modelmint.ir.files import Drafts, Files
from modelmint.ir.text import JsonError, parse, spell
from modelmint.render import formatter
from modelmint.render.errors import FormatError
from modelmint.render.formatter import Finished, formatted, identity
from modelmint.render.json_format import tall
from modelmint.render.literal import json_text
from modelmint.render.pack import Format
from strategies import json as json_values


def drafts(files: Files) -> Drafts:
    """Files that are rendered already."""
    return {path: partial(_draft, text) for path, text in files.items()}


def _draft(text: str) -> tuple[str, bool]:
    return text, True


RUFF = Format("*.py", command=("ruff", "format", "--isolated"))


def test_each_command_is_started_once_for_the_files_of_all_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda words, **k: runs.append(words) or start(words, **k))
    files = {"a/x.py": "x = {  'a':1 }\n", "y.py": "y=1\n", "z.md": "a  b\n"}
    narrow = Format("*.py", command=(*RUFF.command, "--line-length", "10"))
    packs = [(files, [RUFF]), ({"y.py": "y=2\n"}, [RUFF]), ({"y.py": "y = 3 + 4 + 5\n"}, [narrow])]
    first, second, third = (each.files for each in formatted([(drafts(made), formats) for made, formats in packs]))
    assert first == {"a/x.py": 'x = {"a": 1}\n', "y.py": "y = 1\n", "z.md": "a  b\n"}
    assert list(first) == list(files)
    assert (second, third) == ({"y.py": "y = 2\n"}, {"y.py": "y = (\n    3\n    + 4\n    + 5\n)\n"})
    assert len(runs) == 2


def test_where_nothing_is_formatted_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    done = formatted([(drafts({"x.md": "a  b"}), [RUFF]), ({}, [RUFF])])
    assert done == [Finished({"x.md": "a  b"}, {"x.md"}), Finished({}, set())]


def test_two_installations_of_a_formatter_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "tool"
    monkeypatch.setenv("PATH", str(tmp_path))
    seen = [identity(("tool",))]
    for text in ("#!/bin/sh\n", "#!/bin/sh\ntrue\n"):
        tool.write_text(text)
        tool.chmod(0o755)
        formatter._program.cache_clear()
        seen.append(identity(("tool", "format")))
    assert len(set(seen)) == 3


def test_what_does_not_parse_is_said_in_the_names_of_the_output() -> None:
    with pytest.raises(FormatError, match=r"pkg/x\.py"):
        formatted([(drafts({"ok.py": ""}), [RUFF]), (drafts({"pkg/x.py": "def ("}), [RUFF])])


def test_a_formatter_that_is_not_there_is_named() -> None:
    with pytest.raises(FormatError, match="'no-such-formatter' is not installed"):
        formatted([(drafts({"x.py": "x"}), [each]) for each in (RUFF, Format("*.py", command=("no-such-formatter",)))])


def test_what_a_command_formats_is_rendered_first_and_all_else_while_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    order = []
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda words, **k: order.append("start") or start(words, **k))
    told: list[tuple[int, int]] = []

    def noted(path: str) -> tuple[str, bool]:
        order.append(path)
        return "[1 ]", path > "b"

    paths = ("a.json", "b.py", "c.md", "d.py")
    packs = [({path: partial(noted, path) for path in paths}, [RUFF, Format("*.json", builtin="json")])]
    [done] = formatted(packs, lambda *far: told.append(far))
    assert order == ["b.py", "d.py", "start", "a.json", "c.md"]
    assert [*done.files.items()] == [("a.json", "[1]\n"), ("b.py", "[1]\n"), ("c.md", "[1 ]"), ("d.py", "[1]\n")]
    assert done.alone == {"b.py", "c.md", "d.py"}
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_failure_while_a_command_works_leaves_neither_it_nor_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    running = []
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda words, **k: running.append(start(words, **k)) or running[-1])

    def fail() -> tuple[str, bool]:
        raise ValueError("no text")

    with pytest.raises(ValueError, match="no text"):
        formatted([({**drafts({"x.py": "x"}), "y.md": fail}, [RUFF])])
    assert [process.returncode is None for process in running] == [False]
    assert [*tmp_path.iterdir()] == []


@given(json_values)
def test_json_keeps_every_token_and_can_be_read(value: object) -> None:
    text = json_text(value)  # type: ignore[arg-type]  # the strategy makes nothing but JSON
    assert tall("x", text) == f"{text}\n"
    assert "\u2028" not in text
    text.encode()
    with suppress(JsonError):  # our own reader takes no half of a surrogate pair, and no key twice
        assert spell(parse(text), indent=None) == spell(value, indent=None)  # type: ignore[arg-type]  # as above


def test_the_comma_after_a_last_member_goes_and_short_lists_stay_on_a_line() -> None:
    assert tall("x", '{"a": [1, "],}", 3,], "b": {}, "c": [[1],],}') == (
        '{\n  "a": [1, "],}", 3],\n  "b": {},\n  "c": [\n    [1]\n  ]\n}\n'
    )


@pytest.mark.parametrize("text", ['{"a": 1', '{"a": 1, "a": 2}', "{a: 1}", '{"a" 1}', ""])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"^x\.json is not JSON"):
        tall("x.json", text)


def test_json_numbers_keep_their_digits() -> None:
    assert json.loads(tall("x", "[1E+400, 12345678901234567890.5]"), parse_float=str) == [
        "1E+400",
        "12345678901234567890.5",
    ]
