"""The forms of a report for other programs: each is what its readers expect, whatever the findings say."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from modelmint.diagnostics import github, gitlab, html, junit, markdown, sarif
from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.report import Acknowledged, Entry, Report
from modelmint.ir.origin import Origin

SARIF = Draft202012Validator(json.loads((Path(__file__).parent / "sarif.schema.json").read_text()))
HOSTILE = "a|b `c` <script>alert(1)</script>\n::error::x %0A & \x1b[31m \u2028 @you #1 ]]> \ud800 https://x.test"
ENTRY = Entry(
    Finding("range-contradicts", Severity.ERROR, "says 1", Origin("s p.json", "/a"), "e:m", "cfg", "do it"), 3, '"a": 1'
)
NOTE = Entry(Finding("a-note", Severity.NOTE, "only so"))
ACCEPTED = Acknowledged(NOTE, "known", date(2027, 1, 1))
REPORT = Report((ENTRY, NOTE), (ACCEPTED,))
BAD = Entry(Finding(HOSTILE, Severity.WARNING, HOSTILE, Origin(HOSTILE, "/a"), HOSTILE, HOSTILE, HOSTILE), 1, HOSTILE)


def hostile(text: str) -> Report:
    entry = Entry(Finding("x", Severity.ERROR, text, Origin(text, "/a"), text, text, text), 1, text)
    return Report((entry,), (Acknowledged(entry, text, date(2027, 1, 1)),))


def test_annotations_name_the_file_and_the_line() -> None:
    assert github.render(REPORT).splitlines() == [
        '::error file=s p.json,line=3,title=range-contradicts::e:m.cfg: says 1%0A"a": 1%0Ado it',
        "::notice title=a-note::only so",
    ]


@given(st.text())
def test_no_text_starts_a_command_of_its_own(text: str) -> None:
    rendered = github.render(hostile(text))
    assert rendered.count("\n") == 1
    assert rendered.startswith("::error file=")


def test_sarif_holds_each_finding_with_its_place() -> None:
    document = json.loads(sarif.render(REPORT, {"a-note": "It says only so."}))
    SARIF.validate(document)
    assert [(each["ruleId"], each["level"]) for each in document["runs"][0]["results"]] == [
        ("range-contradicts", "error"),
        ("a-note", "note"),
        ("a-note", "note"),
    ]
    place = document["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "s%20p.json", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "e:m.cfg"}]
    assert document["runs"][0]["results"][2]["suppressions"][0]["justification"] == "known (until 2027-01-01)"


def test_sarif_names_each_rule_once() -> None:
    rules = json.loads(sarif.render(REPORT, {"a-note": "It says only so."}))["runs"][0]["tool"]["driver"]["rules"]
    assert rules == [{"id": "a-note", "shortDescription": {"text": "It says only so."}}, {"id": "range-contradicts"}]


@given(st.text())
def test_sarif_is_valid_whatever_the_text(text: str) -> None:
    SARIF.validate(json.loads(sarif.render(hostile(text), {})))


def test_code_quality_has_an_issue_for_each_finding() -> None:
    first, second = json.loads(gitlab.render(Report((ENTRY, NOTE))))
    assert first == {
        "description": "e:m.cfg: says 1; do it",
        "check_name": "range-contradicts",
        "fingerprint": first["fingerprint"],
        "severity": "major",
        "location": {"path": "s p.json", "lines": {"begin": 3}},
    }
    assert (second["severity"], second["location"]["path"]) == ("info", "modelmint.toml")


def test_an_issue_of_code_quality_is_known_again_on_another_line_and_told_from_its_like() -> None:
    moved = Entry(ENTRY.finding, 9, ENTRY.source)
    marks = [each["fingerprint"] for each in json.loads(gitlab.render(Report((ENTRY, moved))))]
    assert len(set(marks)) == 2
    assert json.loads(gitlab.render(Report((moved,))))[0]["fingerprint"] == marks[0]


@given(st.text())
def test_code_quality_is_json_whatever_the_text(text: str) -> None:
    assert len(json.loads(gitlab.render(hostile(text)).encode())) == 1


def test_junit_counts_what_fails() -> None:
    suite = ElementTree.fromstring(junit.render(REPORT))[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    assert [[child.tag for child in case] for case in suite] == [["failure"], ["system-out"], ["skipped"]]


def test_junit_of_nothing_is_a_case_that_passes() -> None:
    suite = ElementTree.fromstring(junit.render(Report()))[0]
    assert (suite.get("tests"), len(suite), len(suite[0])) == ("1", 1, 0)


@given(st.text())
def test_junit_is_well_formed_whatever_the_text(text: str) -> None:
    ElementTree.fromstring(junit.render(hostile(text)).encode())


def test_markdown_is_a_table_with_a_row_for_each_finding() -> None:
    assert markdown.render(REPORT) == (
        "**modelmint:** 1 error, 1 note\n\n"
        "| | code | place | what |\n| --- | --- | --- | --- |\n"
        "| error | `range-contradicts` | `s p.json:3` | `cfg`: says 1<br>do it |\n"
        "| note | `a-note` |  | only so |\n\n"
        "Accepted for now:\n\n- `a-note` of ` ` until 2027-01-01: known\n"
    )


def test_hostile_text_stays_in_its_cell() -> None:
    row = markdown.render(Report((BAD,))).splitlines()[-1]
    assert row.replace("\\|", "").count("|") == 5
    said = row.split(" | ")[-1]
    assert "<" not in said.replace("\\<", "").replace("<br>", "")
    assert "@you" not in said


class Tags(HTMLParser):
    """The names of all elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)


@given(st.text() | st.just(HOSTILE))
def test_the_page_holds_no_element_of_the_text(text: str) -> None:
    tags = Tags()
    tags.feed(html.render(hostile(text), text))
    plain = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b", "code", "pre", "div", "ul", "li"}
    assert tags.names <= plain


def test_the_page_has_a_part_for_each_model_and_loads_nothing() -> None:
    page = html.render(REPORT)
    parts = [line for line in page.splitlines() if line.startswith(("<h2>", "<li"))]
    assert parts == [
        "<h2><code>e:m</code></h2>",
        '<li class="error"><b class="error">error</b> cfg: says 1<pre>&quot;a&quot;: 1</pre><div>next: do it</div>'
        '<div class="quiet"><code>range-contradicts · s p.json:3</code></div></li>',
        "<h2><code>modelmint</code></h2>",
        '<li class="note"><b class="note">note</b> only so<div class="quiet"><code>a-note</code></div></li>',
        "<h2>Accepted for now</h2>",
        '<li class="accepted"><code>a-note</code> until 2027-01-01: known</li>',
    ]
    assert not re.search(r"src=|href=|url\(|@import|<script|<link", page)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("says 1", "e:m.cfg: says 1"),
        ("e:m ends", "cfg: e:m ends"),
        ("cfg.range: is wider", "e:m: cfg.range: is wider"),
        ("cfgs are many", "e:m.cfg: cfgs are many"),
    ],
)
def test_a_message_does_not_name_twice_what_it_is_about(message: str, said: str) -> None:
    assert Finding("a", Severity.NOTE, message, None, "e:m", "cfg").said("e:m", "cfg") == said
    assert said in github.render(Report((Entry(Finding("a", Severity.NOTE, message, None, "e:m", "cfg")),)))


@pytest.mark.parametrize("form", [github.render, junit.render, markdown.render, html.render])
def test_every_form_of_nothing_says_so_or_nothing(form: object) -> None:
    assert callable(form)
    assert "error" not in form(Report()).replace(".error", "").replace("--error", "").replace('errors="0"', "")
