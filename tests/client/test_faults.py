"""Every fault that the server offers, at every stage, with both clients: nothing paid is ever sent twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faulty import EMPIRIOLABS, FAL, Outcome, World, both, faults

if TYPE_CHECKING:
    from tests.conftest import Golden

TABLES = Path(__file__).parent / "sends"
# Another provider: no line of its client differs, only the profile does.
WORLDS = {"": EMPIRIOLABS, "fal-": FAL}
CASES = [(name, stage, times) for name in WORLDS for stage in WORLDS[name].paths for times in ("once", "always")]


@pytest.mark.parametrize(("provider", "stage", "times"), CASES)
def test_no_fault_makes_a_client_pay_twice(
    provider: str, stage: str, times: str, golden: Golden, record_property: Callable[[str, object], None]
) -> None:
    world, rows = WORLDS[provider], []
    met = faults(stage)
    # Most of the time goes by in waiting, so many wait at once.
    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(both, met, repeat(stage), repeat(1 if times == "once" else None), repeat(world)))
    for fault, (one, other) in zip(met, outcomes, strict=True):
        assert one.perhaps_charged() <= 1, f"{fault} at {stage}: {one.sent}"
        assert other.perhaps_charged() <= 1, f"{fault} at {stage}: {other.sent}"
        assert row(fault, one, world) == row(fault, other, world), f"the two clients differ for {fault} at {stage}"
        rows.append(row(fault, one, world))
    title = f"{provider}{stage} fails {times}"
    table = "\n".join((f"{title:<28}{''.join(f'{one:<8}' for one in world.paths)}outcome", *rows)) + "\n"
    record_property("table", table)
    golden.check(TABLES / f"{provider}{stage}-{times}.txt", table)


def row(fault: str, outcome: Outcome, world: World) -> str:
    """A line of the table: the fault, how often each request was sent, and what the caller saw."""
    counts = {stage: outcome.count(stage) for stage in world.paths}
    # How often a job is looked at until the deadline depends on the clock; where each look is slow, it may be once.
    many = (counts["job"] > 1 or fault.startswith("slow")) and outcome.seen == "JobTimeoutError"
    columns = "".join(f"{'many' if many and stage == 'job' else count!s:<8}" for stage, count in counts.items())
    return f"  {fault:<26}{columns}{outcome.seen}"
