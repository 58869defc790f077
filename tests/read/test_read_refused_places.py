"""Real documents: what is not understood of a request is refused, and leaves no place that takes whatever comes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from documents import Steps, documents, read_as, with_value
from real_schemas import LISTS, body, object_at
from test_read_real_schemas import reachable

from modelmint.diagnostics.finding import Finding, Severity
from modelmint.ir.refusals import refusals
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.read.reading import UNREAD
from modelmint.validate import validate
from modelmint.vectors.derive import derive

BROKEN: dict[str, Json] = {"$ref": "#/nowhere", "type": "tensor", "pattern": 5, **dict.fromkeys(LISTS, 5)}
"""What stands for a keyword where it cannot be understood; a word for all others."""
UNBREAKABLE = {"format", "nullable", "const"}
"""Keywords that refuse nothing, or mean something whatever they are."""


@cache
def all_documents(corpora: Path) -> list[tuple[str, str, Json]]:
    """Every document of the corpora that we read, with its dialect."""
    folders = (("fal", "fal/2026-06-11"), ("json-schema", "hf-tasks"), ("empiriolabs", "empiriolabs"))
    return [(dialect, *each) for dialect, folder in folders for each in documents(corpora / folder)]


def without_answers(document: Json) -> Json:
    """An OpenAPI document that says nothing of results, so that what is found in it is about requests."""
    paths = object_at(document, "openapi", "paths")
    kept = {path: {"post": call["post"]} for path, call in paths.items() if isinstance(call, dict) and "post" in call}
    return with_value(document, ("openapi", "paths"), kept) if kept else document


def not_understood(findings: list[Finding]) -> list[Finding]:
    return [
        found
        for found in findings
        if found.code in UNREAD or (found.code == "wrong-kind" and found.severity is Severity.ERROR)
    ]


def test_nothing_that_is_not_understood_of_a_request_is_accepted(corpora: Path) -> None:
    found = 0
    for dialect, name, document in all_documents(corpora):
        model, findings = read_as(without_answers(document), dialect)
        refused = {refusal.origin: refusal for refusal in refusals(model)}
        for finding in not_understood(findings):
            found += 1
            assert finding.origin in refused, (name, finding)
            place = refused[finding.origin]
            request = {} if place.at == "" else {place.at.split(".")[0].split("[")[0]: place_value(place.at)}
            assert validate(model, request), (name, place)
    assert found > 10


def place_value(at: str) -> object:
    """A value that holds one at a place: `{"b": [1]}` for `a.b[]`."""
    steps = at.replace("[]", ".[]").split(".")[1:]
    value: object = 1
    for step in reversed(steps):
        value = [value] if step == "[]" else {step: value}
    return value


def test_what_a_broken_constraint_would_refuse_is_not_accepted(corpora: Path) -> None:
    """One place of each kind is broken, by the keyword and those beside it: the rest takes no more than before."""
    seen: dict[object, int] = {}
    for dialect, name, document in all_documents(corpora):
        schemas = object_at(document, "openapi", "components", "schemas") if dialect == "fal" else {}
        for path, keyword, kind in reachable(schemas, body(document)[-1:]) if schemas else ():
            seen[kind] = seen.get(kind, 0) + 1
            if seen[kind] == 1 and keyword not in UNBREAKABLE:
                where: Steps = ("openapi", "components", "schemas", *path, keyword)
                assert_no_wider(document, where, name)
    assert len(seen) > 100


def assert_no_wider(document: Json, where: Steps, name: str) -> None:
    broken = with_value(document, where, BROKEN.get(str(where[-1]), "broken"))
    before, after = (normalise(read_as(one, "fal")[0]) for one in (document, broken))
    wider = [vector.request for vector in derive(after) if not vector.problems and validate(before, vector.request)]
    assert wider == [], (name, where)
    assert refusals(after), (name, where)
