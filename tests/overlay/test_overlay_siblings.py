"""The overlays of the other models that we keep: each applies to the real document, and says what is true."""

from __future__ import annotations

from decimal import Decimal

import pytest
from overlays import REAL, TODAY

from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.normalise import normalise
from modelmint.overlay import apply, read_overlay
from modelmint.read import read
from modelmint.validate import validate

SIBLINGS = ("kling-3-0-turbo", "text-embedding-v4", "flux-2-klein-4b")


def corrected(id_: str, document: str) -> Model:
    ref = ModelRef("empiriolabs", id_)
    overlay, wrong = read_overlay(REAL.parents[1] / id_ / "overlay.toml", ref)
    assert overlay is not None
    assert wrong == []
    model, _ = read(text.parse(document), ref, "snapshot.json", "empiriolabs")
    found, findings = apply(normalise(model), overlay, TODAY)
    assert findings == []
    return found


def kept(id_: str) -> Model:
    return corrected(id_, (REAL.parents[1] / id_ / "snapshot.json").read_text(encoding="utf-8"))


def problems(id_: str, **request: Json) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in validate(kept(id_), request)]


@pytest.mark.parametrize("id_", SIBLINGS)
def test_an_overlay_applies_to_the_real_document_too(id_: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue("corpora") / "empiriolabs"
    corrected(id_, (folder / f"{id_}.json").read_text(encoding="utf-8"))


def test_an_embedding_is_made_of_one_text_or_of_ten() -> None:
    assert problems("text-embedding-v4", input="a") == []
    assert problems("text-embedding-v4", input=["a"] * 10) == []
    assert problems("text-embedding-v4", input=["a"] * 11) == [("input", "too-many")]
    assert problems("text-embedding-v4", input=[1]) == [("input[0]", "wrong-type")]


def test_width_and_height_are_given_together() -> None:
    assert problems("flux-2-klein-4b", prompt="a", width=512, height=512) == []
    assert problems("flux-2-klein-4b", prompt="a", width=512) == [("height", "needs")]
    assert problems("flux-2-klein-4b", prompt="a", height=512) == [("width", "needs")]


@pytest.mark.parametrize("name", ["width", "height", "num_inference_steps", "seed", "num_images"])
def test_what_is_counted_is_whole(name: str) -> None:
    assert (name, "wrong-type") in problems("flux-2-klein-4b", prompt="a", **{name: Decimal("256.5")})


def test_a_size_is_two_numbers_of_pixels() -> None:
    assert problems("flux-2-klein-4b", prompt="a", size="1024x768") == []
    assert problems("flux-2-klein-4b", prompt="a", size="1024*768") == [("size", "no-match")]
    assert problems("flux-2-klein-4b", prompt="a", size="0x768") == [("size", "no-match")]


def test_what_the_host_may_well_take_is_advised_against_only() -> None:
    assert problems("kling-3-0-turbo", prompt="a", image="i", aspect_ratio="1:1", duration=Decimal("4.5")) == []
    assert [rule.level for rule in kept("kling-3-0-turbo").rules] == ["advice", "advice"]
