"""Real documents: on the test vectors of each, no form of validator says anything else than the reference."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from modelmint.conform.compare import Chance, conform, differences
from modelmint.conform.forms import FORMS, load
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.normalise import normalise
from modelmint.read import read

SHARDS = 12
"""In how many tests the corpus is looked at, so that they can run beside each other."""

BY_CHANCE = 5
"""How many requests with several problems are made of each model, beside its vectors."""


@cache
def files(folder: Path) -> list[Path]:
    """The documents below a folder, in a fixed order."""
    return sorted(folder.rglob("*.json"))


def models(paths: list[Path], folder: Path, dialect: str) -> list[Model]:
    """The models of documents, each known by its path."""
    read_ = (_model(path, path.relative_to(folder).with_suffix("").as_posix(), dialect) for path in paths)
    return [model for model in read_ if model is not None]


def _model(path: Path, name: str, dialect: str) -> Model | None:
    model, _ = read(parse(path.read_text(encoding="utf-8")), ModelRef(dialect, name), name, dialect)
    return replace(normalise(model), ref=ModelRef(dialect, name))


def assert_all_agree(chosen: list[Model]) -> None:
    """All forms that can run, over all vectors."""
    report = conform(chosen, [form for form in map(load, FORMS) if not form.missing()], Chance(BY_CHANCE))
    for tally in report.tallies:
        shown = [
            (one.model, one.vector.name, list(differences(one.vector.problems, one.found)))
            for one in tally.disagreed[:5]
        ]
        assert not shown, f"{tally.form} disagrees on {len(tally.disagreed)} of {report.vectors}"
        assert tally.agreed > report.vectors / 2
    assert report.vectors > 50 * len(chosen)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_form_disagrees_on_the_documents_of_fal(shard: int, corpora: Path) -> None:
    folder = corpora / "fal" / "2026-06-11"
    chosen = models(files(folder)[shard::SHARDS], folder, "fal")
    assert len(chosen) >= 75
    assert_all_agree([model for model in chosen if model.unreadable is None])


def test_no_form_disagrees_on_the_documents_of_empiriolabs(corpora: Path) -> None:
    folder = corpora / "empiriolabs"
    chosen = models(files(folder), folder, "empiriolabs")
    assert len(chosen) == 8
    assert_all_agree(chosen)


def test_no_form_disagrees_on_the_schemas_of_hugging_face(corpora: Path) -> None:
    folder = corpora / "hf-tasks"
    chosen = models([path for path in files(folder) if path.name == "input.json"], folder, "json-schema")
    assert len(chosen) > 20
    assert_all_agree(chosen)
