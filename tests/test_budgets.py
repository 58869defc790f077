"""What keeps the project readable: no file that cannot be read in one sitting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUDGETS = {
    "generator/modelmint/**/*.py": 300,
    "templates/*/*.jinja": 60,
    "templates/javascript/runtime/*.js": 60,
    "templates/python/runtime/**/*.py": 300,
}


@pytest.mark.parametrize("pattern", BUDGETS)
def test_files_can_be_read_in_one_sitting(pattern: str) -> None:
    files = list(ROOT.glob(pattern))
    assert files
    long = {str(file): lines for file in files if (lines := file.read_text("utf-8").count("\n")) > BUDGETS[pattern]}
    assert not long


def test_nothing_is_left_half_done() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
    files = [*(ROOT / "generator").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]
    found = [str(file) for file in files if file.is_file() and marks.search(file.read_text("utf-8"))]
    assert not found
