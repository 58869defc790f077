"""One report value, and every form of it says the same, safely."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import Golden
from modelmint.diagnostics import as_json, text
from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.plain import plain, plain_json
from modelmint.diagnostics.report import Acknowledged, Entry, Report, locate
from modelmint.diagnostics.text import Style
from modelmint.ir.origin import Origin

SNAPSHOT = "schemas/empiriolabs/amazon-nova-canvas/snapshot.json"
FILES = {
    SNAPSHOT: '{\n  "supported_parameters": [\n    {"name": "cfg_scale",\n     "max": 20}\n  ]\n}\n',
    "schemas/lock.toml": 'version = 1\n\n[models."e:a"]\nbody_hash = "x"\n',
}
NOVA = "empiriolabs:amazon-nova-canvas"

RANGE = Finding(
    "range-contradicts-prose",
    Severity.WARNING,
    "the description says 1.1 to 10, the range allows 1 to 20",
    Origin(SNAPSHOT, "/supported_parameters/0/max"),
    NOVA,
    "cfg_scale",
    "correct it in overlay.toml",
)
EDITED = Finding(
    "changed-by-hand",
    Severity.ERROR,
    "the file is not what was generated",
    Origin("generated/python/models/types.py"),
    hint="modelmint generate",
)
RETIRED = Finding("model-retired", Severity.NOTE, "cfg is gone", None, NOVA)
REPORT = Report(
    locate([RANGE, EDITED, RETIRED], FILES.get),
    (Acknowledged(Entry(RETIRED), "it is our reference", date(2027, 3, 31)),),
)
GOLDENS = Path(__file__).parent / "expected"


def test_findings_get_their_line_and_what_stands_there() -> None:
    assert [(entry.line, entry.source) for entry in REPORT.entries] == [(4, '"max": 20}'), (0, ""), (0, "")]
    assert [entry.place for entry in REPORT.entries] == [f"{SNAPSHOT}:4", "generated/python/models/types.py", NOVA]


def test_a_toml_file_has_lines_too() -> None:
    finding = Finding("x", Severity.ERROR, "m", Origin("schemas/lock.toml", "/models/e:a/body_hash"))
    assert [entry.line for entry in locate([finding], FILES.get)] == [4]


def test_a_file_is_read_once_and_only_if_it_is_pointed_into() -> None:
    asked: list[str] = []

    def texts(file: str) -> str | None:
        asked.append(file)
        return None

    entries = locate([RANGE, RANGE, EDITED, RETIRED], texts)
    assert asked == [SNAPSHOT]
    assert entries[0] == Entry(RANGE), "a file that cannot be read loses the line and nothing else"


def test_a_line_that_only_opens_something_is_not_shown() -> None:
    finding = Finding("x", Severity.ERROR, "m", Origin("a.json", "/a/0"))
    [entry] = locate([finding], {"a.json": '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}'}.get)
    assert (entry.line, entry.source) == (3, "")


def test_a_long_line_is_shortened() -> None:
    finding = Finding("x", Severity.ERROR, "m", Origin("a.json", "/image"))
    [entry] = locate([finding], {"a.json": '{"image": "' + "A" * 10_000 + '"}'}.get)
    assert len(entry.source) == 160


@pytest.mark.parametrize(
    ("severities", "failed"), [([], False), ([Severity.NOTE], False), ([Severity.NOTE, Severity.WARNING], True)]
)
def test_only_errors_and_warnings_fail(severities: list[Severity], failed: bool) -> None:
    assert Report(tuple(Entry(Finding("x", severity, "m")) for severity in severities)).failed is failed


def test_the_text_for_people(golden: Golden) -> None:
    golden.check(GOLDENS / "report.txt", text.render(REPORT))


def test_the_text_with_colours_is_the_same_but_for_colours() -> None:
    coloured = text.render(REPORT, Style(colour=True))
    assert "\x1b[31m" in coloured
    codes = [f"\x1b[{code}m" for code in (0, 1, 2, 31, 33, 36)]
    for code in codes:
        coloured = coloured.replace(code, "")
    assert [row.rstrip() for row in coloured.split("\n")] == text.render(REPORT).split("\n")


def test_nothing_found_prints_nothing() -> None:
    assert text.render(Report()) == ""


@pytest.mark.parametrize(
    ("environment", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(environment: Mapping[str, str], terminal: bool, colour: bool) -> None:
    assert Style.of(environment, terminal=terminal) == Style(colour)


def test_the_json_for_programs(golden: Golden) -> None:
    golden.check(GOLDENS / "report.json", as_json.render(REPORT))


VALIDATOR = jsonschema.Draft202012Validator(json.loads(as_json.SCHEMA.read_text(encoding="utf-8")))
FINDINGS = st.builds(
    Finding,
    st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True),
    st.sampled_from(Severity),
    st.text(),
    st.none() | st.builds(Origin, st.text(), st.sampled_from(["", "/a", "/a/0/b"])),
    st.text(),
    st.none() | st.text(),
    st.text(),
)
REPORTS = st.builds(
    Report,
    st.lists(FINDINGS, max_size=3).map(lambda found: locate(found, lambda _: '{"a": [\n{"b": "\x1b[31m"}]}')),
    st.lists(st.builds(Acknowledged, FINDINGS.map(Entry), st.text(), st.dates()), max_size=2).map(tuple),
)


@given(REPORTS)
def test_any_report_fits_the_published_schema_and_loses_nothing(report: Report) -> None:
    read = json.loads(as_json.render(report))
    VALIDATOR.validate(read)
    assert [found["message"] for found in read["findings"]] == [entry.finding.message for entry in report.entries]


def test_the_published_schema_refuses_what_is_not_a_report() -> None:
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)
    assert not VALIDATOR.is_valid({**as_json.as_json(REPORT), "findings": [{"code": "x"}]})


DANGEROUS = "\x00\x07\x08\x1b\x7f\x9b\u200b\u202e\u2066\u2028\ufeff"


@given(st.text(st.characters() | st.sampled_from(DANGEROUS)))
def test_nothing_that_a_terminal_obeys_gets_through(hostile: str) -> None:
    finding = Finding("x-y", Severity.ERROR, hostile, Origin(hostile, "/a"), hostile, hostile, hostile)
    report = Report(locate([finding], lambda _: hostile), (Acknowledged(Entry(finding), hostile, date.max),))
    for shown in (text.render(report), as_json.render(report)):
        assert not set(shown) & (set(map(chr, range(32))) - {"\n"} | set(DANGEROUS))
        shown.encode()
    assert len(text.render(report).split("\n")) <= 6, "a newline in a text makes no line of its own"


def test_what_is_spelled_out_can_be_read() -> None:
    assert plain("a\x1b[2Jb\nc\u202e") == "a\\u001b[2Jb\\nc\\u202e"
    assert json.loads(plain_json('{\n"a": "\x9b\u2028"}')) == {"a": "\x9b\u2028"}
