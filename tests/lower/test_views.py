"""What templates see of a model besides its tasks and sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Endpoint, Model, Parameter
from modelmint.ir.rules import Is, OneOf, Requires
from modelmint.ir.types import Array, Enum, Integer, Nullable, Range, Record, String, Type, UnionOf
from modelmint.lower import lower, source_view
from modelmint.lower.target import Conventions
from modelmint.lower.view import ModelView
from nouns import HERE, WHY, model, parameter
from strategies import models

PYTHON = Conventions(reserved=frozenset({"from", "class"}))


def view(one: Model) -> ModelView:
    return lower([one], PYTHON)[0]


def renamed(name: str, client_name: str | None) -> Parameter:
    return replace(parameter(name, String()), client_name=client_name)


def test_a_client_uses_the_word_that_a_correction_gives() -> None:
    seen = view(model(renamed("from", "sender"), renamed("n", None)))
    assert [(one.wire, one.name) for one in seen.parameters] == [("from", "sender"), ("n", "n")]


def test_a_word_that_another_parameter_has_is_not_taken() -> None:
    seen = view(model(renamed("a", "b"), renamed("b", None), renamed("c", "d"), renamed("e", "d"), renamed("f", "a")))
    assert [one.name for one in seen.parameters] == ["a", "b", "c", "e", "f"]


def test_records_of_one_name_and_other_fields_have_two_names_and_the_same_record_one() -> None:
    point, other = (Record("point", (parameter("x", type_),)) for type_ in (String(), Integer()))
    lists: list[Type] = [Array(point), Array(point), Array(other), Record("model", ())]
    seen = view(model(*(parameter(name, type_) for name, type_ in zip("abcd", lists, strict=True))))
    assert [record.name for record in seen.records] == ["Point", "Point2", "Model2"]


def test_the_same_choice_has_one_name_and_a_record_keeps_its_own() -> None:
    size, also, other = Enum(("s", "l")), Enum(("s", "l")), Enum(("s", "m", "l"))
    record = Record("size", (parameter("unit", Enum(("px", "cm"))),))
    odd = Enum((Decimal("0.5"), "auto"))
    parameters = {"size": size, "scale": also, "sizes": Array(other), "box": record, "odd": odd, "on": Enum((True,))}
    seen = view(model(*(parameter(name, type_) for name, type_ in parameters.items())))
    assert [(one.name, one.choices) for one in seen.choices] == [
        ("SizeUnit", ("px", "cm")),
        ("Size2", ("s", "l")),
        ("SizesItem", ("s", "m", "l")),
        ("On", (True,)),
    ]


def test_a_hidden_choice_is_not_offered() -> None:
    hidden = replace(parameter("old", Enum(("a", "b"))), hidden=True)
    assert view(model(hidden)).choices == ()


def test_the_help_says_what_is_allowed_and_the_default() -> None:
    seen = view(
        model(parameter("n", Integer(Range(Decimal(1), Decimal(5))), default=1), parameter("t", String(), default=""))
    )
    assert [seen.help(one) for one in seen.parameters] == ["Allowed: 1 to 5. Default: 1.", "Default: empty."]


@pytest.mark.parametrize(("category", "gives"), [("image", "image"), ("text-to-image", "image"), ("image-to-3d", "")])
def test_a_category_tells_what_a_result_holds(category: str, gives: str) -> None:
    assert view(replace(model(), category=category)).gives == gives


def test_the_help_beside_a_type_does_not_list_its_values_again() -> None:
    texts = UnionOf((String(), Array(String(), max_items=10)))
    types = {
        "a": Enum(("x", "y")),
        "b": Array(Enum(("x", "y")), max_items=2),
        "c": Nullable(Enum(("x", "y"))),
        "d": texts,
    }
    seen = view(model(*(parameter(name, type_) for name, type_ in types.items())))
    assert [seen.help(one) for one in seen.parameters] == [
        "Allowed: one of x, y.",
        "Allowed: at most 2 items, each one of x, y.",
        "Allowed: one of x, y or null.",
        "Allowed: text, or list (at most 10 items).",
    ]
    assert [seen.help(one, typed=True) for one in seen.parameters] == [
        "",
        "Allowed: at most 2 items, each one of x, y.",
        "",
        "Allowed: text, or list (at most 10 items).",
    ]


def test_the_records_of_a_result_are_told_from_those_of_a_request() -> None:
    shared, own = Record("shared", ()), Record("result", (parameter("s", Record("shared", ())),))
    seen = view(replace(model(parameter("a", shared)), output=own))
    assert [record.name for record in seen.request_records] == ["Shared"]
    assert [record.name for record in seen.result_records] == ["Result"]


def test_what_could_not_be_read_is_left_out() -> None:
    assert lower([replace(model(), unreadable="an error came"), model()], PYTHON) == lower([model()], PYTHON)


def test_models_of_two_sources_may_have_one_name() -> None:
    refs = [ModelRef("one", "a:b"), ModelRef("two", "a-b"), ModelRef("two", "a:b")]
    modules = [seen.module for seen in lower([replace(model(), ref=ref) for ref in refs], PYTHON)]
    assert modules[:2] == ["a_b", "a_b"]
    assert modules[2].startswith("a_b_")


def test_a_test_of_a_condition_knows_whether_an_absent_parameter_passes() -> None:
    kind = parameter("kind", Enum(("x", "y")), default="x")
    rules = tuple(Requires((Is("kind", (value,)),), ("a",), "error", WHY, HERE) for value in ("x", "y"))
    seen = view(model(kind, parameter("a", String()), rules=rules))
    assert [rule.when[0].by_default for rule in seen.rules] == [True, False]


def test_the_sets_of_a_group_that_are_enough_and_too_many() -> None:
    rule = OneOf((), ("a", "b", "c"), "error", WHY, HERE, 1, 2)
    (seen,) = view(model(rules=(rule,))).rules
    assert (seen.enough, seen.excess) == ((("a",), ("b",), ("c",)), (("a", "b", "c"),))


def test_an_endpoint_is_a_path_below_the_server_and_a_body_names_the_model() -> None:
    source = replace(
        source_view("x", PYTHON),
        base_url="https://api.example.com/v1",
        protocol={"model_field": "model", "auth": {"header": "x-api-key", "scheme": ""}},
    )
    assert source.url(Endpoint("POST", "/v1/images")) == "https://api.example.com/v1/images"
    assert source.body(view(model()), {"a": 1}) == {"model": "model", "a": 1}
    assert source.key_header == ("x-api-key", "")


@given(st.lists(models(), max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_two_names_of_one_scope_are_one(many: list[Model]) -> None:
    unique = list({model.ref: model for model in many}.values())
    seen = lower(unique, PYTHON)
    for source in {one.source for one in seen}:
        own = [one for one in seen if one.source == source]
        for names in ([one.module for one in own], [one.class_name for one in own], [one.slug for one in own]):
            assert len({name.casefold() for name in names}) == len(own)
    for one in seen:
        classes = [one.class_name, one.request_class, *(task.class_name for task in one.tasks)]
        named = [*classes, *(record.name for record in one.records)]
        assert len({name.casefold() for name in named}) == len(named)
        assert len({parameter.name for parameter in one.parameters}) == len(one.parameters)
        assert len({task.name for task in one.tasks}) == len(one.tasks)
