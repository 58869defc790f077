"""Every member of a JSON or TOML text has a line, and it is the right one."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.lines import line_of, lines
from modelmint.ir.places import escape, json_places
from modelmint.ir.toml_places import toml_places

KEYS = st.text(max_size=6)
TREES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=15,
)


def pointers(value: Any, at: str = "") -> Iterator[str]:
    """Every pointer into a value, in order."""
    if isinstance(value, list | dict):
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in members:
            yield (inner := f"{at}/{escape(str(key))}")
            yield from pointers(item, inner)


@given(TREES, st.sampled_from([None, 0, 1]))
def test_every_member_of_a_json_text_is_found_once(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert [pointer for pointer, _ in json_places(text)] == ["", *pointers(value)]


@given(TREES)
def test_the_line_of_a_json_member_is_where_its_text_stands(value: Any) -> None:
    text = json.dumps({"members": value}, indent=1)
    for pointer, line in lines(text).items():
        step = pointer.rpartition("/")[2]
        if pointer and not step.isdigit():
            key = step.replace("~1", "/").replace("~0", "~")
            assert text.split("\n")[line - 1].lstrip().startswith(json.dumps(key))


DOCUMENT = dedent("""\
    # a "comment" = [1]
    title = "x = [1] # no comment"
    ids = [
      "a:b",  # first, with = and "
      'c',
      [1.5, 1979-05-27 07:32:00],
    ]
    a.b."c.d" = { x = 1, y = [2, { z = 3 }] }
    long = \"\"\"
    [not.a.table]
    key = "no" \\\"\"\" \"\"\"\"\"
    other = '''
    # no comment
    '''

    [ sources . "empirio/labs" ]  # a comment
    kind = "e"
    'literal key' = true

    [[acknowledge]]
    code = "a"
    [acknowledge.inner]
    deep = 1
    [[acknowledge]]
    code = "b"
    [[acknowledge.list]]
    one = 1
    [[acknowledge.list]]
    two = 2
    """)

PLACES = {
    "/title": 2,
    "/ids": 3,
    "/ids/0": 4,
    "/ids/1": 5,
    "/ids/2": 6,
    "/ids/2/0": 6,
    "/ids/2/1": 6,
    "/a": 8,
    "/a/b": 8,
    "/a/b/c.d": 8,
    "/a/b/c.d/x": 8,
    "/a/b/c.d/y": 8,
    "/a/b/c.d/y/0": 8,
    "/a/b/c.d/y/1": 8,
    "/a/b/c.d/y/1/z": 8,
    "/long": 9,
    "/other": 12,
    "/sources": 16,
    "/sources/empirio~1labs": 16,
    "/sources/empirio~1labs/kind": 17,
    "/sources/empirio~1labs/literal key": 18,
    "/acknowledge": 20,
    "/acknowledge/0": 20,
    "/acknowledge/0/code": 21,
    "/acknowledge/0/inner": 22,
    "/acknowledge/0/inner/deep": 23,
    "/acknowledge/1": 24,
    "/acknowledge/1/code": 25,
    "/acknowledge/1/list": 26,
    "/acknowledge/1/list/0": 26,
    "/acknowledge/1/list/0/one": 27,
    "/acknowledge/1/list/1": 28,
    "/acknowledge/1/list/1/two": 29,
}


def test_every_key_and_item_of_a_toml_text_has_its_line() -> None:
    assert lines(DOCUMENT, "x.toml") == PLACES
    assert sorted(PLACES) == sorted(pointers(tomllib.loads(DOCUMENT)))


@given(st.dictionaries(KEYS, TREES.filter(lambda value: "null" not in json.dumps(value)), max_size=4))
def test_what_tomlkit_writes_is_found_whole(value: dict[str, Any]) -> None:
    import tomlkit
    from hypothesis import assume

    text = tomlkit.dumps(value)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
        raise
    assert {pointer for pointer, _ in toml_places(text)} == set(pointers(read))


def test_what_is_absent_has_the_line_of_what_is_around_it() -> None:
    assert line_of(DOCUMENT, "/acknowledge/1/why", "x.toml") == 24
    assert line_of(DOCUMENT, "/nothing/at/all", "x.toml") == 1
    assert line_of('{\n "a": {\n  "b": 1}}', "/a/c/d") == 2
    assert line_of("", "/a") == 1


def test_only_a_newline_ends_a_line() -> None:
    assert line_of('{"a":\u2028\r"x\x0by",\n"b": 1}', "/b") == 2


@pytest.mark.parametrize("text", ['{"a": ', "]]]", '{"a"', '"', "{{{,", "[1,,"])
def test_a_broken_text_is_walked_to_its_mistake(text: str) -> None:
    assert line_of(text, "/a/b") >= 1


def test_real_documents_are_walked_whole(corpora: Path) -> None:
    for file in [*(corpora / "empiriolabs").glob("*.json"), *(corpora / "hf-tasks").rglob("*.json")]:
        text = file.read_text(encoding="utf-8")
        assert [pointer for pointer, _ in json_places(text)] == ["", *pointers(json.loads(text))]
