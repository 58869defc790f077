"""The configuration weighs findings and accepts some of them for a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from modelmint.config.reader import parse
from modelmint.diagnostics.finding import Finding, Severity
from modelmint.diagnostics.policy import Settled, settle
from modelmint.ir.origin import Origin

NOVA = "empiriolabs:amazon-nova-canvas"
RETIRED = Finding("model-retired", Severity.ERROR, "it ended", None, NOVA)
RANGE = Finding("range-contradicts-prose", Severity.WARNING, "m", Origin("s.json", "/a"), NOVA, "cfg_scale")
FINDINGS = [RETIRED, RANGE]
DAY = date(2027, 3, 31)


def settled(text: str, today: date = DAY, *, whole: bool = False) -> Settled:
    return settle(FINDINGS, parse(text, Path("modelmint.toml")), today, whole=whole)


def acknowledgement(*more: str, code: str = "model-retired") -> str:
    return "\n".join(["[[acknowledge]]", f'code = "{code}"', 'why = "ours"', "expires = 2027-03-31", *more])


def test_without_a_word_all_findings_stay() -> None:
    assert settled("") == Settled(tuple(FINDINGS))


def test_a_weight_can_be_changed() -> None:
    found = settled('severity = { model-retired = "note", range-contradicts-prose = "error" }').findings
    assert [finding.severity for finding in found] == [Severity.NOTE, Severity.ERROR]


def test_a_finding_can_be_switched_off() -> None:
    assert settled('severity.model-retired = "off"').findings == (RANGE,)


@pytest.mark.parametrize("more", [[], [f'subject = "{NOVA}"']])
def test_an_acknowledged_finding_is_accepted_on_its_last_day(more: list[str]) -> None:
    result = settled(acknowledgement(*more), whole=True)
    assert result.findings == (RANGE,)
    assert [(finding, by.why) for finding, by in result.acknowledged] == [(RETIRED, "ours")]


@pytest.mark.parametrize("more", [['subject = "e:other"'], ['parameter = "prompt"']])
def test_an_acknowledgement_of_something_else_accepts_nothing(more: list[str]) -> None:
    assert settled(acknowledgement(*more)).findings == (RETIRED, RANGE)


@pytest.mark.parametrize("more", ['parameter = "cfg_scale"', 'subject = "s.json"'])
def test_a_finding_is_known_by_its_parameter_and_its_file(more: str) -> None:
    assert settled(acknowledgement(more, code="range-contradicts-prose")).findings == (RETIRED,)


def test_an_acknowledgement_can_leave_a_finding_a_lower_weight() -> None:
    result = settled(acknowledgement('weight = "note"'))
    assert [(finding.code, finding.severity) for finding in result.findings] == [
        ("model-retired", Severity.NOTE),
        ("range-contradicts-prose", Severity.WARNING),
    ]
    assert not result.acknowledged


def test_an_expired_acknowledgement_is_a_finding_and_accepts_nothing() -> None:
    result = settled(acknowledgement(), date(2027, 4, 1))
    assert result.findings[:2] == (RETIRED, RANGE)
    assert result.acknowledged == ()
    [expired] = result.findings[2:]
    assert (expired.code, expired.origin) == ("acknowledgement-expired", Origin("modelmint.toml", "/acknowledge/0"))
    assert "until 2027-03-31: ours" in expired.message


def test_one_that_fits_nothing_is_a_finding_only_where_all_were_looked_for() -> None:
    text = acknowledgement(code="never-valid")
    assert settled(text).findings == (RETIRED, RANGE)
    [unused] = settled(text, whole=True).findings[2:]
    assert (unused.code, unused.severity) == ("acknowledgement-unused", Severity.NOTE)


def test_the_configurations_own_findings_can_be_weighed_too() -> None:
    text = 'severity.acknowledgement-expired = "off"\n' + acknowledgement()
    assert settled(text, date(2028, 1, 1)).findings == (RETIRED, RANGE)
