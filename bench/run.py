"""How long we take, beside other generators and beside what any Python command costs. `make bench` runs it.

Values are those of one machine on one day; ratios within a run hold better. Results are written to RESULTS.md.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import cold
import many
import rivals
from cold import ENVIRONMENT, Case, Times, measure

from modelmint.config import edit
from modelmint.ir.ids import ModelRef
from modelmint.pipeline import Project, generate

HERE = Path(__file__).parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent
MODELMINT = BIN / "modelmint"
MODEL = ModelRef("empiriolabs", "amazon-nova-canvas")
ROUNDS = 20
WARM_ROUNDS = 50
CLIENT_SECONDS = 60
BARE = "bare Python"
REWRITING = "modelmint generate, changed model"
HEAD = """\
# Measured

What `make bench` found, on {cores} cores with {python}, in milliseconds of wall time. Values depend on the machine and
on what else it does (its load was {load} before the first run and {later} after the last); the ratios, taken in turns
within one run, hold better.

## Generators

One model ({model}) and, of ours, four targets: client, JSON Schema, validator, reference pages, with their test
vectors. The rivals get our JSON Schema of it, or an OpenAPI document made from that, and write models or a client
only. Each run of a process is cold, with bytecode compiled; {rounds} runs each. "Changed model": its schema is
another one at each run, so each file of it is rendered and formatted anew; "without tests" leaves out the test vectors
and the tests that run them, which no rival makes. "Deleted files": they are missing and nothing else changed, so what
was made before is remembered.

"""


def project(folder: Path, *, tests: bool = True) -> Path:
    """A new project with the one model, everything generated, in which `check` finds nothing."""
    source = ROOT / "schemas" / MODEL.source / MODEL.folder
    overlay = folder / "schemas" / MODEL.source / MODEL.folder / "overlay.toml"
    overlay.parent.mkdir(parents=True)
    shutil.copy(source / "overlay.toml", overlay)
    own = (ROOT / "modelmint.toml").read_text(encoding="utf-8")
    accepted = own[own.index("[[acknowledge]]") :]
    start = edit.start() if tests else re.sub(r"(targets\.(?!markdown).*\n)", r"\1tests = false\n", edit.start())
    edit.write(folder / "modelmint.toml", f"{start}\n{accepted}")
    command = [MODELMINT, "add", str(MODEL), "--from", source / "snapshot.json"]
    subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)
    return folder


def snapshot(folder: Path) -> Path:
    """Where the model's document lies in a project."""
    return folder / "schemas" / MODEL.source / MODEL.folder / "snapshot.json"


def forget(folder: Path, *names: str) -> None:
    """Delete folders of a project."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)


def cases(folder: Path) -> Iterator[Case]:
    """What is measured as cold processes."""
    steady, changed, deleted, first = (project(folder / name) for name in ("steady", "changed", "deleted", "first"))
    time.sleep(3)  # a file that has just been written is not yet trusted to stay, which is not the usual state
    yield Case(BARE, [sys.executable, "-c", "pass"])
    yield Case("Python that imports click", [sys.executable, "-c", "import click"])
    yield Case("modelmint --help", [MODELMINT, "--help"])
    yield Case("modelmint check, unchanged", [MODELMINT, "check"], steady)
    yield Case("modelmint generate, unchanged", [MODELMINT, "generate"], steady)
    gone = partial(forget, deleted, "generated")
    yield Case("modelmint generate, deleted files", [MODELMINT, "generate"], deleted, gone)
    yield Case(REWRITING, [MODELMINT, "generate"], changed, partial(many.change, snapshot(changed), count()))
    plain = project(folder / "plain", tests=False)
    other = partial(many.change, snapshot(plain), count())
    yield Case(f"{REWRITING}, without tests", [MODELMINT, "generate"], plain, other)
    nothing = partial(forget, first, "generated", ".modelmint")
    yield Case("modelmint generate, without any cache", [MODELMINT, "generate"], first, nothing)
    schema = next((steady / "generated" / "json-schema").rglob("*.schema.json"))
    yield from rivals.cases(schema, folder)


def warm(folder: Path) -> dict[str, Times]:
    """The same in a process that has everything imported, opening the project included."""
    place = project(folder / "warm")
    time.sleep(3)
    made = {file: file.read_bytes() for file in (place / "generated").rglob("*") if file.is_file()}
    spoil, gone = partial(_spoil, made), partial(forget, place, "generated")
    bare = partial(_write_bare, made)
    return {
        "generate, unchanged": _warm(partial(_generate, place), lambda: None),
        f"generate --force, all {len(made)} files changed by hand": _warm(partial(_generate, place, force=True), spoil),
        "a bare script that puts those files in their place": _warm(bare, spoil),
        "generate, deleted files": _warm(partial(_generate, place), gone),
        "a bare script that writes the deleted files": _warm(bare, gone),
        "generate, changed model": _warm(partial(_generate, place), partial(many.change, snapshot(place), count())),
    }


def _generate(place: Path, *, force: bool = False) -> None:
    generate(Project.open(place, datetime.now().astimezone().date()), force=force)


def _spoil(files: Mapping[Path, bytes]) -> None:
    for file in files:
        file.write_bytes(b"changed by hand")


def _write_bare(files: Mapping[Path, bytes]) -> None:
    """Write files as we do, each beside its place and then into it, and do nothing else."""
    for folder in {file.parent: None for file in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for file, body in files.items():
        beside = f"{file}.new"
        with open(beside, "wb") as written:  # noqa: PTH123 - a Path of each would be no bare script
            written.write(body)
        os.replace(beside, file)  # noqa: PTH105 - as above


def _warm(work: Callable[[], object], before: Callable[[], object]) -> Times:
    times = []
    for _ in range(WARM_ROUNDS + 1):
        before()
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return Times.of(times[1:])


def cold_table(found: dict[str, Times]) -> str:
    """Cold processes, beside the least that a process can cost and beside our main command."""
    bare, ours = found[BARE].median, found[REWRITING].median
    lines = ["| Process | least | median | × bare Python | × ours, changed model |", "| --- | --: | --: | --: | --: |"]
    for name, times in found.items():
        row = f"{times.least:.0f} | {times.median:.0f} | {times.median / bare:.1f} | {times.median / ours:.2f}"
        lines.append(f"| {name} | {row} |")
    return "\n".join(lines)


def warm_table(found: dict[str, Times]) -> str:
    """Calls within one process."""
    lines = ["| In one process | least | median |", "| --- | --: | --: |"]
    lines += [f"| {name} | {times.least:.1f} | {times.median:.1f} |" for name, times in found.items()]
    return "\n".join(lines)


def client_tables() -> str:
    """What the generated client costs, or that it took too long to find out."""
    command = [sys.executable, HERE / "client.py"]
    try:
        done = subprocess.run(
            command, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, text=True, timeout=CLIENT_SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"Not measured within {CLIENT_SECONDS} s.\n"
    return done.stdout


def main() -> None:
    """Measure, print, and write it down."""
    rivals.install()
    load = cold.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generators = cold_table(measure(list(cases(folder)), ROUNDS)) + "\n\n" + warm_table(warm(folder))
    head = HEAD.format(
        load=load,
        later=cold.load(),
        cores=os.cpu_count(),
        python=f"{platform.python_implementation()} {platform.python_version()}",
        model=MODEL.id,
        rounds=ROUNDS,
    )
    text = f"{head}{generators}\n\n## The generated client\n\n{client_tables()}"
    print(text)
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
