"""Our checker beside others: answers and time on pairs with a proved answer, and time on two dates of one catalogue.

`make bench-drift` runs it and writes DRIFT.md. It needs the third-party documents that the tests use too.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rivals

from modelmint.cli.main import GARBAGE
from modelmint.drift import diff
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.text import parse
from modelmint.normalise import normalise
from modelmint.read import read

HERE = Path(__file__).parent
CORPORA = Path(os.environ.get("MODELMINT_SHARED", HERE.parents[1] / "shared")) / "corpora"
DATES = ("2026-01-28", "2026-06-11")
REDOCLY = "@redocly/cli@2.77.0"
ROUNDS = 3
HEAD = """\
# Measured: drift

What `make bench-drift` found, on one of {cores} cores with {python}: least of {rounds} runs, taken in turns.
Values depend on the machine and on what else it does; the ratios hold better.

## Pairs of schemas with a proved answer

Half of the pairs from the tests of 18 compatibility checkers: {request} for requests, {response} for responses.
Right is an answer that is breaking where it should be, and not where it should not; a checker that fails or takes ten
seconds is wrong. redocly compares one OpenAPI document that holds all pairs: its time a pair is a share of one run's.

"""


@dataclass(frozen=True)
class Row:
    """A pair of schemas, and whether the step breaks."""

    old: Any
    new: Any
    breaks: bool


def rows(direction: str) -> list[Row]:
    """The pairs that have one right answer."""
    lines = (CORPORA / "drift-oracle" / f"{direction}.jsonl").read_text(encoding="utf-8").splitlines()
    scored = [row for row in map(json.loads, lines) if row["our_override"] != "check"]
    return [
        Row(row["old"], row["new"], row["our_override"] == "breaking" or (not row["our_override"] and row["breaking"]))
        for row in scored
    ]


@dataclass(frozen=True)
class Found:
    """What a checker answered, and the milliseconds of each pair."""

    answers: list[bool | None]
    times: list[float]

    def line(self, name: str, direction: str, expected: list[Row]) -> str:
        """A row of the table."""
        right = sum(answer == row.breaks for answer, row in zip(self.answers, expected, strict=True))
        missed = sum(row.breaks and answer is False for answer, row in zip(self.answers, expected, strict=True))
        failed = self.answers.count(None)
        share = f"{right}/{len(expected)} = {100 * right / len(expected):.1f} %"
        spread = sorted(self.times)
        times = f"{statistics.mean(spread):.3f} | {statistics.median(spread):.3f} | {spread[-1]:.1f}"
        return f"| {name} | {direction} | {share} | {missed} | {failed} | {times} |"


def process(name: str) -> Callable[[str, list[Row]], Found]:
    """A checker in Python, in a process of its own; ours too, for a fair comparison."""
    python = Path(sys.executable) if name == "modelmint" else rivals.OWN_BIN / "python"

    def run(direction: str, pairs: list[Row]) -> Found:
        given = json.dumps([(row.old, row.new) for row in pairs])
        command = [python, HERE / "drift_rival.py", name, direction]
        done = subprocess.run(command, input=given, text=True, capture_output=True, check=True)
        return Found(**json.loads(done.stdout))

    return run


def redocly(folder: Path) -> Callable[[str, list[Row]], Found]:
    """The command from npm, installed into a folder that is thrown away."""
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, REDOCLY]
    subprocess.run(npm, check=True, capture_output=True)

    def run(direction: str, pairs: list[Row]) -> Found:
        files = [folder / f"{side}.json" for side in ("old", "new")]
        for file, side in zip(files, ("old", "new"), strict=True):
            file.write_text(json.dumps(openapi(direction, [getattr(row, side) for row in pairs])), encoding="utf-8")
        report = folder / "report.json"
        options = ["--format", "json", "--fail-on", "none", "--output", report]
        begun = time.perf_counter()
        subprocess.run(
            [folder / "node_modules/.bin/redocly", "diff", *files, *options], check=True, capture_output=True
        )
        each = (time.perf_counter() - begun) * 1000 / len(pairs)
        changes = json.loads(report.read_text(encoding="utf-8"))["changes"]
        broken = {change["path"].split("/")[2] for change in changes if change["impact"] == "major"}
        return Found([f"~1p{number}" in broken for number in range(len(pairs))], [each] * len(pairs))

    return run


def openapi(direction: str, schemas: list[Any]) -> dict[str, Any]:
    """One document with an operation for each schema."""

    def operation(number: int, schema: Any) -> dict[str, Any]:
        content = {"content": {"application/json": {"schema": schema}}}
        answer = {"description": "answer", **(content if direction == "response" else {})}
        asked = {"requestBody": {"required": True, **content}} if direction == "request" else {}
        return {"post": {"operationId": f"p{number}", **asked, "responses": {"200": answer}}}

    paths = {f"/p{number}": operation(number, schema) for number, schema in enumerate(schemas)}
    return {"openapi": "3.1.0", "info": {"title": "pairs", "version": "1.0.0"}, "paths": paths}


def pairs_table(folder: Path) -> str:
    """Every checker on every pair."""
    checkers = {name: process(name) for name in ("modelmint", "jsoncompat", "jsonsubschema")}
    checkers["redocly diff"] = redocly(folder)
    lines = [
        "| checker | direction | right | missed | failed | ms a pair | median | most |",
        "| --- | --- | --: | --: | --: | --: | --: | --: |",
    ]
    for direction in ("request", "response"):
        pairs = rows(direction)
        found: dict[str, list[Found]] = {name: [] for name in checkers}
        for _ in range(ROUNDS):
            for name, check in checkers.items():
                found[name].append(check(direction, pairs))
        lines += [
            min(each, key=lambda one: sum(one.times)).line(name, direction, pairs) for name, each in found.items()
        ]
    return "\n".join(lines)


def catalogue() -> Iterator[tuple[str, Path, Path]]:
    """The models that both dates have, with their documents."""
    old, new = (CORPORA / "fal" / date for date in DATES)
    for file in sorted(old.rglob("*.json")):
        inner = file.relative_to(old)
        if (new / inner).exists():
            yield inner.as_posix().removesuffix(".json"), file, new / inner


def model(name: str, file: Path) -> Model:
    """A document from the disk to the normalised model."""
    return normalise(read(parse(file.read_text(encoding="utf-8")), ModelRef("fal", name), file.name, "fal")[0])


def catalogue_table() -> str:
    """Two dates of one catalogue, reading included and apart, in time of one core, which others do not lengthen."""
    entries = list(catalogue())
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        models = [(model(name, old), model(name, new)) for name, old, new in entries]
        halfway = time.process_time()
        changes = sum(len(diff(old, new)) for old, new in models)
        ended = time.process_time()
        for step, first, last in (("read", began, halfway), ("compare", halfway, ended), ("both", began, ended)):
            best[step] = min(best.get(step, last - first), last - first)
    head = f"{len(entries)} models of fal at {' and '.join(DATES)}: {changes} changes.\n\n"
    lines = ["| step | s of CPU | ms of CPU a pair |", "| --- | --: | --: |"]
    lines += [f"| {step} | {cpu:.2f} | {cpu * 1000 / len(entries):.2f} |" for step, cpu in best.items()]
    return head + "\n".join(lines)


def main() -> None:
    """Measure, print, and write it down."""
    rivals.install()
    gc.set_threshold(GARBAGE)
    head = HEAD.format(
        cores=os.cpu_count(),
        python=f"{platform.python_implementation()} {platform.python_version()}",
        rounds=ROUNDS,
        **{direction: len(rows(direction)) for direction in ("request", "response")},
    )
    with tempfile.TemporaryDirectory() as folder:
        pairs = pairs_table(Path(folder))
    text = f"{head}{pairs}\n\n## Two dates of one catalogue\n\n{catalogue_table()}\n"
    print(text)
    (HERE / "DRIFT.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
