"""The difference of two models, kind of change by kind of change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from drift.models import HERE, changes, codes, model, number, parameter
from modelmint.diagnostics.text import Style
from modelmint.drift import diff, verdict
from modelmint.drift.text import render
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Endpoint, Modalities
from modelmint.ir.pricing import Price
from modelmint.ir.types import (
    Array,
    Boolean,
    Const,
    Enum,
    Integer,
    Nothing,
    Nullable,
    Number,
    Range,
    String,
    Type,
    UnionOf,
    Unread,
)


def test_a_renamed_parameter_is_proposed_with_its_evidence() -> None:
    images = Integer(Range(Decimal(1), Decimal(5)))
    old = model(parameter("num_images", images, default=1, doc="How many images to generate."))
    new = model(parameter("number_of_images", images, default=1, doc="How many images to generate (1-5)."))
    (change,) = diff(old, new)
    assert (change.code, change.path) == ("parameter-renamed", "num_images")
    assert change.hint == "number_of_images has the same type, range, default, optional, prose"


def test_parameters_of_other_types_are_never_taken_for_renamed() -> None:
    old, new = model(parameter("image_url", String())), model(parameter("image_urls", Boolean()))
    assert codes(diff(old, new)) == [
        ("breaking", "parameter-removed", "image_url"),
        ("safe", "parameter-added", "image_urls"),
    ]


def test_a_range_that_moves_both_ways_breaks() -> None:
    assert codes(changes(number("1", "10"), number("2", "20"))) == [("breaking", "range-narrowed", "p.range")]


def test_an_exclusive_end_of_whole_numbers_is_the_next_whole_number() -> None:
    inclusive = Integer(Range(minimum=Decimal(1)))
    exclusive = Integer(Range(minimum=Decimal(0), exclusive_minimum=True))
    assert changes(inclusive, exclusive) == ()


def test_changes_of_representation_are_no_changes() -> None:
    assert changes(Const("a"), Enum(("a",))) == ()
    assert changes(UnionOf((String(), Const(None))), Nullable(String())) == ()
    assert changes(UnionOf((String(),)), String()) == ()
    assert changes(Enum((True, False)), Boolean()) == ()


def test_null_is_a_change_of_its_own() -> None:
    assert codes(changes(String(), Nullable(String()), required=True)) == [("safe", "null-added", "p.null")]
    assert codes(changes(Nullable(String()), String(), required=True)) == [("breaking", "null-removed", "p.null")]


def test_whole_numbers_are_fewer() -> None:
    assert codes(changes(Number(), Integer())) == [("breaking", "type-narrowed", "p.type")]
    assert codes(changes(Integer(), Number())) == [("safe", "type-widened", "p.type")]


def test_a_value_that_went_hints_at_the_one_that_is_like_it() -> None:
    (gone, came) = changes(Enum(("standard", "COLOR_GUIDED")), Enum(("standard", "COLOR_GUIDED_GENERATION")))
    assert (gone.code, came.code) == ("value-removed", "value-added")
    assert gone.hint == '"COLOR_GUIDED" may be called "COLOR_GUIDED_GENERATION" now'


def test_a_default_that_changed_is_risky() -> None:
    old, new = model(parameter("cfg", Number(), default=7)), model(parameter("cfg", Number(), default=Decimal("7.5")))
    assert [(c.level.word, c.path, c.old, c.new) for c in diff(old, new)] == [("risky", "cfg.default", "7", "7.5")]


def test_prices_are_paired_by_label_however_it_is_punctuated() -> None:
    def price(label: str, amount: str) -> Price:
        return Price(label, Decimal(amount), "USD", "second", HERE)

    old = model(prices=(price("Standard + Sound", "0.22"), price("Pro", "0.34")))
    new = model(prices=(price("Standard Sound", "0.224"), price("Pro", "0.336"), price("4K", "0.525")))
    assert codes(diff(old, new)) == [
        ("risky", "price-raised", "price.Standard Sound"),
        ("risky", "price-added", "price.4K"),
        ("safe", "price-lowered", "price.Pro"),
        ("safe", "price-renamed", "price.Standard Sound"),
    ]


def test_a_price_per_minute_is_compared_with_one_per_second() -> None:
    old = model(prices=(Price("Video", Decimal("0.6"), "USD", "minute", HERE),))
    new = model(prices=(Price("Video", Decimal("0.01"), "USD", "second", HERE),))
    assert diff(old, new) == ()


def test_life() -> None:
    active, ends = model(), model(lifecycle=Lifecycle(retires_on=date(2026, 9, 30)))
    sooner = model(lifecycle=Lifecycle(retires_on=date(2026, 8, 1)))
    today = date(2026, 7, 1)
    assert codes(diff(active, ends)) == [("risky", "deprecated", "lifecycle")]
    assert codes(diff(ends, sooner)) == [("risky", "retirement-brought-forward", "lifecycle")]
    assert codes(diff(ends, sooner, today)) == [("breaking", "retirement-too-soon", "lifecycle")]
    assert codes(diff(sooner, ends)) == [("safe", "retirement-put-off", "lifecycle")]
    assert codes(diff(ends, ends, date(2026, 9, 30))) == [("breaking", "retirement-passed", "lifecycle")]


def test_a_model_without_a_schema_has_not_lost_its_parameters() -> None:
    assert codes(diff(model(parameter("p", String())), model(unreadable="error 404"))) == [
        ("risky", "schema-unavailable", "")
    ]


def test_the_surroundings_of_the_parameters() -> None:
    old = model(endpoints=(Endpoint("POST", "/v1/images"),), modalities=Modalities(("text",), ("image",)))
    new = model(endpoints=(Endpoint("POST", "/v2/images"),), modalities=Modalities(("text", "image"), ("image",)))
    found = diff(old, new)
    assert codes(found) == [
        ("breaking", "endpoint-moved", "endpoints"),
        ("safe", "input-modality-added", "input_modalities"),
    ]
    assert verdict(found)[1].value == "minor"


def test_the_table_says_what_breaks_first() -> None:
    old = model(parameter("cfg_scale", number("1.1", "10"), default=7), parameter("gone", Boolean()))
    new = model(parameter("cfg_scale", number("1", "20"), default=Decimal("7.5")))
    assert render(diff(old, new)) == (
        "made-up:painter                                                                            major\n"
        "  breaking  gone               a parameter went\n"
        '                               valid before, refused now: {"gone": true}\n'
        "  risky     cfg_scale.default  7 -> 7.5          same call, other result\n"
        "  safe      cfg_scale.range    1.1 to 10 -> 1 to 20\n"
    )


def test_on_a_terminal_the_class_has_its_colour_and_the_document_has_none() -> None:
    hostile = "\x1b[31mred"
    (gone,) = render(diff(model(parameter(hostile, Boolean())), model()), Style(colour=True)).splitlines()[1:2]
    assert gone == "  \x1b[31mbreaking\x1b[0m  \\u001b[31mred  a parameter went"


def test_null_for_what_may_be_left_out_is_representation() -> None:
    assert changes(String(), Nullable(String())) == ()
    assert changes(Nullable(String()), String()) == ()
    old, new = model(parameter("p", String())), model(parameter("p", Nullable(String()), default=None))
    assert diff(old, new) == diff(new, old) == ()


def test_null_that_a_required_parameter_had_is_missed() -> None:
    old, new = model(parameter("p", Nullable(String()), required=True)), model(parameter("p", String()))
    assert codes(diff(old, new)) == [("breaking", "null-removed", "p.null"), ("safe", "became-optional", "p.required")]


def test_null_goes_with_being_optional() -> None:
    old, new = model(parameter("p", Nullable(String()))), model(parameter("p", String(), required=True))
    assert codes(diff(old, new)) == [("breaking", "became-required", "p.required")]


def test_what_is_refused_since_it_is_not_understood_is_compared_as_far_as_it_is() -> None:
    def unread(type_: Type) -> Type:
        return Nothing(Unread("a reason", HERE.child("not"), type_))

    narrow, wide = number("1", "5"), number("1", "10")
    assert changes(unread(narrow), Nothing(Unread("another", HERE, narrow))) == ()
    # Every form refuses all values before and after, so that no call breaks.
    assert codes(changes(unread(wide), unread(narrow))) == [("safe", "range-narrowed", "p.range")]
    assert codes(changes(wide, unread(wide))) == [("breaking", "type-narrowed", "p.type")]
    assert codes(changes(unread(wide), wide)) == [("safe", "type-widened", "p.type")]
    assert codes(changes(Array(unread(wide)), Array(wide))) == [("safe", "type-widened", "p.items.type")]


def test_a_type_that_takes_nothing_is_narrower_than_all_others() -> None:
    assert codes(changes(String(), Nothing())) == [("breaking", "type-narrowed", "p.type")]
    assert changes(UnionOf((String(), Nothing())), String()) == ()
    assert changes(Nullable(Nothing()), Const(None)) == ()
