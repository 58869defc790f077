"""Each rule finds what its case holds, and nothing where all is well."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from modelmint.diagnostics.finding import Finding
from modelmint.ir.ids import ModelRef
from modelmint.ir.pricing import Price
from modelmint.ir.text import parse
from modelmint.lint import RULES, lint
from modelmint.lint.rules import price_without_parameter
from modelmint.normalise import normalise
from modelmint.read import read
from nouns import HERE as ORIGIN
from nouns import model

HERE = Path(__file__).parent
CODES = [row.code for row in RULES]


def findings(code: str, kind: str) -> list[Finding]:
    """What lint finds in the documents of a case, `wrong` or `right`; `.schema.json` is for JSON Schema."""
    dialects = {f"{kind}.json": "empiriolabs", f"{kind}.schema.json": "json-schema"}
    return [
        finding
        for name, dialect in dialects.items()
        if (HERE / code / name).exists()
        for finding in findings_in(HERE / code / name, dialect)
    ]


def findings_in(document: Path, dialect: str) -> list[Finding]:
    """What lint finds in one document, whose id is `case`."""
    text = document.read_text(encoding="utf-8")
    model, _ = read(parse(text), ModelRef("cases", "case"), document.name, dialect)
    return lint(normalise(model), document.name)


def describe(finding: Finding) -> str:
    """One line for people: what, where and why."""
    place = finding.origin.pointer if finding.origin else ""
    return f"{finding.severity.value}  {finding.code}  {finding.parameter or '-'}  {place}\n    {finding.message}\n"


@pytest.mark.parametrize("code", CODES)
def test_a_rule_finds_what_is_wrong(code: str, golden) -> None:
    found = findings(code, "wrong")
    assert code in {finding.code for finding in found}
    golden.check(HERE / code / "findings.txt", "".join(map(describe, found)))


@pytest.mark.parametrize("code", CODES)
def test_no_rule_finds_anything_where_all_is_well(code: str) -> None:
    assert [describe(finding) for finding in findings(code, "right")] == []


def test_every_case_is_that_of_a_rule() -> None:
    assert {folder.name for folder in HERE.iterdir() if folder.is_dir() and folder.name != "__pycache__"} == set(CODES)


def test_every_rule_says_what_it_is_for() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(row.purpose.endswith(".") for row in RULES)


@pytest.mark.parametrize("code", CODES)
def test_every_finding_says_where_it_is_and_what_to_do(code: str) -> None:
    for finding in findings(code, "wrong"):
        assert finding.hint
        assert finding.origin is not None
        assert finding.origin.file.startswith("wrong.")
        assert finding.origin.pointer


def test_a_price_that_is_announced_is_no_rival_of_the_one_before() -> None:
    before = Price("Image", Decimal(1), "USD", "image", ORIGIN)
    rival = replace(before, amount=Decimal(2))
    announced = replace(before, amount=Decimal(2), starts_on=date(2027, 1, 1))
    assert not list(price_without_parameter.check(replace(model(), prices=(before, announced))))
    assert list(price_without_parameter.check(replace(model(), prices=(before, rival))))
