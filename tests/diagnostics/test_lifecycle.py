"""Models that end are reported in time, and as the configuration wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modelmint.config import LifecyclePolicy
from modelmint.diagnostics.finding import Severity
from modelmint.diagnostics.lifecycle import CODES, aging
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.origin import Origin
from nouns import model

TODAY = date(2026, 11, 22)
POLICY = LifecyclePolicy(retire_within=60)

LIVES = [
    (Lifecycle(), None, ""),
    (Lifecycle(deprecated_on=date(2027, 6, 1)), None, ""),
    (Lifecycle(retires_on=date(2026, 9, 30)), "model-retired", "ended on 2026-09-30, 53 days ago; no successor"),
    (Lifecycle(retires_on=TODAY), "model-retired", "ended on 2026-11-22, 0 days ago"),
    (Lifecycle(retires_on=date(2026, 11, 23)), "model-retiring", "ends on 2026-11-23, in 1 day;"),
    (Lifecycle(retires_on=date(2027, 1, 21)), "model-retiring", "in 60 days"),
    (Lifecycle(retires_on=date(2027, 1, 22)), "model-deprecated", "is deprecated, ends on 2027-01-22, in 61 days"),
    (Lifecycle(deprecated=True), "model-deprecated", "is deprecated, without a date"),
    (Lifecycle(deprecated=True, successor="nova-2"), "model-deprecated", "its successor is nova-2"),
]


@pytest.mark.parametrize(("life", "code", "message"), LIVES)
def test_a_model_is_reported_by_how_near_its_end_is(life: Lifecycle, code: str | None, message: str) -> None:
    finding = aging(replace(model(), lifecycle=life), POLICY, TODAY)
    assert (finding and finding.code) == code
    if finding is not None:
        assert message in finding.message
        assert finding.severity is CODES[finding.code].severity


def test_the_configuration_weighs_it() -> None:
    retired = replace(model(), lifecycle=Lifecycle(retires_on=TODAY, origin=Origin("s.json", "/deprecation_date")))
    finding = aging(retired, LifecyclePolicy(on_retired="note"), TODAY)
    assert finding is not None
    assert (finding.severity, finding.origin) == (Severity.NOTE, Origin("s.json", "/deprecation_date"))
    assert aging(retired, LifecyclePolicy(on_retired="off"), TODAY) is None


def test_the_policys_defaults_are_the_weights_of_the_codes() -> None:
    policy = LifecyclePolicy()
    weights = [policy.on_retired, policy.on_retiring, policy.on_deprecated]
    assert weights == [code.severity.value for code in CODES.values()]
