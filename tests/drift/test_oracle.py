"""Our answers against the test data of other compatibility checkers, each row with a proved answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from modelmint.drift import classify

RIGHT = {"breaking": {"breaking"}, "safe": {"safe", "risky"}, "risky": {"risky"}}

HELD_WRONG = {
    # In every draft that takes a list for `items`, items beyond the list are free, so a request with a third
    # item that is no string was valid, and is refused by the new schema.
    ("request", "is-json-schema-subset-0002"): {"p": ["", "", 0]},
}
"""Rows whose answer we hold to be wrong, each with its proof: valid under old, refused by new."""


@pytest.mark.parametrize("direction", ["request", "response"])
def test_no_answer_is_wrong(corpora: Path, direction: str) -> None:
    answers = [(row, classify(row["old"], row["new"], direction)) for row in rows(corpora, direction)]
    wrong = [row["id"] for row, answer in answers if answer not in right(row)]
    assert wrong == [id_ for side, id_ in HELD_WRONG if side == direction]


def test_rows_held_wrong_come_with_their_proof(corpora: Path) -> None:
    for (direction, id_), request in HELD_WRONG.items():
        row = next(row for row in rows(corpora, direction) if row["id"] == id_)
        assert right(row) == {"safe", "risky"}
        jsonschema.Draft7Validator(row["old"]).validate(request)
        assert not jsonschema.Draft7Validator(row["new"]).is_valid(request)


def rows(corpora: Path, direction: str) -> list[dict[str, Any]]:
    lines = (corpora / "drift-oracle" / f"{direction}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["our_override"] != "check"]


def right(row: dict[str, Any]) -> set[str]:
    return RIGHT[row["our_override"] or ("breaking" if row["breaking"] else "safe")]
