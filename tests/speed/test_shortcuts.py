"""What is told without a pattern is what the pattern tells, for each character that there is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest

from modelmint.diagnostics import plain
from modelmint.render.escape import data
from modelmint.validate import quote

CHARACTERS = [chr(point) for point in range(sys.maxunicode + 1)]


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [(plain._CONTROL, plain.plain), (data._UNPRINTABLE, data.visible), (quote._UNPRINTABLE, quote.escape)],
)
def test_a_character_is_spelled_out_if_its_pattern_says_so(pattern: str, spelled: Callable[[str], str]) -> None:
    found = set(re.findall(pattern, "".join(CHARACTERS)))
    assert len(found) > 2048
    assert {each for each in CHARACTERS if spelled(each) != each} - {"'", "\\"} == found
