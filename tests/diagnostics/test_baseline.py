"""A baseline keeps old findings quiet, and only those."""

from __future__ import annotations

from dataclasses import replace

from modelmint.diagnostics import baseline
from modelmint.diagnostics.finding import Finding, Severity
from modelmint.ir.origin import Origin

FINDING = Finding("a-code", Severity.WARNING, "it says 1, expected 2", Origin("s.json", "/a"), "e:m", "p", "do it")


def test_a_known_finding_is_quiet_wherever_it_moved() -> None:
    known = baseline.parse(baseline.spell([FINDING]))
    moved = replace(FINDING, origin=Origin("other.json", "/b"), hint="something else", severity=Severity.ERROR)
    assert baseline.without([moved], known) == ()


def test_another_finding_is_new() -> None:
    known = baseline.parse(baseline.spell([FINDING]))
    others = [replace(FINDING, **{name: "x"}) for name in ("code", "subject", "parameter", "message")]
    assert baseline.without(others, known) == tuple(others)


def test_what_is_found_once_more_is_new_once() -> None:
    known = baseline.parse(baseline.spell([FINDING]))
    assert baseline.without([FINDING, FINDING], known) == (FINDING,)


def test_the_text_is_in_a_fixed_order_and_tells_what_it_holds() -> None:
    other = replace(FINDING, code="b-code", subject="e:\n", parameter=None)
    text = baseline.spell([FINDING, other])
    assert text == baseline.spell([other, FINDING])
    assert "  a-code  e:m p\n" in text
    assert "  b-code  e:\\n\n" in text
