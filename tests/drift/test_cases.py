"""Every kind of change has a folder of cases: two models in TOML, and beside them what changed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from drift.notation import Case, read_case
from goldens import Golden
from modelmint.drift import RULES, Change
from modelmint.ir.value import UNSET
from modelmint.ir.words import compact

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.toml"))


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_case_changes_what_is_written_beside_it(file: Path, golden: Golden) -> None:
    changes = read_case(file).changes()
    golden.check(file.with_suffix(".txt"), "".join(map(row, changes)))
    assert file.parent.name in {change.code for change in changes}


def row(change: Change) -> str:
    """A change with all that it says."""
    said = f"{change.level.word} {change.bump.value}  {change.code}  {change.path}".rstrip()
    more = {
        "from": change.old,
        "to": change.new,
        "says": change.message,
        "hint": change.hint,
        "witness": "" if change.witness is UNSET else compact(change.witness),
        "effective": str(change.effective or ""),
        "gates": "let it pass: it was announced" if change.expected else "",
    }
    return "".join([f"{said}\n", *(f"    {key}: {text}\n" for key, text in more.items() if text)])


def test_every_rule_has_a_case_and_every_folder_a_rule() -> None:
    assert {file.parent.name for file in FILES} == {rule.code for rule in RULES}


def test_no_text_is_left_without_its_case() -> None:
    assert {file.with_suffix(".toml") for file in HERE.glob("*/*.txt")} == set(FILES)


def kinds() -> dict[str, list[tuple[Path, Case]]]:
    """The cases by the row of the list of kinds that they show."""
    found: dict[str, list[tuple[Path, Case]]] = {}
    for file in FILES:
        case = read_case(file)
        for kind in case.kinds:
            found.setdefault(kind, []).append((file, case))
    return found


def test_every_kind_of_change_has_the_class_and_the_bump_that_we_want(corpora: Path) -> None:
    """The list says for each kind how others class it, and how we want to; a row may hold several of each.

    A price that rises later is in the list as "the same class": that of the price which rises now.
    """
    with (corpora.parent / "drift-change-kinds.tsv").open(encoding="utf-8", newline="") as lines:
        rows = {f"{row['change']} {row['dir']}": row for row in csv.DictReader(lines, delimiter="\t")}
    cases = kinds()
    assert cases.keys() == rows.keys()
    for kind, wanted in rows.items():
        for file, case in cases[kind]:
            shown = [change for change in case.changes() if change.code == file.parent.name]
            alike = wanted if "same class" not in wanted["ours"] else rows["price raised price"]
            assert any(change.level.word in alike["ours"] for change in shown), (kind, name(file))
            assert any(change.bump.value in alike["bump"] for change in shown), (kind, name(file))
