"""The codes that a configuration may name are those that findings and changes can have."""

from __future__ import annotations

from modelmint.cli.rules import purposes
from modelmint.config.codes import CODES


def test_the_codes_are_all_there_are_in_order() -> None:
    assert list(CODES) == sorted(purposes())
