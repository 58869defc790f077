"""The overlay of amazon-nova-canvas, against its real document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from overlays import REAL, TODAY

from modelmint.diagnostics.finding import Finding
from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.types import Enum
from modelmint.ir.value import Json, Unset
from modelmint.normalise import normalise
from modelmint.overlay import Overlay, apply, read_overlay
from modelmint.read import read
from modelmint.validate import validate

REF = ModelRef("empiriolabs", "amazon-nova-canvas")


def overlay() -> Overlay:
    found, findings = read_overlay(REAL, REF)
    assert findings == []
    assert found is not None
    return found


def corrected(corpora: Path, name: str) -> tuple[Model, list[Finding]]:
    document = text.parse((corpora / "empiriolabs" / name).read_text(encoding="utf-8"))
    model, _ = read(document, REF, name, "empiriolabs")
    return apply(normalise(model), overlay(), TODAY)


@pytest.fixture
def nova(corpora: Path) -> Model:
    model, findings = corrected(corpora, "amazon-nova-canvas.json")
    assert findings == []
    return model


def problems(model: Model, request: dict[str, Json]) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in validate(model, request)]


def test_each_correction_and_rule_has_its_evidence() -> None:
    entries = (*overlay().corrections, *overlay().rules)
    assert all(entry.evidence.why and entry.evidence.source for entry in entries)


def test_a_request_with_every_default_is_valid(nova: Model) -> None:
    defaults = {p.name: p.default for p in nova.parameters if not isinstance(p.default, Unset)}
    assert len(defaults) > 8
    assert problems(nova, {"prompt": "a", **defaults}) == []


NEEDED: dict[str, dict[str, Json]] = {
    "TEXT_IMAGE": {},
    "IMAGE_VARIATION": {"image": "i"},
    "INPAINTING": {"image": "i", "mask_prompt": "m"},
    "OUTPAINTING": {"image": "i", "mask_image": "m"},
    "BACKGROUND_REMOVAL": {"image": "i"},
    "COLOR_GUIDED_GENERATION": {"colors": "#FF0000,#00ff00"},
    "VIRTUAL_TRY_ON": {"image": "i", "reference_image": "r", "garment_class": "dress"},
}
"""The least that each task needs beside the prompt."""


def test_every_task_is_listed_here(nova: Model) -> None:
    task = nova.parameter("task_type")
    assert task is not None
    assert nova.task == "task_type"
    assert isinstance(task.type, Enum)
    assert set(task.type.values) == set(NEEDED)


@pytest.mark.parametrize("task", NEEDED)
def test_every_task_can_be_asked_for(nova: Model, task: str) -> None:
    assert problems(nova, {"prompt": "a", "task_type": task, **NEEDED[task]}) == []


@pytest.mark.parametrize("task", NEEDED)
def test_every_task_needs_what_it_needs(nova: Model, task: str) -> None:
    whole: dict[str, Json] = {"prompt": "a", "task_type": task, **NEEDED[task]}
    for name in NEEDED[task]:
        assert problems(nova, {key: value for key, value in whole.items() if key != name}) != [], name


@pytest.mark.parametrize(
    ("mask_type", "more"),
    [
        ("GARMENT", {"garment_class": "top"}),
        ("PROMPT", {"tryon_mask_prompt": "the shirt"}),
        ("PROMPT", {"mask_prompt": "the shirt"}),
        ("IMAGE", {"mask_image": "m"}),
    ],
)
def test_virtual_try_on_goes_by_its_mask_type(nova: Model, mask_type: str, more: dict[str, Json]) -> None:
    base: dict[str, Json] = {"prompt": "a", "task_type": "VIRTUAL_TRY_ON", "image": "i", "reference_image": "r"}
    assert problems(nova, {**base, "mask_type": mask_type, **more}) == []
    assert problems(nova, {**base, "mask_type": mask_type}) != []


@pytest.mark.parametrize("task", ["INPAINTING", "OUTPAINTING"])
def test_a_mask_image_excludes_a_mask_prompt(nova: Model, task: str) -> None:
    request: dict[str, Json] = {"prompt": "a", "task_type": task, "image": "i", "mask_image": "m", "mask_prompt": "p"}
    assert [code for code, _ in problems(nova, request)] == ["one-of"]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("cfg_scale", [Decimal("1.1"), 10], [1, Decimal("10.1"), 20]),
        ("number_of_images", [1, 5], [0, 6, Decimal("1.5")]),
        ("seed", [0, 2147483646], [-1, 2147483647, Decimal("0.5")]),
        ("similarity_strength", [Decimal("0.2"), 1], [0, Decimal("1.1")]),
        ("negative_prompt", ["", "x" * 1024], ["x" * 1025]),
        ("mask_type", ["IMAGE", "PROMPT", "GARMENT"], ["image"]),
        ("colors", ["#FF0000", ",".join(["#a1B2c3"] * 10)], ["", "red", ",".join(["#a1B2c3"] * 11), "#FF0000,"]),
    ],
)
def test_the_facts_are_those_of_the_models_vendor(nova: Model, name: str, good: list[Json], bad: list[Json]) -> None:
    assert [problems(nova, {"prompt": "a", name: value}) for value in good] == [[]] * len(good)
    assert [len(problems(nova, {"prompt": "a", name: value})) for value in bad] == [1] * len(bad)


def test_images_go_in_where_images_go_in(nova: Model) -> None:
    media = [p.name for p in nova.parameters if getattr(p.type, "media", None) == "image"]
    assert media == ["image", "reference_image", "mask_image"]


def test_one_word_is_offered_for_one_thing(nova: Model) -> None:
    assert [p.name for p in nova.parameters if p.hidden] == ["inpaint_mask_prompt"]


def test_the_earlier_document_shows_which_entries_it_does_not_need(corpora: Path) -> None:
    _, findings = corrected(corpora, "amazon-nova-canvas.earlier.json")
    assert [(f.code, f.parameter) for f in findings] == [
        ("upstream-fixed", "cfg_scale"),
        ("target-gone", "number_of_images"),
        ("upstream-changed", "similarity_strength"),
        ("upstream-changed", "mask_image"),
    ]
