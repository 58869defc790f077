"""Names are safe in the target, told apart, and change as little as can be."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.ir.types import Array, Map, Record, String, UnionOf
from modelmint.lower.check_names import CheckNames
from modelmint.lower.names import Namer, spell
from modelmint.lower.target import Conventions
from strategies import names

PYTHON = Conventions(reserved=frozenset(keyword.kwlist), taken={"member": frozenset({"self"})})
ROLES = ["module", "class", "member", "task", "constant"]


@pytest.mark.parametrize(
    ("text", "case", "spelled"),
    [
        ("amazon-nova-canvas", "snake", "amazon_nova_canvas"),
        ("amazon-nova-canvas", "pascal", "AmazonNovaCanvas"),
        ("amazon-nova-canvas", "camel", "amazonNovaCanvas"),
        ("amazon-nova-canvas", "upper-snake", "AMAZON_NOVA_CANVAS"),
        ("fal-ai/flux/dev", "kebab", "fal-ai-flux-dev"),
        ("deepseek-v4-pro:variant2", "snake", "deepseek_v4_pro_variant2"),
        ("maxTokens", "snake", "max_tokens"),
        ("HTTPServer2Go", "snake", "http_server2_go"),
        ("kling-3-0-turbo", "pascal", "Kling3_0Turbo"),
        ("gpt-4.1", "snake", "gpt_4_1"),
        ("Café crème", "snake", "cafe_creme"),
        ("B64_JSON", "pascal", "B64Json"),
        ("any*thing", "wire", "any*thing"),
        ("模型", "snake", ""),
    ],
)
def test_a_text_in_a_case(text: str, case: str, spelled: str) -> None:
    assert spell(text, case) == spelled


@pytest.mark.parametrize(
    ("role", "text", "name"),
    [
        ("member", "from", "from_"),
        ("member", "self", "self_"),
        ("member", "3d", "param_3d"),
        ("member", "__class__", "class_"),
        ("member", "", "param"),
        ("module", "con", "con_"),
        ("module", "../etc", "etc"),
        ("class", "none", "NoneType"),
        ("class", "3d-gen", "Type3dGen"),
        ("task", "VIRTUAL_TRY_ON", "virtual_try_on"),
    ],
)
def test_a_name_that_would_not_do_is_changed_and_still_readable(role: str, text: str, name: str) -> None:
    assert Namer(PYTHON, role).name(text) == name


def test_a_text_without_latin_letters_gets_a_name_of_its_own() -> None:
    namer = Namer(PYTHON, "member")
    assert namer.name("颜色") != namer.name("大小")


def test_of_names_that_clash_the_plain_one_stays() -> None:
    named = Namer(PYTHON, "module").names(["Deepseek:V4", "deepseek-v4", "other"])
    assert named["deepseek-v4"] == "deepseek_v4"
    assert named["other"] == "other"
    assert named["Deepseek:V4"].startswith("deepseek_v4_")


def test_a_name_does_not_depend_on_models_it_does_not_clash_with() -> None:
    namer = Namer(PYTHON, "module")
    few, many = namer.names(["a:b", "a-b"]), namer.names(["z", "a-b", "a:b", "y"])
    assert few.items() <= many.items()


@given(st.lists(names, unique=True, max_size=8), st.sampled_from(ROLES))
def test_every_name_is_an_identifier_and_no_two_are_one(texts: list[str], role: str) -> None:
    named = Namer(PYTHON, role).names(texts)
    assert list(named) == texts
    assert all(name.isidentifier() and name.isascii() and not keyword.iskeyword(name) for name in named.values())
    assert not any(name.startswith("_") for name in named.values())
    assert len({name.casefold() for name in named.values()}) == len(texts)
    assert max(map(len, named.values()), default=0) <= 80


@given(st.permutations(["a-b", "a:b", "A_b", "c", "颜", ""]))
def test_names_do_not_depend_on_the_order(texts: list[str]) -> None:
    namer = Namer(PYTHON, "class")
    assert namer.names(texts) == namer.names(sorted(texts))


def test_checks_at_one_place_are_told_apart_by_their_kinds_and_then_by_numbers() -> None:
    names = CheckNames(Conventions())
    inner = Array(String())
    union = UnionOf((String(), inner))
    assert [names.name(each, "input") for each in (inner, union, Record("Input", ()), union, Map(String()))] == [
        "check_input",
        "check_input_union",
        "check_input_object",
        "check_input_union2",
        "check_input_map",
    ]
