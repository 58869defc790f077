"""What is not understood of a request is refused by every form, until a correction says otherwise."""

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
from modelmint.ir.refusals import lift, refusals
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.overlay import apply, read_overlay
from modelmint.validate import validate
from modelmint.vectors.derive import derive

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
    typed = ', or gives the type: [[correct]] at = "even.type"'
    until = "until the model's overlay says that this is not needed"
    assert hints[0] == f"requests with even are refused {until}: {at}{typed}"


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


PLACES = [
    ('{"$ref": "#/nowhere"}', "p", {"p": 1}, {}),
    ('{"type": "tensor"}', "p", {"p": "a"}, {}),
    ('{"type": "integer", "minimum": "low"}', "p", {"p": 1}, {}),
    ('{"enum": "a"}', "p", {"p": "a"}, {}),
    ('"text"', "p", {"p": "a"}, {}),
    ('{"type": "array", "items": {"$ref": "#/nowhere"}}', "p[]", {"p": [1]}, {"p": []}),
    ('{"type": "array", "prefixItems": [{"type": "integer"}, 5]}', "p[]", {"p": [1, 2]}, {"p": [1]}),
    ('{"properties": {"a": {"$ref": "#/nowhere"}, "b": {}}}', "p.a", {"p": {"a": 1}}, {"p": {"b": 1}}),
    ('{"properties": {"b": {}}, "additionalProperties": {"type": "tensor"}}', "p.*", {"p": {"a": 1}}, {"p": {"b": 1}}),
    ('{"type": "object", "additionalProperties": {"type": "tensor"}}', "p.*", {"p": {"a": 1}}, {"p": {}}),
    ('{"anyOf": [{"type": "string"}, {"$ref": "#/nowhere"}]}', "p", {"p": 1}, {"p": "a"}),
    ('{"anyOf": [{"$ref": "#/nowhere"}, {"type": "null"}]}', "p", {"p": 1}, {"p": None}),
    ('{"type": ["string", "tensor"]}', "p", {"p": 1}, {"p": "a"}),
    ('{"allOf": [{"type": "tensor"}, {"type": "string"}]}', "p", {"p": "a"}, {}),
    ('{"type": ["null", "integer", "tensor"]}', "p", {"p": "a"}, {"p": None}),
    ('{"oneOf": [{"type": "string"}, {"$ref": "#/nowhere"}]}', "p", {"p": "a"}, {}),
    ('{"type": "array", "contains": {"$ref": "#/nowhere"}}', "p[]", {"p": [1]}, {}),
    ('{"$ref": "#/$defs/Tree"}', "p.below[]", {"p": {"below": [{}]}}, {"p": {"below": []}}),
    ('{"patternProperties": {"^(a+)+$": {"type": "integer"}}, "additionalProperties": false}', "p", {"p": {}}, {}),
]
"""A parameter's schema, the place that is refused, a request that is refused for it, and one that is not."""


@pytest.mark.parametrize(("schema", "at", "refused", "taken"), PLACES, ids=[schema for schema, *_ in PLACES])
def test_just_the_place_of_what_is_not_understood_is_refused(
    schema: str, at: str, refused: dict[str, object], taken: dict[str, object]
) -> None:
    found = parameters(f'"p": {schema}, "q": {{"type": "boolean"}}')
    assert said(found, {**taken, "q": True}) == []
    (problem,) = said(found, refused)
    assert "because the schema asks for what cannot be checked" in problem or "matching" in problem
    assert [refusal.at for refusal in refusals(found)] == [at]
    # Nothing else is lost: what is understood is as it was, and taking the refusal off gives just that.
    assert refusals(lift(found)) == ()
    assert said(lift(found), refused) == [] or "contains" in schema


def parameters(properties: str) -> Model:
    tree = '{"type": "object", "properties": {"below": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}}'
    schema = text.parse(
        f'{{"properties": {{{properties}}}, "$defs": {{"Tree": {tree}}}, "additionalProperties": false}}'
    )
    return normalise(read_as(schema, "json-schema")[0])


def test_what_two_parameters_refer_to_refuses_both_and_no_other() -> None:
    schema = '{"properties": {"a": {"$ref": "#/$defs/X"}, "b": {"$ref": "#/$defs/X"}, "c": {}}, "$defs": {"X": %s}}'
    found, _ = read_as(text.parse(schema % '{"type": "integer", "not": {"const": 0}}'), "json-schema")
    assert [refusal.at for refusal in refusals(found)] == ["a", "b"]
    assert [bool(said(found, {name: 1})) for name in "abc"] == [True, True, False]


def test_a_request_whose_schema_is_not_there_is_refused_whatever_it_holds() -> None:
    found, findings = read_as({"$ref": "#/nowhere"}, "json-schema")
    assert [finding.code for finding in findings] == ["reference-not-found"]
    reason = "expected no request, because the schema asks for what cannot be checked"
    assert said(found, {}) == [f"request: {reason}, got none of them"]
    assert said(found, {"a": 1}) == [f"request: {reason}, got none of them"]


def test_where_a_schema_allows_nothing_nothing_is_accepted_and_an_optional_one_may_be_left_out() -> None:
    found = parameters('"p": false, "list": {"type": "array", "items": {"enum": []}}, "q": {"type": "boolean"}')
    assert refusals(found) == ()
    assert said(found, {"q": True, "list": []}) == []
    reason = "expected nothing, because the schema allows no value"
    assert said(found, {"p": None}) == [f"p: {reason}, got null"]
    assert said(found, {"list": [1]}) == [f"list[0]: {reason}, got 1"]
    asked, _ = read_as({"properties": {"p": False}, "required": ["p"]}, "json-schema")
    assert said(asked, {}) == ["p: expected a value, though the schema allows none, got nothing"]
    vectors = derive(found)
    assert {vector.problems[0].code for vector in vectors if vector.problems and "p" in vector.request} == {"forbidden"}


