"""Corrections reach the fields inside parameters, by the paths that findings give them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from overlays import applied

from modelmint.ir.model import Model, Parameter
from modelmint.ir.types import Array, Integer, Map, Nullable, Number, Record, String, Type, UnionOf
from modelmint.lint import lint
from nouns import model, parameter

BECAUSE = 'why = "a test"\nsource = "this file"\n'
SEED = parameter("seed", Number())
WHOLE = parameter("seed", Integer())


def correction(at: str) -> str:
    return f'[[correct]]\nat = "{at}"\nwas = "number"\nnow = "integer"\n{BECAUSE}'


def within(type_: Type) -> Model:
    return model(parameter("prompt", String()), parameter("p", type_), parameter("seed", Number()))


def record(*fields: Parameter) -> Record:
    return Record("Inner", (parameter("name", String()), *fields))


PLACES: dict[str, tuple[Type, Type]] = {
    "p.seed": (record(SEED), record(WHOLE)),
    "p[].seed": (Array(record(SEED)), Array(record(WHOLE))),
    "p.*.seed": (Map(record(SEED)), Map(record(WHOLE))),
    "p[][].seed": (Array(Array(Nullable(record(SEED)))), Array(Array(Nullable(record(WHOLE))))),
    "p[].inner.seed": (
        Array(None, (String(), record(parameter("inner", record(SEED))))),
        Array(None, (String(), record(parameter("inner", record(WHOLE))))),
    ),
}


@pytest.mark.parametrize("at", PLACES)
def test_a_field_is_corrected_where_it_lies_and_nowhere_else(at: str) -> None:
    before, after = PLACES[at]
    for wrapped in (lambda type_: type_, Nullable, lambda type_: UnionOf((String(), type_))):
        found, findings = applied(within(wrapped(before)), correction(f"{at}.type"))
        assert findings == []
        assert replace(found, corrections=()) == within(wrapped(after))


def test_every_member_of_a_union_is_corrected() -> None:
    found, _ = applied(within(UnionOf((record(SEED), Array(String()), record(SEED)))), correction("p.seed.type"))
    assert found.parameters[1].type == UnionOf((record(WHOLE), Array(String()), record(WHOLE)))


def test_a_parameter_that_is_called_so_comes_before_a_field() -> None:
    both = model(parameter("p", record(SEED)), parameter("p.seed", Number()))
    found, _ = applied(both, correction("p.seed.type"))
    assert [one.type for one in found.parameters] == [record(SEED), Integer()]


@pytest.mark.parametrize(("at", "near"), [("p.sed", "; did you mean 'p.seed'?"), ("p[].seed", ""), ("q.r.s", "")])
def test_a_field_that_is_not_there_is_a_finding(at: str, near: str) -> None:
    _, [finding] = applied(within(record(SEED)), correction(f"{at}.type"))
    assert (finding.code, finding.parameter) == ("target-gone", at)
    assert near in finding.message


def test_an_upstream_that_says_so_itself_is_a_finding() -> None:
    _, [finding] = applied(within(record(WHOLE)), correction("p.seed.type"))
    assert finding.code == "upstream-fixed"


def test_what_lint_advises_of_a_field_can_be_done() -> None:
    one = within(Array(record(replace(SEED, origin=SEED.origin.child("seed")))))
    [found] = [each for each in lint(one, "snapshot.json") if each.parameter == "p[].seed"]
    assert 'at = "p[].seed.type"' in found.hint
    corrected, _ = applied(one, correction("p[].seed.type"))
    assert not [each for each in lint(corrected, "snapshot.json") if each.parameter == "p[].seed"]
