"""Projects of a thousand models: our example under a thousand names, as cold processes."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cold import Case, Times, measure

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "speed"))

import derived  # noqa: E402  (it is found only now)

MODELMINT = Path(sys.executable).parent / "modelmint"
COUNT = 1000
ROUNDS = 3


def change(snapshot: Path, round_: Iterator[int]) -> None:
    """Have a provider say something else of one parameter, so that all of its model is made anew."""
    text = snapshot.read_text(encoding="utf-8")
    said = re.sub(r'("description": ")(Version \d+\. )?', rf"\g<1>Version {next(round_)}. ", text, count=1)
    assert said != text
    snapshot.write_text(said, encoding="utf-8")


def cases(folder: Path) -> Iterator[Case]:
    """What is measured: all made for the first time, made again, one changed, and what only looks."""
    ids = derived.names(COUNT)
    places = [folder / "many" / name for name in ("first", "steady", "again", "changed")]
    first, steady, again, changed = (derived.project(place, ids, corrected=True) for place in places)
    for place in (steady, again, changed):
        Case("", [MODELMINT, "generate"], place).run()
    time.sleep(3)  # a file that has just been written is not yet trusted to stay, which is not the usual state
    nothing = partial(_forget, first, "generated", ".modelmint")
    yield Case("generate, without any cache", [MODELMINT, "generate"], first, nothing)
    yield Case("generate, deleted files", [MODELMINT, "generate"], again, partial(_forget, again, "generated"))
    other = partial(change, derived.snapshot(changed, ids[COUNT // 2]), iter(range(1, 1000)))
    yield Case("generate, one model changed", [MODELMINT, "generate"], changed, other)
    yield Case("generate, unchanged", [MODELMINT, "generate"], steady)
    yield Case("check, unchanged", [MODELMINT, "check"], steady)
    yield Case("list", [MODELMINT, "list"], steady)


def _forget(folder: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)


def table(folder: Path) -> str:
    """Seconds of each."""
    found: dict[str, Times] = measure(list(cases(folder)), ROUNDS)
    rows = [f"| {name} | {times.least / 1000:.2f} | {times.median / 1000:.2f} |" for name, times in found.items()]
    return "\n".join([f"| {COUNT:,} models, s | least | median |", "| --- | --: | --: |", *rows])
