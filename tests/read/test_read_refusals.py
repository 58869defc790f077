"""A constraint that is not read: what it is about is refused by every form, until a correction says otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from documents import read_as

from modelmint.conform.compare import conform
from modelmint.conform.forms import FORMS, load
from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.overlay import apply, read_overlay
from modelmint.validate import validate

PROPERTIES = '{"even": {"type": "integer", "not": {"const": 0}}, "other": {"type": "object", "minProperties": 1,' + (
    ' "properties": {"a": {"type": "string"}}}, "mode": {"enum": ["a", "b"]}}'
)


def model(more: str = "", properties: str = PROPERTIES) -> tuple[Model, list[str]]:
    schema: Json = text.parse(f'{{"properties": {properties}, "additionalProperties": false{more}}}')
    found, findings = read_as(schema, "json-schema")
    return normalise(found), [finding.hint for finding in findings if finding.code == "constraint-not-read"]


def said(one: Model, request: dict[str, object]) -> list[str]:
    return [str(problem) for problem in validate(one, request)]


def test_a_parameter_whose_constraint_is_not_read_is_refused_and_all_others_are_not() -> None:
    found, hints = model()
    assert said(found, {"mode": "a"}) == []
    reason = "expected nothing, because the schema asks for what cannot be checked"
    assert said(found, {"even": 2}) == [f"even: {reason}, got 2"]
    assert said(found, {"other": {"a": "b"}, "mode": "a"}) == [f"other: {reason}, got an object with 1 member"]
    at = '[[correct]] at = "model.unread", was = ["/properties/even/not"]'
    assert hints[0] == (f"requests with even are refused until the model's overlay says that this is not needed: {at}")


@pytest.mark.parametrize(
    "more", ['"minProperties": 2', '"not": {"properties": {"mode": {"const": "a"}}}', '"enum": []']
)
def test_every_request_is_refused_for_a_constraint_on_the_request_that_is_not_read(more: str) -> None:
    found, hints = model(f", {more}", '{"mode": {"enum": ["a", "b"]}, "size": {"type": "integer"}}')
    assert len(hints) == 1
    assert all(said(found, request) for request in ({}, {"mode": "b"}, {"mode": "b", "size": 1}))
    assert said(found, {"mode": "b"}) == [
        "request: expected no request, because the schema asks for what cannot be checked, got mode"
    ]


def test_what_is_not_read_of_an_answer_refuses_nothing() -> None:
    document: Json = {"input": {"properties": {"a": {}}}, "output": {"type": "string", "not": {"const": "b"}}}
    found, findings = read_as(document, "json-schema")
    assert [finding.code for finding in findings] == ["constraint-not-read"]
    assert found.rules == ()


def test_a_correction_takes_a_refusal_off_until_another_constraint_is_not_read(tmp_path: Path) -> None:
    entry = '[[correct]]\nat = "model.unread"\nwas = ["/properties/even/not", "/properties/other/minProperties"]\n'
    entry += 'now = ["/properties/other/minProperties"]\nwhy = "Zero was never refused"\nsource = "the provider"\n'
    (tmp_path / "overlay.toml").write_text(entry, encoding="utf-8")
    overlay, wrong = read_overlay(tmp_path / "overlay.toml", ModelRef("source", "m"), "overlay.toml")
    assert wrong == []
    corrected, stale = apply(model()[0], overlay, date(2026, 11, 23))
    assert stale == []
    assert said(corrected, {"even": 2}) == []
    assert len(said(corrected, {"other": {"a": "b"}})) == 1
    more = PROPERTIES.replace('"mode": {', '"mode": {"not": {}, ')
    again, (finding,) = apply(model(properties=more)[0], overlay, date(2026, 11, 23))
    assert finding.code == "upstream-changed"
    assert len(said(again, {"even": 2})) == 1


@pytest.mark.parametrize("more", ["", ', "minProperties": 2'])
def test_every_form_refuses_alike(more: str) -> None:
    report = conform([model(more)[0]], [form for form in map(load, FORMS) if not form.missing()])
    assert report.vectors > 0
    assert [tally.disagreed for tally in report.tallies] == [[]] * len(report.tallies)
