"""The page about gates: each piece of configuration on it is one that is understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modelmint.config import parse

PAGE = Path(__file__).parents[2] / "docs" / "gates.md"
PIECES = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("piece", PIECES)
def test_what_the_page_configures_can_be_configured(piece: str) -> None:
    config = parse(piece, Path("modelmint.toml"))
    assert config != parse("", Path("modelmint.toml"))


def test_the_page_shows_every_table_about_gates() -> None:
    shown = set(re.findall(r"^\[+(\w+)\]+$", "".join(PIECES), re.MULTILINE))
    assert shown == {"drift", "severity", "acknowledge", "update"}