@pytest.mark.parametrize(
    "key", ["title", "description", "deprecated", "examples", "x-order", "discriminator", "format"]
)
def test_what_refuses_nothing_is_refused_for_nothing(key: str) -> None:
    found = parameters(f'"p": {{"type": "string", "{key}": 5}}')
    assert said(found, {"p": "a"}) == []


@pytest.mark.parametrize(
    ("row", "codes", "refused"),
    [
        ('{"type": "tensor"}', ["unknown-type"], True),
        ('{"type": "tensor", "default": "a"}', ["unknown-type"], True),
        ('{"type": "enum"}', ["options-missing"], True),
        ('{"type": "integer", "min": "low"}', ["wrong-kind"], True),
        ('{"type": "string", "max": -1}', ["wrong-kind"], True),
        ('{"type": "string", "description": 5}', ["wrong-kind"], False),
        ('{"type": "string", "unknown": 5}', ["unknown-key"], False),
        ('{"default": 1}', ["type-missing"], False),
        ("{}", ["type-missing"], False),
        ('{"type": "object"}', [], False),
        ('{"type": "Float"}', [], False),
    ],
)
def test_a_parameter_of_a_catalogue_is_refused_alike(row: str, codes: list[str], refused: bool) -> None:
    rows = f'[{{"name": "p", {row[1:]}, {{"name": "q", "type": "boolean"}}]'.replace(", }", "}")
    found, findings = read_as(text.parse(f'{{"id": "m", "supported_parameters": {rows}}}'))
    assert [finding.code for finding in findings] == codes
    assert [refusal.at for refusal in refusals(found)] == (["p"] if refused else [])
    assert said(found, {"q": True}) == []


def corrected(found: Model, entry: str, tmp_path: Path) -> Model:
    (tmp_path / "overlay.toml").write_text(f'{entry}\nwhy = "It is so"\nsource = "the provider"\n', encoding="utf-8")
    overlay, wrong = read_overlay(tmp_path / "overlay.toml", ModelRef("source", "m"), "overlay.toml")
    assert wrong == []
    done, stale = apply(found, overlay, date(2026, 11, 23))
    assert stale == []
    return done


@pytest.mark.parametrize(
    ("schema", "entry"),
    [
        ('{"$ref": "#/nowhere"}', 'at = "p.type"\nwas = "any"\nnow = "integer"'),
        (
            '{"type": "integer", "not": {"const": 0}}',
            'at = "p.type"\nwas = "integer"\nnow = { type = "integer", min = 1 }',
        ),
        ('{"$ref": "#/nowhere"}', 'at = "model.unread"\nwas = ["/properties/p/$ref"]'),
        ('{"type": ["null", "tensor"]}', 'at = "model.unread"\nwas = ["/properties/p/type"]\nnow = []'),
    ],
)
def test_the_type_or_a_word_that_it_is_not_needed_takes_a_refusal_off(schema: str, entry: str, tmp_path: Path) -> None:
    done = corrected(parameters(f'"p": {schema}'), f"[[correct]]\n{entry}", tmp_path)
    assert refusals(done) == ()
    assert said(done, {"p": None if "null" in schema else 1}) == []


def test_a_type_is_given_to_a_field_inside(tmp_path: Path) -> None:
    found = parameters('"p": {"type": "array", "items": {"properties": {"a": {"$ref": "#/nowhere"}}}}')
    done = corrected(found, '[[correct]]\nat = "p[].a.type"\nwas = "any"\nnow = "integer"', tmp_path)
    assert said(done, {"p": [{"a": 1}]}) == []
    assert said(done, {"p": [{"a": "1"}]}) == ["p[0].a: expected a whole number, got '1'"]


def test_another_fact_about_a_refused_parameter_is_corrected_and_it_stays_refused(tmp_path: Path) -> None:
    found = parameters('"p": {"type": "integer", "maximum": 9, "not": {"const": 0}}')
    entry = '[[correct]]\nat = "p.range"\nwas = { max = 9 }\nnow = { max = 5 }'
    done = corrected(found, entry, tmp_path)
    assert [refusal.at for refusal in refusals(done)] == ["p"]
    assert said(lift(done), {"p": 6}) == ["p: expected at most 5, got 6"]


FORMS_OF = [f'"p": {schema}, "q": {{"type": "boolean"}}' for schema, *_ in PLACES]


@pytest.mark.parametrize(
    "one",
    [
        model()[0],
        model(', "minProperties": 2')[0],
        *map(parameters, FORMS_OF),
        parameters('"p": false, "list": {"type": "array", "items": {"enum": []}}, "q": {"type": "boolean"}'),
        parameters('"p": {"properties": {"a": false}, "required": ["a"]}, "m": {"additionalProperties": {"not": {}}}'),
        normalise(read_as({"$ref": "#/nowhere"}, "json-schema")[0]),
        normalise(read_as({"properties": {"p": False}, "required": ["p"]}, "json-schema")[0]),
        normalise(read_as({"additionalProperties": {"$ref": "#/nowhere"}}, "json-schema")[0]),
    ],
)
def test_every_form_refuses_alike(one: Model) -> None:
    report = conform([one], [form for form in map(load, FORMS) if not form.missing()])
    assert report.vectors > 0 or not one.parameters
    assert [tally.disagreed for tally in report.tallies] == [[]] * len(report.tallies)
