"""The page about corrections: what it shows can be written, and it names every fact, rule and finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modelmint.ir.ids import ModelRef
from modelmint.overlay.codes import CODES
from modelmint.overlay.notation import (
    KINDS,
    LIFECYCLE_ASPECTS,
    MODEL_ASPECTS,
    PARAMETER_ASPECTS,
    PRICE_ASPECTS,
)
from modelmint.overlay.reader import parse_overlay

PAGE = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
TARGETS = {
    "PARAMETER": PARAMETER_ASPECTS,
    "lifecycle": LIFECYCLE_ASPECTS,
    "model": MODEL_ASPECTS,
    "price.LABEL": PRICE_ASPECTS,
}


@pytest.mark.parametrize("piece", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_what_the_page_shows_can_be_written(piece: str) -> None:
    overlay, findings = parse_overlay(piece, "overlay.toml", ModelRef("made-up", "model"))
    assert findings == []
    assert overlay is not None
    assert overlay.corrections or overlay.rules


@pytest.mark.parametrize("target", TARGETS)
def test_the_page_names_every_fact(target: str) -> None:
    [row] = re.findall(rf"^\| `{re.escape(target)}\.` \| (.*) \|$", PAGE, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == list(TARGETS[target])


def test_the_page_names_every_kind_of_rule() -> None:
    [said] = re.findall(r"A rule says one thing: (.*?)\.", PAGE, re.DOTALL)
    assert tuple(re.findall(r"`(\w+)`", said)) == KINDS


def test_the_page_names_every_finding_of_an_entry_that_was_right_once() -> None:
    found = re.findall(r"^\| `([a-z-]+)` \|", PAGE.partition("| finding |")[2], re.MULTILINE)
    assert found == [code for code in CODES if not code.startswith("overlay-")]
