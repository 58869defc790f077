"""What an overlay does to a model, and what is said of an entry that the document has outgrown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from overlays import TODAY, applied, parsed

from modelmint.diagnostics.finding import Severity
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Model, Parameter
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Forbids, Is, Limits, OneOf, Requires
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Contains,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    Range,
    String,
    Type,
    UnionOf,
)
from modelmint.overlay import apply, outcomes
from nouns import HERE, model, parameter

BECAUSE = 'why = "a test"\nsource = "this file"\n'
ONE, TEN = Decimal(1), Decimal(10)


def correction(at: str, was: str | None, now: str | None, more: str = "") -> str:
    facts = "".join(f"{key} = {value}\n" for key, value in (("was", was), ("now", now)) if value is not None)
    return f'[[correct]]\nat = "{at}"\n{facts}{more}{BECAUSE}'


def rule(said: str, level: str = "error", more: str = "") -> str:
    return f'[[rule]]\n{said}\nlevel = "{level}"\n{more}{BECAUSE}'


def only(type_: Type, **facts: object) -> Parameter:
    return replace(parameter("p", type_), **facts)  # type: ignore[arg-type]  # for brevity


FACTS: list[tuple[str, Parameter, str | None, str | None, Parameter]] = [
    ("type", only(Number(Range(ONE, TEN))), '"number"', '"integer"', only(Integer(Range(ONE, TEN)))),
    ("type", only(Nullable(Number())), '"number"', '"integer"', only(Nullable(Integer()))),
    (
        "type",
        only(String()),
        '"string"',
        '{ type = "union", any_of = ["string", { type = "array", items = "string", max_items = 10 }] }',
        only(UnionOf((String(), Array(String(), max_items=10)))),
    ),
    ("type", only(Any()), '"any"', '{ type = "map", values = "number" }', only(Map(Number()))),
    (
        "type",
        only(String()),
        '"string"',
        '{ type = "string", max_length = 3, pattern = "^a", format = "uri", media = "image", nullable = true }',
        only(Nullable(String(None, 3, "^a", "uri", "image"))),
    ),
    ("doc", only(String(), doc="old"), '"old"', '"new"', only(String(), doc="new")),
    ("default", only(Number(), default=7), "7", "7.5", only(Number(), default=Decimal("7.5"))),
    ("default", only(String(), default=""), '""', None, only(String())),
    ("default", only(String()), None, '""', only(String(), default="")),
    ("required", only(String()), "false", "true", only(String(), required=True)),
    ("required", only(String(), required=True), "true", "false", only(String())),
    ("range", only(Integer(Range(ONE))), "{ min = 1 }", "{ min = 1, max = 10 }", only(Integer(Range(ONE, TEN)))),
    (
        "range",
        only(Number()),
        None,
        "{ min = 1, exclusive_min = true }",
        only(Number(Range(ONE, exclusive_minimum=True))),
    ),
    ("range", only(Number(Range(ONE, TEN))), "{ min = 1, max = 10 }", None, only(Number())),
    ("multiple_of", only(Integer()), None, "8", only(Integer(multiple_of=Decimal(8)))),
    ("length", only(String()), None, "{ max = 9 }", only(String(max_length=9))),
    ("pattern", only(String(pattern="a")), '"a"', '"b"', only(String(pattern="b"))),
    ("format", only(String()), None, '"uri"', only(String(format="uri"))),
    ("media", only(String()), None, '"image"', only(String(media="image"))),
    ("media", only(Array(String())), None, '"image"', only(Array(String(media="image")))),
    ("options", only(Enum(("a", "b"))), '["a", "b"]', '["a", "b", "c"]', only(Enum(("a", "b", "c")))),
    ("options", only(Const("a")), '["a"]', '["a", "b"]', only(Enum(("a", "b")))),
    ("options", only(Enum(("a", "b"))), '["a", "b"]', '["a"]', only(Const("a"))),
    ("options", only(Enum((1, 2))), "[1, 2]", None, only(Number())),
    ("options", only(String()), None, '["a", "b"]', only(Enum(("a", "b")))),
    ("open", only(Enum(("a", "b"))), None, "true", only(Enum(("a", "b"), open=True))),
    (
        "type",
        only(Array(String())),
        '"array"',
        '{ type = "array", contains = { type = "enum", options = ["mask"] }, min_contains = 0, max_contains = 2 }',
        only(Array(Any(), contains=(Contains(Enum(("mask",)), 0, 2),))),
    ),
    ("count", only(Array(Any())), None, "{ min = 1, max = 3 }", only(Array(Any(), min_items=1, max_items=3))),
    ("nullable", only(String()), None, "true", only(Nullable(String()))),
    ("nullable", only(Nullable(String())), "true", "false", only(String())),
    ("client_name", only(String()), None, '"better"', only(String(), client_name="better")),
    ("hidden", only(String()), "false", "true", only(String(), hidden=True)),
    ("deprecated", only(String()), None, "true", only(String(), deprecated=True)),
]
IDS = [f"{at}: {was} -> {now}" for at, _, was, now, _ in FACTS]


@pytest.mark.parametrize(("at", "before", "was", "now", "after"), FACTS, ids=IDS)
def test_a_correction_changes_the_fact_and_nothing_else(
    at: str, before: Parameter, was: str | None, now: str | None, after: Parameter
) -> None:
    other = parameter("other", String())
    text = correction(f"p.{at}", was, now)
    corrected, findings = applied(model(other, before), text)
    assert findings == []
    assert replace(corrected, corrections=()) == model(other, after)
    assert [fact.at for fact in corrected.corrections] == [f"p.{at}"]


@pytest.mark.parametrize(("at", "before", "was", "now", "after"), FACTS, ids=IDS)
def test_a_correction_that_upstream_made_itself_can_go(
    at: str, before: Parameter, was: str | None, now: str | None, after: Parameter
) -> None:
    corrected, (finding,) = applied(model(after), correction(f"p.{at}", was, now))
    assert corrected == model(after)
    assert (finding.code, finding.severity, finding.parameter) == ("upstream-fixed", Severity.WARNING, "p")
    assert finding.hint == "remove the correction"
    assert finding.origin is not None
    assert (finding.origin.file, finding.origin.pointer) == ("overlay.toml", "/correct/0/at")


def test_a_correction_of_what_has_changed_waits_for_a_review() -> None:
    now = model(only(Number(Range(TEN))))
    corrected, (finding,) = applied(now, correction("p.range", "{ min = 1 }", "{ min = 2 }"))
    assert corrected == now
    assert finding.code == "upstream-changed"
    assert "was { min = 1 }" in finding.message
    assert "is { min = 10 } now" in finding.message


def test_a_correction_that_does_not_go_with_the_type_says_so() -> None:
    now = model(only(String()))
    corrected, (finding,) = applied(now, correction("p.range", None, "{ min = 2 }"))
    assert corrected == now
    assert "a range does not go with type 'string'" in finding.message


@pytest.mark.parametrize(
    ("type_", "problem"),
    [
        ('{ type = "boolean", min = 1 }', "'min' does not go with type 'boolean', which takes nothing"),
        ('{ type = "string", min = 1 }', "'min' does not go with type 'string'"),
        ('"enum"', "type 'enum' needs options"),
        ('{ type = "array", min_contains = 2 }', "'min_contains' needs contains"),
        ('{ type = "array", items = { type = "union" } }', "type 'union' needs any_of"),
    ],
)
def test_a_type_that_means_nothing_is_refused_with_the_reason(type_: str, problem: str) -> None:
    corrected, (finding,) = applied(model(only(Any())), correction("p.type", '"any"', type_))
    assert corrected == model(only(Any()))
    assert problem in finding.message


@pytest.mark.parametrize("at", ["q.range", "price.A.amount"])
def test_a_correction_of_what_is_gone_says_so(at: str) -> None:
    corrected, (finding,) = applied(model(only(Number())), correction(at, None, "{}" if at == "q.range" else "1"))
    assert corrected == model(only(Number()))
    assert finding.code == "target-gone"


def test_a_gone_parameter_leads_to_the_one_that_is_spelt_like_it() -> None:
    there = model(parameter("num_images", Number()))
    _, (finding,) = applied(there, correction("number_images.range", None, "{ min = 2 }"))
    assert "did you mean 'num_images'?" in finding.message


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 1, 2)])
def test_an_expired_entry_still_applies_and_is_reported(day: date) -> None:
    text = correction("p.doc", None, '"new"', "expires = 2027-01-01\n")
    text += rule('requires = ["p"]', more="expires = 2027-01-01\n")
    corrected, findings = apply(model(only(String())), parsed(text), day)
    assert corrected.parameters[0].doc == "new"
    assert len(corrected.rules) == 1
    assert [f.code for f in findings] == ([] if day == date(2027, 1, 1) else ["entry-expired"] * 2)


def test_facts_about_the_model_are_corrected() -> None:
    text = (
        correction("lifecycle.retires_on", None, "2026-09-30")
        + correction("lifecycle.deprecated", "false", "true")
        + correction("lifecycle.successor", None, '"next"')
        + correction("model.name", '"Model"', '"Better"')
        + correction("model.task", None, '"mode"')
    )
    corrected, findings = applied(model(), text)
    assert findings == []
    assert corrected.lifecycle == Lifecycle(True, None, date(2026, 9, 30), "next")
    assert (corrected.name, corrected.task) == ("Better", "mode")


def test_prices_are_corrected_by_their_label() -> None:
    prices = tuple(Price(label, ONE, "USD", "image", HERE, qualifier="fast") for label in ("A. b", "C"))
    text = (
        correction("price.A. b.when", None, '{ speed = ["fast"] }')
        + correction("price.A. b.qualifier", '"fast"', None)
        + correction("price.C.amount", "1", "1.10")
        + correction("price.C.count", None, '"n"')
        + correction("price.C.was", None, "1")
        + correction("price.C.starts_on", None, "2027-01-31")
    )
    corrected, findings = applied(replace(model(), prices=prices), text)
    assert findings == []
    first, second = corrected.prices
    assert first == replace(prices[0], when=(Is("speed", ("fast",)),), qualifier="")
    assert second == replace(prices[1], amount=Decimal("1.10"), count="n", was=ONE, starts_on=date(2027, 1, 31))
    assert str(second.amount) == "1.10"


TASKS = model(
    parameter("task", Enum(("a", "b", "c")), default="a"),
    parameter("flag", Boolean()),
    parameter("image", String()),
    parameter("mask", String()),
    parameter("steps", Integer(Range(ONE, TEN))),
    parameter("tags", Array(String())),
)


def build(said: str, level: str = "error") -> tuple[object, ...]:
    corrected, findings = applied(TASKS, rule(said, level))
    assert findings == []
    return corrected.rules


def test_every_kind_of_rule_is_built() -> None:
    when = (Is("task", ("a", "b")),)
    (requires,) = build('requires = ["image"]\nwhen = { task = ["a", "b"] }')
    assert isinstance(requires, Requires)
    assert (requires.when, requires.parameters, requires.level) == (when, ("image",), "error")
    assert (requires.evidence.why, requires.evidence.source) == ("a test", "this file")
    (forbids,) = build('forbids = ["image", "mask"]\nwhen = { flag = true }', "advice")
    assert isinstance(forbids, Forbids)
    assert (forbids.when, forbids.level) == ((Is("flag", (True,)),), "advice")
    counted = [build(f'{key} = ["image", "mask"]')[0] for key in ("one_of", "at_most_one_of", "at_least_one_of")]
    assert [(r.least, r.most) for r in counted if isinstance(r, OneOf)] == [(1, 1), (0, 1), (1, 2)]


def test_limits_narrow_each_parameter_in_its_own_type() -> None:
    rules = build(
        'limits = { steps = { max = 3 }, tags = { max_items = 1, contains = "string" }, image = { options = ["x"] } }'
    )
    assert [(r.parameter, r.type) for r in rules if isinstance(r, Limits)] == [
        ("steps", Integer(Range(None, Decimal(3)))),
        ("tags", Array(String(), max_items=1, contains=(Contains(String()),))),
        ("image", Enum(("x",))),
    ]


def test_what_belongs_to_one_task_is_forbidden_in_the_others() -> None:
    (rule_,) = build('only_when = { task = "b" }\nparameters = ["mask"]', "advice")
    assert isinstance(rule_, Forbids)
    assert (rule_.when, rule_.parameters) == ((Is("task", ("a", "c")),), ("mask",))


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ('requires = ["imag"]', "target-gone", "no parameter imag; did you mean 'image'?"),
        ('requires = ["image"]\nwhen = { tsak = "a" }', "target-gone", "no parameter tsak; did you mean 'task'?"),
        ('requires = ["image"]\nwhen = { task = "d" }', "upstream-changed", "task is never"),
        ('only_when = { image = "d" }\nparameters = ["mask"]', "upstream-changed", "closed list of values"),
        ("limits = { steps = { max_length = 3 } }", "upstream-changed", "does not go with type 'integer'"),
    ],
)
def test_a_rule_that_cannot_be_built_is_left_out_and_reported(said: str, code: str, words: str) -> None:
    corrected, (finding,) = applied(TASKS, rule(said))
    assert corrected.rules == ()
    assert finding.code == code
    assert words in finding.message
    assert finding.origin is not None
    assert finding.origin.pointer == "/rule/0"


def test_a_rule_whose_ground_has_changed_applies_and_waits_for_a_review() -> None:
    corrected, (finding,) = applied(TASKS, rule('requires = ["image"]', more='was = { "image.doc" = "old" }\n'))
    assert len(corrected.rules) == 1
    assert finding.code == "upstream-changed"


def test_a_rule_rests_on_the_document_and_not_on_what_was_corrected() -> None:
    text = correction("image.doc", None, '"new"') + rule(
        'requires = ["image"]', more='was = { "image.hidden" = false }\n'
    )
    assert applied(TASKS, text)[1] == []


def test_a_rule_that_upstream_states_itself_can_go() -> None:
    text = rule('requires = ["image"]')
    once, _ = applied(TASKS, text)
    twice, (finding,) = applied(once, text)
    assert twice == once
    assert finding.code == "upstream-fixed"


def test_what_became_of_each_entry_can_be_asked() -> None:
    text = correction("image.doc", None, '"new"') + correction("gone.doc", None, '"new"') + rule('requires = ["image"]')
    _, became = outcomes(TASKS, parsed(text))
    assert [outcome.status for outcome in became] == ["applied", "target-gone", "applied"]


def test_no_overlay_changes_nothing() -> None:
    there: Model = model(only(String()))
    assert apply(there, None, TODAY) == (there, [])
