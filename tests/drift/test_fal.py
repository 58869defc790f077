"""Real drift: the documents that one provider published for 670 models, months apart."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drift.respelling import respelled
from modelmint.drift import Change, Level, diff
from modelmint.drift.rules import rule_of
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.normalise import normalise
from modelmint.read import read
from modelmint.validate import validate
from modelmint.vectors.derive import derive

JUDGED = json.loads((Path(__file__).parent / "judged.json").read_text(encoding="utf-8"))
"""What changed between 60 pairs drawn at random, read in the raw documents by hand: codes by place."""

BLIND = json.loads((Path(__file__).parent / "judged-blind.json").read_text(encoding="utf-8"))
"""Twenty more, judged from the raw differences before anything was compared; one field was overlooked in that, and
put in afterwards."""

SIXTY = json.loads((Path(__file__).parent / "judged-sixty.json").read_text(encoding="utf-8"))
"""Sixty more, judged with classes from the raw differences, all before the first was compared. `judged` is as it was
written down then: of 177 places, 167 agreed at first sight. `corrected` holds where the judgement was wrong and why,
`mended` where we were and what was mended."""

OLD, NEW = "2026-01-28", "2026-06-11"


def names(corpora: Path) -> list[str]:
    """The models of both dates."""
    old, new = corpora / "fal" / OLD, corpora / "fal" / NEW
    files = (file.relative_to(old) for file in sorted(old.rglob("*.json")))
    return [file.as_posix().removesuffix(".json") for file in files if (new / file).exists()]


@cache
def load(folder: Path, name: str) -> Model:
    """A model as it is read and normalised."""
    return read_model(name, parse((folder / f"{name}.json").read_text(encoding="utf-8")))


def read_model(name: str, document: Any) -> Model:
    """A document as a model."""
    return normalise(read(document, ModelRef("fal", name), f"{name}.json", "fal")[0])


def pair(corpora: Path, name: str) -> tuple[Model, Model]:
    """A model of both dates."""
    return load(corpora / "fal" / OLD, name), load(corpora / "fal" / NEW, name)


def drift(corpora: Path, count: int | None = None) -> Iterator[tuple[str, Model, Model, tuple[Change, ...]]]:
    """Pairs with their changes, evenly spread over all of them."""
    found = names(corpora)
    for name in found[:: 1 if count is None else len(found) // count]:
        old, new = pair(corpora, name)
        yield name, old, new, diff(old, new)


def test_the_judged_pairs_are_the_ones_that_were_drawn(corpora: Path) -> None:
    drawn = random.Random(20261123).sample([f"{name}.json" for name in names(corpora)], 60)
    assert sorted(name.removesuffix(".json") for name in drawn) == list(JUDGED)


def test_the_pairs_judged_blind_are_others_and_were_drawn(corpora: Path) -> None:
    others = [name for name in names(corpora) if name not in JUDGED]
    assert sorted(random.Random(7741).sample(others, 20)) == sorted(BLIND)


def test_the_sixty_pairs_are_others_still_and_were_drawn(corpora: Path) -> None:
    others = [name for name in names(corpora) if name not in JUDGED and name not in BLIND]
    assert sorted(random.Random(51123).sample(others, 60)) == sorted(SIXTY["judged"])


def corrected(sixty: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """The sixty as they are to be."""
    judged = {name: dict(paths) for name, paths in sixty["judged"].items()}
    for name, paths in sixty["corrected"].items():
        judged[name] |= {path: correction["is"] for path, correction in paths.items()}
    return judged


def score(corpora: Path, judged: dict[str, dict[str, list[str]]]) -> tuple[int, list[tuple[str, str]]]:
    """How many places are right, and which are wrong; a list of judgements has classes throughout or nowhere."""
    classed = any(" " in code for paths in judged.values() for said in paths.values() for code in said)
    right, wrong = 0, []
    for name, expected in judged.items():
        found: dict[str, list[str]] = {}
        for change in diff(*pair(corpora, name)):
            code = f"{change.level.name.lower()} {change.code}" if classed else change.code
            found.setdefault(change.path, []).append(code)
        for path in expected.keys() | found.keys():
            if sorted(found.get(path, [])) == expected.get(path, []):
                right += 1
            else:
                wrong.append((name, path))
    return right, wrong


@pytest.mark.parametrize("judged", [JUDGED, BLIND, corrected(SIXTY)], ids=["first", "blind", "sixty"])
def test_judged_pairs_are_right_by_parameter(corpora: Path, judged: dict[str, dict[str, list[str]]]) -> None:
    right, wrong = score(corpora, judged)
    assert right >= 0.98 * (right + len(wrong)), wrong


def test_of_the_sixty_as_first_judged_only_what_was_corrected_differs(corpora: Path) -> None:
    _, wrong = score(corpora, SIXTY["judged"])
    assert set(wrong) == {(name, path) for name, paths in SIXTY["corrected"].items() for path in paths}


@pytest.mark.parametrize("date", [OLD, NEW])
def test_a_model_does_not_differ_from_itself(corpora: Path, date: str) -> None:
    for name in names(corpora)[::10]:
        model = load(corpora / "fal" / date, name)
        assert diff(model, model) == ()


def test_a_document_in_other_words_says_the_same(corpora: Path) -> None:
    for name in names(corpora)[::7]:
        document = parse((corpora / "fal" / NEW / f"{name}.json").read_text(encoding="utf-8"))
        model, other = (read_model(name, each) for each in (document, in_other_words(document)))
        assert diff(model, other) == diff(other, model) == (), name


def in_other_words(document: Any) -> Any:
    """The document with its schemas respelled."""
    components = document["openapi"].get("components", {})
    schemas = respelled(components.get("schemas", {}))
    return {**document, "openapi": {**document["openapi"], "components": {**components, "schemas": schemas}}}


def test_every_witness_was_valid_and_is_refused(corpora: Path) -> None:
    shown = 0
    for name, old, new, changes in drift(corpora, 100):
        for change in changes:
            if change.witness and change.place.direction == "request":
                assert not validate(old, change.witness), name
                assert validate(new, change.witness), name
                shown += 1
    assert shown


def test_where_nothing_breaks_no_vector_of_either_version_is_refused(corpora: Path) -> None:
    calm = 0
    for name in random.Random(5).sample(names(corpora), 120):
        old, new = pair(corpora, name)
        if new.unreadable or any(change.level is Level.BREAKING for change in diff(old, new)):
            continue
        calm += 1
        for vector in (*derive(old), *derive(new)):
            assert validate(old, vector.request) or not validate(new, vector.request), f"{name}: {vector.name}"
    assert calm > 40


def test_what_went_one_way_comes_the_other(corpora: Path) -> None:
    opposite = {
        "parameter-added": "parameter-removed",
        "value-added": "value-removed",
        "range-widened": "range-narrowed",
    }
    for name, old, new, changes in drift(corpora, 100):
        back = {(change.path, change.code) for change in diff(new, old)}
        for change in changes:
            if change.place.direction == "request" and change.code in opposite:
                assert (change.path, opposite[change.code]) in back, name


def test_every_code_is_a_rule(corpora: Path) -> None:
    assert all(rule_of(change.code) for _, _, _, changes in drift(corpora, 100) for change in changes)
