"""What an overlay may say, where each mistake is, and that the published schema says the same."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from overlays import MISTAKES, REAL, REF, WHOLE, parsed

from modelmint.diagnostics.finding import Severity
from modelmint.ir.lines import line_of
from modelmint.ir.places import escape
from modelmint.ir.rules import Absent, Is
from modelmint.ir.value import UNSET, Json
from modelmint.overlay import parse_overlay, read_overlay
from modelmint.overlay.notation import LIFECYCLE_ASPECTS, MODEL_ASPECTS, PARAMETER_ASPECTS, PRICE_ASPECTS
from modelmint.overlay.parameter_aspects import ASPECTS
from modelmint.overlay.publish import FILE, publish
from modelmint.overlay.reader import _plain

VALIDATOR = jsonschema.Draft7Validator(json.loads(publish()), format_checker=jsonschema.FormatChecker(["date"]))


def as_json(text: str) -> Json:
    return _plain(tomllib.loads(text))


def test_no_file_is_no_overlay_and_no_finding(tmp_path: Path) -> None:
    assert read_overlay(tmp_path / "overlay.toml", REF) == (None, [])


def test_an_empty_file_corrects_nothing() -> None:
    overlay = parsed("")
    assert (overlay.corrections, overlay.rules) == ((), ())


def test_everything_that_an_overlay_can_say_is_read() -> None:
    overlay = parsed(WHOLE)
    bounds, type_, required, _, price = overlay.corrections
    assert bounds.now == {"min": Decimal("1.5"), "max": Decimal("2.5"), "exclusive_max": True}
    assert str(bounds.expires) == "2027-01-01"
    assert type_.was is UNSET
    assert (required.target, required.aspect, required.now) == ("a.b", "required", UNSET)
    assert price.target == "price.Small Standard (≤1024×1024)"
    requires, only, limits = overlay.rules
    assert requires.when == (Is("task", ("a",)), Is("fast", (True,)), Is("steps", (1, 2)))
    assert only.only == (Is("task", ("a",)),)
    assert limits.parameters == ("steps", "mode")


def test_the_real_overlay_has_no_mistake() -> None:
    overlay, findings = read_overlay(REAL, REF)
    assert findings == []
    assert overlay is not None
    assert overlay.file == REAL.as_posix()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_an_error_at_its_place_and_says_what_was_meant(name: str) -> None:
    text, place, hint = MISTAKES[name]
    overlay, findings = parse_overlay(text, "overlay.toml", REF)
    found = findings[0]
    assert found.severity is Severity.ERROR
    assert found.origin is not None
    assert (found.origin.file, found.origin.pointer) == ("overlay.toml", place)
    assert found.hint.startswith(hint)
    assert overlay is not None
    assert (overlay.corrections, overlay.rules) == ((), ())


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_leads_to_its_line(name: str) -> None:
    text, place, _ = MISTAKES[name]
    line = text.split("\n")[line_of(text, place, "overlay.toml") - 1]
    step = place.rpartition("/")[2]
    assert step in line or (step.isdigit() and line.startswith("[["))


def test_one_mistake_leaves_the_other_entries_alone() -> None:
    overlay, findings = parse_overlay(WHOLE + MISTAKES["an unknown fact"][0], "overlay.toml", REF)
    assert len(findings) == 1
    assert overlay is not None
    assert len(overlay.corrections) == 5


@pytest.mark.parametrize("text", ["[[correct]\n", 'a = "', "a = 1\na = 2", "\x00", "a = [" * 3000])
def test_what_is_no_toml_is_one_finding(text: str) -> None:
    overlay, (finding,) = parse_overlay(text, "overlay.toml", REF)
    assert overlay is None
    assert finding.code == "overlay-unreadable"


def test_what_is_no_text_is_one_finding(tmp_path: Path) -> None:
    file = tmp_path / "overlay.toml"
    file.write_bytes(b"\xff\xfe")
    overlay, (finding,) = read_overlay(file, REF, "shown/overlay.toml")
    assert overlay is None
    assert finding.origin is not None
    assert finding.origin.file == "shown/overlay.toml"


def test_a_condition_can_ask_for_absence() -> None:
    overlay = parsed(
        '[[rule]]\nwhen = { a = { present = false } }\nforbids = ["b"]\nlevel = "error"\nwhy = "x"\nsource = "y"'
    )
    assert overlay.rules[0].when == (Absent("a"),)


def test_every_fact_that_can_be_named_can_be_told_and_set() -> None:
    assert set(ASPECTS) == set(PARAMETER_ASPECTS)


def test_the_published_schema_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == publish(), "write it again: FILE.write_text(publish())"


def test_the_published_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(publish()))


@pytest.mark.parametrize("text", [WHOLE, REAL.read_text(encoding="utf-8"), ""])
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    VALIDATOR.validate(as_json(text))


@pytest.mark.parametrize("name", MISTAKES)
def test_what_the_reader_refuses_the_schema_refuses(name: str) -> None:
    assert not VALIDATOR.is_valid(as_json(MISTAKES[name][0]))


SCALARS = st.sampled_from(["number", "strin", "a", " ", "2026-09-30", True, 1, -1, 1.5])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["type", "min", "max", "options", "items", "present", "x"]), inner, max_size=3
        )
    ),
    max_leaves=4,
)
PLACES = st.sampled_from(
    [f"p.{aspect}" for aspect in PARAMETER_ASPECTS]
    + [f"lifecycle.{aspect}" for aspect in LIFECYCLE_ASPECTS]
    + [f"model.{aspect}" for aspect in MODEL_ASPECTS]
    + [f"price.A b.{aspect}" for aspect in PRICE_ASPECTS]
    + ["lifecycle.range", "model.doc", "price.when", "price.doc", ".doc", "doc", "p.nothing"]
)


@given(PLACES, VALUES)
def test_reader_and_schema_agree_on_every_correction(at: str, now: object) -> None:
    entry = {"at": at, "now": now, "why": "w", "source": "s"}
    _, findings = parse_overlay(toml({"correct": [entry]}), "overlay.toml", REF)
    assert VALIDATOR.is_valid({"correct": [entry]}) == (findings == [])


@given(
    st.sampled_from(["when", "only_when", "limits", "was", "requires", "parameters", "one_of"]), VALUES, st.booleans()
)
def test_reader_and_schema_agree_on_every_rule(key: str, value: object, more: bool) -> None:
    entry = {"level": "error", "why": "w", "source": "s", key: value} | ({"forbids": ["a"]} if more else {})
    _, findings = parse_overlay(toml({"rule": [entry]}), "overlay.toml", REF)
    assert VALIDATOR.is_valid({"rule": [entry]}) == (findings == [])


def toml(value: object) -> str:
    """A value in TOML; what has no null there is left out as text."""
    if isinstance(value, dict) and set(value) <= {"correct", "rule"}:
        return "".join(f"{key} = {spell(entries)}\n" for key, entries in value.items())
    return spell(value)


def spell(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {spell(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(spell, value)) + "]"
    return json.dumps(value)


def test_a_pointer_step_is_escaped() -> None:
    text = '[[correct]]\nat = "a.doc"\n"no/w" = 1\nnow = "b"\nwhy = "w"\nsource = "s"\n'
    _, (finding,) = parse_overlay(text, "overlay.toml", REF)
    assert finding.origin is not None
    assert finding.origin.pointer == f"/correct/0/{escape('no/w')}"


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ("[[correct]]\nat = \"a.pattern\"\nnow = '^(a+)+$'\n", "/correct/0/now"),
        ('[[correct]]\nat = "a.type"\nnow = { type = "string", pattern = \'^(a+)+$\' }\n', "/correct/0/now/pattern"),
        (
            '[[correct]]\nat = "a.type"\nnow = { type = "array", items = { type = "string", pattern = \'(a)\\1\' } }\n',
            "/correct/0/now/items/pattern",
        ),
        ("[[rule]]\nlevel = \"error\"\nlimits = { a = { pattern = '^(a+)+$' } }\n", "/rule/0/limits/a/pattern"),
    ],
)
def test_a_pattern_that_cannot_be_enforced_is_an_error_and_not_accepted(entry: str, place: str) -> None:
    overlay, (finding,) = parse_overlay(f'{entry}why = "b"\nsource = "c"\n', "overlay.toml", REF)
    assert (finding.code, finding.severity) == ("overlay-invalid", Severity.ERROR)
    assert finding.origin is not None
    assert finding.origin.pointer == place
    assert "cannot be enforced" in finding.message
    assert overlay is not None
    assert (overlay.corrections, overlay.rules) == ((), ())


def test_a_pattern_that_the_document_has_may_be_one_that_cannot_be_enforced() -> None:
    said = '[[correct]]\nat = "a.pattern"\nwas = \'^(a+)+$\'\nnow = \'^a+$\'\nwhy = "b"\nsource = "c"\n'
    assert len(parsed(said).corrections) == 1
