"""Entries in a changelog that is there already: one section of each name, each line once, the rest as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.drift.entering import entered

TOLD = {"Changed": ["a is narrower"], "Removed": ["b went"]}


def test_a_new_changelog_has_one_version() -> None:
    assert entered("# Changelog\n", TOLD) == (
        "# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- a is narrower\n\n### Removed\n\n- b went\n"
    )


def test_an_empty_file_gets_no_empty_lines_first() -> None:
    assert entered("", {"Added": ["c"]}) == "## [Unreleased]\n\n### Added\n\n- c\n"


KEPT = """\
# Changelog

Words before.

## Unreleased

A remark.

### Added

- mine

### Fixed
- a slip
  of two lines

## [1.0] - 2026-01-01

### Changed

- old

[1.0]: https://example.com/1.0
"""


def test_lines_join_the_sections_that_are_there_and_new_ones_come_where_they_belong() -> None:
    assert entered(KEPT, {"Added": ["c"], "Changed": ["d"]}) == KEPT.replace(
        "- mine\n\n### Fixed\n- a slip", "- mine\n- c\n\n### Changed\n\n- d\n\n### Fixed\n\n- a slip"
    )


def test_a_version_is_put_before_the_first_one_or_before_the_links() -> None:
    assert entered("# C\n\n## [1.0]\n\n- x\n", {"Added": ["c"]}) == (
        "# C\n\n## [Unreleased]\n\n### Added\n\n- c\n\n## [1.0]\n\n- x\n"
    )
    assert entered("# C\n\n[a]: https://example.com\n", {"Added": ["c"]}).endswith("- c\n\n[a]: https://example.com\n")


@pytest.mark.parametrize("text", [KEPT, "# C\n", "", KEPT.replace("\n", "\r\n")])
def test_what_is_said_already_is_not_said_again(text: str) -> None:
    once = entered(text, TOLD)
    assert entered(once, TOLD) == once
    assert once.count("a is narrower") == 1
    assert ("\r\n" in once) == ("\r\n" in text)


@given(st.text(alphabet="ab#[]: -\n", max_size=60), st.sampled_from(["Added", "Removed"]), st.sampled_from(["x", "y"]))
def test_no_line_of_what_was_there_is_lost(text: str, section: str, line: str) -> None:
    new = entered(text, {section: [line]})
    assert set(filter(str.strip, text.splitlines())) <= {row.rstrip("\n") for row in new.split("\n")}
    assert entered(new, {section: [line]}) == new
