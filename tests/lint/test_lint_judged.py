"""How right lint is about documents that no one here wrote: judged by hand, finding by finding and model by model."""

import csv
from pathlib import Path

import pytest

from modelmint.ir.ids import ModelRef
from modelmint.ir.text import parse
from modelmint.lint import lint
from modelmint.normalise import normalise
from modelmint.read import read

HERE = Path(__file__).parent
Key = tuple[str, str, str]
"""A model, a code and a parameter's path."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a list, without the lines that explain it."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@pytest.fixture(scope="module")
def found(corpora: Path) -> set[Key]:
    """What lint finds in every model of the two lists."""
    ids = {row["model"] for row in (*rows("judged.tsv"), *rows("read.tsv"))}
    return keys(corpora / "fal" / "2026-06-11", ids, "fal")


def keys(folder: Path, ids: set[str], dialect: str) -> set[Key]:
    """What lint finds in the documents of a folder."""
    found: set[Key] = set()
    for id_ in ids:
        text = (folder / f"{id_}.json").read_text(encoding="utf-8")
        model, _ = read(parse(text), ModelRef("made-up", id_), "snapshot.json", dialect)
        findings = lint(normalise(model), "snapshot.json")
        found |= {(id_, finding.code, finding.parameter or "") for finding in findings}
    return found


def test_of_a_hundred_findings_drawn_at_random_at_least_95_are_true(found: set[Key]) -> None:
    judged = {(row["model"], row["code"], row["parameter"]): row["verdict"] for row in rows("judged.tsv")}
    verdicts = [verdict for key, verdict in judged.items() if key in found]
    assert len(verdicts) >= 95, "many judged findings are no longer reported: draw and judge a hundred anew"
    assert verdicts.count("true") >= 0.95 * len(verdicts)


def test_in_the_models_read_by_hand_nine_in_ten_are_found_and_nothing_else(found: set[Key]) -> None:
    nine_in_ten(rows("read.tsv"), found)


@pytest.mark.parametrize("provider", ["replicate", "hf-tasks"])
def test_so_it_is_with_other_providers(corpora: Path, provider: str) -> None:
    read_by_hand = rows(f"read-{provider}.tsv")
    nine_in_ten(read_by_hand, keys(corpora / provider, {row["model"] for row in read_by_hand}, "json-schema"))


def nine_in_ten(read_by_hand: list[dict[str, str]], found: set[Key]) -> None:
    """Hold that all but a tenth is found, and nothing else."""
    true = {(row["model"], row["code"], row["parameter"]) for row in read_by_hand if row["code"]}
    here = {key for key in found if key[0] in {row["model"] for row in read_by_hand}}
    assert here - true == set()
    assert len(here & true) >= 0.9 * len(true)
