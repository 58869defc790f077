"""Formatting: one process for all files, none for what was formatted before, and the same result either way."""

from __future__ import annotations

import json
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given

from modelmint.ir.text import JsonError, parse, spell
from modelmint.render import formatter
from modelmint.render.errors import FormatError
from modelmint.render.formatter import formatted
from modelmint.render.json_format import tall
from modelmint.render.literal import json_text
from modelmint.render.pack import Format
from strategies import json as json_values

RUFF = Format("*.py", command=("ruff", "format", "--isolated"))


def test_a_command_formats_all_of_its_files_at_once_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    run = subprocess.run
    monkeypatch.setattr(formatter, "_KEPT", {})
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: runs.append(a) or run(*a, **k))
    files = {"a/x.py": "x = {  'a':1 }\n", "y.py": "y=1\n", "z.md": "a  b\n"}
    done = formatted(files, [RUFF], None)
    assert done == {"a/x.py": 'x = {"a": 1}\n', "y.py": "y = 1\n", "z.md": "a  b\n"}
    assert list(done) == list(files)
    assert len(runs) == 1


def test_what_was_formatted_before_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = formatted({"x.py": "x=1\n"}, [RUFF], tmp_path)
    monkeypatch.setattr(formatter, "_KEPT", {})
    monkeypatch.setattr(formatter, "_run", lambda *_: pytest.fail("a process was started"))
    assert formatted({"other/name.py": "x=1\n"}, [RUFF], tmp_path) == {"other/name.py": first["x.py"]}


def test_what_does_not_parse_is_said_in_the_names_of_the_output() -> None:
    with pytest.raises(FormatError, match=r"pkg/x\.py"):
        formatted({"pkg/x.py": "def ("}, [RUFF], None)


def test_a_formatter_that_is_not_there_is_named() -> None:
    with pytest.raises(FormatError, match="'no-such-formatter' is not installed"):
        formatted({"x.py": "x"}, [Format("*.py", command=("no-such-formatter",))], None)


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
