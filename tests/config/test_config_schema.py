"""The published JSON Schema and the reader refuse the same configurations."""

from __future__ import annotations

import json
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomlkit
from configurations import MISTAKES, WHOLE
from hypothesis import assume, given
from hypothesis import strategies as st

from modelmint.config.edit import start
from modelmint.config.keys import CONFIG, KINDS
from modelmint.config.publish import FILE, publish
from modelmint.config.reader import _contradictions, parse
from modelmint.config.settings import ConfigError
from modelmint.profile import kinds
from modelmint.shape.check import mistakes

VALIDATOR = jsonschema.Draft7Validator(json.loads(publish()), format_checker=jsonschema.FormatChecker(["date"]))


def as_json(value: Any) -> Any:
    """A TOML value as editors see it: dates as text."""
    if isinstance(value, date | time):
        return str(value)
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


def test_the_published_schema_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == publish(), "write it again: FILE.write_text(publish())"


def test_the_published_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(publish()))


@pytest.mark.parametrize("text", [WHOLE, start(), ""])
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    VALIDATOR.validate(as_json(tomllib.loads(text)))


@pytest.mark.parametrize("text", MISTAKES)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        pytest.skip("no schema sees what is not TOML")
    agreed = not VALIDATOR.is_valid(as_json(table))
    assert agreed or any(_contradictions(table)), "only what takes two keys together may escape the schema"


VALUES = st.sampled_from(
    [
        *(
            "",
            "a",
            "e:b",
            "e:c",
            "fal",
            "json-schema",
            "error",
            "off",
            "60d",
            "60 d",
            "https://x.test/v1",
            "http:/x",
            "../a",
        ),
        *("/a", "a\\b", "C:/x", "MY_KEY", "2030-01-01", "2030-13-01", "model-retired", "x\ny", "\0", " "),
        *(True, 0, 5, -1, 1.5, date(2030, 1, 1), time(1), [], {}, ["e:b"], ["e:b", "e:b"], ["a", "b"], [{}], [[]]),
    ]
)
NAMES = st.sampled_from(["e", "E", "python", "nul", "a.b", "out", "kind", "code", "why", "expires", "model-x", ""])


def known_keys(shape: Any) -> st.SearchStrategy[Any]:
    """Values near a shape: its own keys mostly, some free ones, and values that fit them or do not."""
    if not hasattr(shape, "keys"):
        item = getattr(shape, "item", None)
        return VALUES if item is None else VALUES | st.lists(known_keys(item), max_size=2)
    known = {name: known_keys(key.shape) for name, key in shape.keys.items()}
    required = {name: known[name] for name, key in shape.keys.items() if key.required}
    optional = {name: inner for name, inner in known.items() if name not in required}
    fixed = st.fixed_dictionaries(required, optional=optional)
    free = st.dictionaries(NAMES, known_keys(shape.others) if shape.others else VALUES, max_size=2)
    return VALUES | fixed | st.builds(lambda left, right: {**right, **left}, fixed, free)


@given(known_keys(CONFIG).filter(lambda value: isinstance(value, dict)))
def test_reader_and_schema_refuse_the_same(table: dict[str, Any]) -> None:
    seen = as_json(table)
    assert any(mistakes(seen, CONFIG)) == (not VALIDATOR.is_valid(seen))


def test_a_date_is_no_text_though_editors_see_it_as_one() -> None:
    assert any(mistakes({"paths": {"schemas": date(2030, 1, 1)}}, CONFIG))


@given(known_keys(CONFIG).filter(lambda value: isinstance(value, dict)))
def test_any_table_is_read_or_refused_with_a_line(table: dict[str, Any]) -> None:
    try:
        text = tomlkit.dumps(table)
        assume(tomllib.loads(text) == table)
    except Exception:  # tomlkit does not write every table rightly, which is not what this is about
        assume(False)
    line = 1
    try:
        parse(text, Path("modelmint.toml"))
    except ConfigError as error:
        line = error.line
    assert 1 <= line <= text.count("\n") + 1


def test_every_kind_has_a_profile() -> None:
    assert kinds() == KINDS
