"""The reference model: all that is wrong with its document is found, and nothing else."""

from pathlib import Path

from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse
from modelmint.lint import lint
from modelmint.normalise import normalise
from modelmint.read import read

WRONG = {
    ("range-contradicts-prose", "cfg_scale"),
    ("range-contradicts-prose", "similarity_strength"),
    ("values-contradict-prose", "mask_type"),
    ("example-refused", "size"),
    ("alias-in-prose", "inpaint_mask_prompt"),
    ("integer-as-number", "number_of_images"),
    ("integer-as-number", "seed"),
    ("list-as-string", "colors"),
}


def codes(corpora: Path, id_: str) -> list[tuple[str, str | None]]:
    text = (corpora / "empiriolabs" / f"{id_}.json").read_text(encoding="utf-8")
    model, _ = read(parse(text), ModelRef("empiriolabs", id_), "snapshot.json", "empiriolabs")
    return [(finding.code, finding.parameter) for finding in lint(normalise(model), "snapshot.json")]


def test_all_that_is_wrong_with_the_reference_model_is_found_once_and_nothing_else(corpora: Path) -> None:
    found = codes(corpora, "amazon-nova-canvas")
    assert set(found) == WRONG
    assert len(found) == len(WRONG)


def test_models_with_nothing_wrong_have_no_findings(corpora: Path) -> None:
    assert codes(corpora, "kling-3-0-turbo") == []
    assert codes(corpora, "text-embedding-v4") == []


def test_a_product_of_two_parameters_is_the_range_of_neither(corpora: Path) -> None:
    assert "range-contradicts-prose" not in {code for code, _ in codes(corpora, "flux-2-klein-4b")}
