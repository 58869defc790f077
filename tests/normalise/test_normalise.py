"""Normalising adds what is sure and nothing else, and changes nothing when it is done again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model, Parameter
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Is
from modelmint.ir.types import (
    Any,
    Array,
    Boolean,
    Const,
    Enum,
    Integer,
    Map,
    Nullable,
    Number,
    String,
    Type,
    UnionOf,
)
from modelmint.ir.value import Json
from modelmint.normalise import PASSES, normalise
from modelmint.read import read
from modelmint.validate import accepts
from nouns import HERE, model, parameter


def price(label: str, unit: str = "image", **more: object) -> Price:
    return replace(Price(label, Decimal("0.1"), "USD", unit, HERE), **more)  # type: ignore[arg-type]  # for brevity


def priced(model_: Model, *labels: str) -> tuple[Price, ...]:
    return normalise(replace(model_, prices=tuple(map(price, labels)))).prices


SIZES = parameter("size_scale", Enum(("small", "large")))
QUALITY = parameter("quality", Enum(("standard", "premium")))


def real(corpora: Path, name: str) -> Model:
    document = text.parse((corpora / "empiriolabs" / f"{name}.json").read_text(encoding="utf-8"))
    return normalise(read(document, ModelRef("empiriolabs", name), "snapshot.json", "empiriolabs")[0])


def test_the_words_of_a_charge_become_the_condition_of_its_price(corpora: Path) -> None:
    nova = real(corpora, "amazon-nova-canvas")
    assert [(str(p.amount), p.when, p.count, p.qualifier) for p in nova.prices] == [
        ("0.12", (Is("size_scale", ("small",)), Is("quality", ("standard",))), "number_of_images", ""),
        ("0.18", (Is("size_scale", ("small",)), Is("quality", ("premium",))), "number_of_images", ""),
        ("0.18", (Is("size_scale", ("large",)), Is("quality", ("standard",))), "number_of_images", ""),
        ("0.24", (Is("size_scale", ("large",)), Is("quality", ("premium",))), "number_of_images", ""),
    ]


def test_a_parameter_whose_options_are_not_all_priced_conditions_none() -> None:
    workflow = parameter("workflow", Enum(("auto", "t2v", "i2v")))
    prices = priced(model(workflow), "T2V", "I2V")
    assert [(p.when, p.qualifier) for p in prices] == [((), "T2V"), ((), "I2V")]


def test_words_that_two_parameters_could_mean_stay_words() -> None:
    prices = priced(model(QUALITY, parameter("speed", Enum(("standard", "fast")))), "Standard", "Premium")
    assert [(p.when, p.qualifier) for p in prices] == [((), "Standard"), ((), "Premium")]


def test_a_flag_of_the_charges_name_conditions_it(corpora: Path) -> None:
    prices = real(corpora, "deepseek-v4-flash").prices
    assert [(p.label, p.when, p.qualifier) for p in prices] == [
        ("Input", (), ""),
        ("Output", (), ""),
        ("Web Search (Linkup)", (Is("web_search_linkup", (True,)),), "when invoked"),
    ]


def test_the_name_of_an_only_price_limits_nothing(corpora: Path) -> None:
    (only,) = real(corpora, "flux-2-klein-4b").prices
    assert (only.qualifier, only.was, only.count) == ("", Decimal("0.014"), "num_images")


def test_a_length_per_scene_does_not_count_the_seconds_of_a_video(corpora: Path) -> None:
    assert {p.count for p in real(corpora, "kling-3-0-turbo").prices} == {"duration"}
    assert {p.count for p in real(corpora, "kling-o3").prices} == {None}


def test_a_condition_that_is_there_already_stays() -> None:
    given_ = price("Small", when=(Is("size_scale", ("large",)),))
    assert normalise(replace(model(SIZES), prices=(given_, price("Large")))).prices[0] == given_


@pytest.mark.parametrize("name", ["task_type", "task"])
def test_the_task_parameter_is_found_by_its_name(name: str) -> None:
    assert normalise(model(parameter(name, Enum(("a", "b"))))).task == name


@pytest.mark.parametrize("type_", [String(), Enum((1, 2)), Const("a"), Boolean()])
def test_a_parameter_without_a_list_of_words_is_no_task(type_: Type) -> None:
    assert normalise(model(parameter("task_type", type_))).task is None


@pytest.mark.parametrize(
    ("name", "doc", "medium"),
    [
        ("image", "Source image (URL or base64).", "image"),
        ("image_end", "Optional last-frame image URL.", "image"),
        ("video", "Source video URL for video_edit.", "video"),
        ("image_url", "", "image"),
        ("reference_images", "Comma-separated image URLs.", None),
        ("image_size", "The size.", None),
        ("video_image", "A URL.", None),
        ("prompt", "Text, no URL.", None),
    ],
)
def test_a_text_carries_a_file_only_if_it_surely_does(name: str, doc: str, medium: str | None) -> None:
    (tagged,) = normalise(model(replace(parameter(name, String()), doc=doc))).parameters
    assert tagged.type == String(media=medium)


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("image_url", Nullable(String()), Nullable(String(media="image"))),
        ("image_urls", Array(String()), Array(String(media="image"))),
        ("image_urls", Nullable(Array(String(), max_items=3)), Nullable(Array(String(media="image"), max_items=3))),
        ("image_url", String(media="file"), String(media="file")),
        ("image_url", Array(String()), Array(String())),
        ("image_urls", Array(None), Array(None)),
        ("image_url", Integer(), Integer()),
    ],
)
def test_the_texts_of_a_nullable_or_a_list_carry_files_too(name: str, type_: Type, expected: Type) -> None:
    (tagged,) = normalise(model(replace(parameter(name, type_), doc="A list."))).parameters
    assert tagged.type == (expected if name.endswith("urls") or type_ == expected else type_)
    (tagged,) = normalise(model(parameter(name, type_))).parameters
    assert tagged.type == expected


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [
        (Enum(("a",)), Const("a")),
        (Enum(("a",), open=True), Enum(("a",), open=True)),
        (Enum(("a", None, "b")), Nullable(Enum(("a", "b")))),
        (Enum((None, "a")), Nullable(Const("a"))),
        (UnionOf((String(), Const(None))), Nullable(String())),
        (UnionOf((Nullable(String()), Integer())), Nullable(UnionOf((String(), Integer())))),
        (UnionOf((String(),), exclusive=True), String()),
        (Nullable(Nullable(Any())), Nullable(Any())),
        (Array(UnionOf((Number(), Const(None)))), Array(Nullable(Number()))),
    ],
)
def test_a_type_has_one_spelling(spelled: Type, expected: Type) -> None:
    (found,) = normalise(model(parameter("p", spelled))).parameters
    assert found.type == expected


VALUES = st.sampled_from([None, True, False, 0, 1, Decimal("1.5"), "a", "b", ""])
LEAVES: st.SearchStrategy[Type] = st.one_of(
    st.sampled_from([String(), String(max_length=1), Integer(), Number(), Boolean(), Any(), Const(None)]),
    st.builds(Const, VALUES),
    st.builds(Enum, st.lists(VALUES, min_size=1, max_size=3, unique_by=repr).map(tuple), st.booleans()),
)
TYPES: st.SearchStrategy[Type] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Nullable, inner),
        st.builds(Array, inner, max_items=st.none() | st.integers(0, 2)),
        st.builds(Map, inner),
        st.builds(UnionOf, st.lists(inner, min_size=1, max_size=3).map(tuple), exclusive=st.booleans()),
    ),
    max_leaves=5,
)
REQUESTS = VALUES | st.lists(VALUES, max_size=2) | st.dictionaries(st.just("k"), VALUES, max_size=1)


@given(TYPES, REQUESTS)
def test_spelling_a_type_changes_nothing_that_it_accepts(type_: Type, value: Json) -> None:
    before = model(parameter("p", type_))
    assert accepts(type_, value) == accepts(normalise(before).parameters[0].type, value)


LABELS = st.lists(st.sampled_from(["Small", "large", "Standard", "premium", "sound", "(aside)", "4K/8K"]), max_size=4)
PRICES = st.builds(
    price,
    LABELS.map(" ".join),
    st.sampled_from(["image", "second", "token"]),
    meter=st.sampled_from([None, "input"]),
    qualifier=st.sampled_from(["", "when invoked", "Small"]),
)
PARAMETERS = st.lists(
    st.builds(parameter, st.sampled_from(["task", "sound", "n", "image_url", "size_scale", "duration"]), TYPES)
    | st.sampled_from([SIZES, QUALITY, parameter("sound", Boolean()), parameter("n", Integer())]),
    max_size=5,
    unique_by=lambda p: p.name,
)


@settings(deadline=None)
@given(PARAMETERS, st.lists(PRICES, max_size=5))
def test_normalising_again_changes_nothing(parameters: list[Parameter], prices: list[Price]) -> None:
    once = normalise(replace(model(*parameters), prices=tuple(prices)))
    assert normalise(once) == once
    for each in PASSES:
        assert each(once) == once
