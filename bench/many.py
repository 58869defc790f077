"""How long a thousand models take: our example under a thousand names, in cold processes.

`make bench-many` runs it, and writes its results to MANY.md; `make bench-many COUNT=200` does the same for fewer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import chain, count
from pathlib import Path

import rivals
from cold import ENVIRONMENT, Case, load

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "speed"))

import derived  # noqa: E402  (it is found only now)

MODELMINT = Path(sys.executable).parent / "modelmint"
COUNT = int(sys.argv[1]) if sys.argv[1:] else 1000
HEAD = f"""\
# Measured: {COUNT:,} models

What `make bench-many` found: amazon-nova-canvas with its corrections under {COUNT:,} names, four targets (client, JSON
Schema, validator, reference pages, with test vectors). Each line is one cold process, in this order, with the
processes that it starts. MB are those of the largest process. The machine has {os.cpu_count()} cores, and its load was
{{load}} before the first of them and {{later}} after the last: where that is more than a core, CPU time says more.

The rivals get one OpenAPI document with as many operations and schemas; one writes a client, the other models.

| process | s | CPU s | CPU ms a model | MB |
| --- | --: | --: | --: | --: |
"""


def change(snapshot: Path, round_: Iterator[int]) -> None:
    """Have a provider say something else of one parameter, so that all of its model is made anew."""
    text = snapshot.read_text(encoding="utf-8")
    said = re.sub(r'("description": ")(Version \d+\. )?', rf"\g<1>Version {next(round_)}. ", text, count=1)
    assert said != text
    snapshot.write_text(said, encoding="utf-8")


def cases(folder: Path) -> Iterator[Case]:
    """What is measured: all made for the first time, made again, one changed, and what only looks."""
    ids = derived.names(COUNT)
    place = derived.project(folder / "many", ids, corrected=True)
    yield Case("generate, without any cache", [MODELMINT, "generate"], place)
    time.sleep(3)  # a file that has just been written is not yet trusted to stay, which is not the usual state
    yield Case("generate, unchanged", [MODELMINT, "generate"], place)
    yield Case("check, unchanged, for the first time", [MODELMINT, "check"], place)
    yield Case("check, unchanged", [MODELMINT, "check"], place)
    yield Case("list", [MODELMINT, "list"], place)
    yield Case("generate, deleted files", [MODELMINT, "generate"], place, lambda: shutil.rmtree(place / "generated"))
    other = partial(change, derived.snapshot(place, ids[COUNT // 2]), count(1))
    yield Case("generate, one model changed", [MODELMINT, "generate"], place, other)


def rival_cases(folder: Path) -> list[Case]:
    """Other generators on as many models."""
    schema = ROOT / "generated" / "json-schema" / derived.SOURCE / "amazon-nova-canvas.schema.json"
    folder.mkdir()
    return rivals.of_many(schema, folder, COUNT)


def measured(case: Case) -> str:
    """A run of a case as a row of the table."""
    case.before()
    begun = time.perf_counter()
    command = [str(word) for word in case.command]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, cwd=case.folder, env=ENVIRONMENT | case.environment, stdout=said, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - begun
        said.seek(0)
        assert status == 0, said.read().decode()
    cpu = used.ru_utime + used.ru_stime
    return f"| {case.name} | {taken:.2f} | {cpu:.2f} | {cpu / COUNT * 1000:.2f} | {used.ru_maxrss // 1024} |\n"


def main() -> None:
    """Measure, print, and write it down."""
    rivals.install()
    before, rows = load(), []
    with tempfile.TemporaryDirectory() as name:
        for case in chain(cases(Path(name)), rival_cases(Path(name, "rivals"))):
            rows.append(measured(case))
            print(rows[-1], end="", flush=True)
    text = HEAD.format(load=before, later=load()) + "".join(rows)
    (Path(__file__).parent / "MANY.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
