"""Every fault that the server offers, at every stage, with both clients: nothing paid is ever sent twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faulty import PATHS, Outcome, both, faults

if TYPE_CHECKING:
    from tests.conftest import Golden

TABLES = Path(__file__).parent / "sends"


@pytest.mark.parametrize("stage", PATHS)
@pytest.mark.parametrize("times", [1, None], ids=["once", "always"])
def test_no_fault_makes_a_client_pay_twice(
    stage: str, times: int | None, golden: Golden, record_property: Callable[[str, object], None]
) -> None:
    rows = []
    # Most of the time goes by in waiting, so many wait at once.
    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(both, faults(stage), repeat(stage), repeat(times)))
    for fault, (one, other) in zip(faults(stage), outcomes, strict=True):
        assert one.perhaps_charged() <= 1, f"{fault} at {stage}: {one.sent}"
        assert other.perhaps_charged() <= 1, f"{fault} at {stage}: {other.sent}"
        assert row(fault, one) == row(fault, other), f"the two clients differ for {fault} at {stage}"
        rows.append(row(fault, one))
    title = f"{stage} fails {'once' if times else 'always'}"
    table = "\n".join((f"{title:<28}submit  poll  download  outcome", *rows)) + "\n"
    record_property("table", table)
    golden.check(TABLES / f"{stage}-{'once' if times else 'always'}.txt", table)


def row(fault: str, outcome: Outcome) -> str:
    """A line of the table: the fault, how often each request was sent, and what the caller saw."""
    submit, poll, download = (outcome.count(kind) for kind in PATHS)
    # How often a job is looked at until the deadline depends on the clock.
    polls = "many" if poll > 1 and outcome.seen == "JobTimeoutError" else str(poll)
    return f"  {fault:<26}{submit:>4}{polls:>8}{download:>8}    {outcome.seen}"
