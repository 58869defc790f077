"""Each way in which a generated file can drift has its code, its line and the command that mends it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelmint.drift.files import Present, compare, first_difference
from modelmint.ir.files import text_hash

WANTED = {"a": "1\n2\n"}


def found(present: Present, wanted: dict[str, str] = WANTED) -> list[tuple[str, str, int, str]]:
    findings = compare(wanted, present, "out")
    return [(one.code, one.origin.file, one.origin.line, one.hint) for one in findings if one.origin]


def manifest(**texts: str) -> dict[str, set[str]]:
    return {path: {text_hash(text)} for path, text in texts.items()}


def test_what_is_as_wanted_is_no_finding() -> None:
    assert found(Present(WANTED, manifest(a="1\n2\n"))) == []


def test_as_wanted_is_no_finding_even_without_a_manifest() -> None:
    assert found(Present(WANTED)) == []


def test_missing() -> None:
    assert found(Present()) == [("missing", "out/a", 0, "modelmint generate")]


def test_stale_is_as_we_wrote_it_and_not_as_wanted() -> None:
    present = Present({"a": "1\nold\n"}, manifest(a="1\nold\n"))
    assert found(present) == [("stale", "out/a", 2, "modelmint generate")]


def test_changed_by_hand_is_neither_as_wanted_nor_as_we_wrote_it() -> None:
    present = Present({"a": "1\nhand\n"}, manifest(a="1\n2\n"))
    assert found(present) == [("changed-by-hand", "out/a", 2, "modelmint generate --force")]


def test_orphaned_is_ours_and_no_longer_wanted() -> None:
    present = Present({"b": "x"}, manifest(b="x"))
    assert found(present, {}) == [("orphaned", "out/b", 0, "modelmint generate")]


def test_an_orphan_changed_by_hand_is_not_to_be_removed_in_passing() -> None:
    (finding,) = compare({}, Present({"b": "y"}, manifest(b="x")), ".")
    assert finding.code == "orphaned"
    assert finding.subject == "b"
    assert "--force" in finding.hint


def test_the_message_shows_both_lines() -> None:
    (finding,) = compare({"a": "x\n"}, Present({"a": f"{'y' * 80}\n"}, {}), "out")
    assert "'x'" in finding.message
    assert f"'{'y' * 57}...'" in finding.message


@pytest.mark.parametrize(
    ("there", "wanted", "message"),
    [
        ("1\n# mine\n", "1\n", "line 2 is '# mine', and should not be there"),
        ("1\n", "1\n2\n", "line 2 is empty, and should be '2'"),
        ("1\n2\n", "1\n\n2\n", "line 2 is '2', and should be empty"),
        ("1\n2", "1\n2\n", "line 3 is not there, and should be empty"),
    ],
)
def test_the_message_says_what_should_be_there(there: str, wanted: str, message: str) -> None:
    (finding,) = compare({"a": wanted}, Present({"a": there}, {}), "out")
    assert finding.message == message


@given(st.text("ab\n"), st.text("ab\n"))
def test_the_first_difference_is_the_first(left: str, right: str) -> None:
    lines = first_difference(left, right)
    if left != right:
        one, other = left.split("\n"), right.split("\n")
        assert one[: lines - 1] == other[: lines - 1]
        assert one[lines - 1 : lines] != other[lines - 1 : lines]
