"""An update, computed in a copy of the project and then put in place as one: all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.ir.frozen import frozen, replace
from modelmint.pipeline import Project, generate

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Report
    from modelmint.drift.policy import Judged
    from modelmint.fetch import Progress
    from modelmint.remote import Answers
    from modelmint.write import Written

_LONGEST = 60_000
"""How many characters the text of a pull request may have: GitHub refuses more than 65,536."""


@frozen
class Update:
    """What the sources changed, what is left to do, and the files that hold it, below the project; None removes one.

    `seen` is what the project's files held before.
    """

    outcome: Judged
    answers: Answers
    report: Report
    written: Written
    files: Mapping[str, bytes | None]
    seen: Mapping[str, bytes]


def copied(project: Project, folder: Path) -> Project:
    """The project in another folder: all that it reads and all that it has made.

    Raises:
        ValueError: a folder that it names lies outside of it.
    """
    config, root = project.config, project.config.root
    places = [config.schemas, *config.packs, *(root / target.out for target in config.targets.values())]
    places += [config.file, config.baseline, *_logs(project)]
    for place in places:
        inner = Path(os.path.relpath(place, root))
        if ".." in inner.parts:
            raise ValueError(f"{inner.as_posix()} lies outside of the project, where an update cannot be undone")
        if place.is_dir():
            shutil.copytree(place, folder / inner, dirs_exist_ok=True)
        elif place.is_file():
            (folder / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(place, folder / inner)
    return Project.open(folder, project.today)


def _logs(project: Project) -> Iterator[Path]:
    """The changelog, or the folder of its fragments."""
    place = project.config.update.changelog
    if place:
        file = project.config.root / place.partition("{")[0]
        yield file.parent if file.parent != project.config.root and "{" in place else file


def update(project: Project, progress: Progress | None = None) -> Update:
    """Pull, generate, check and write the changelog, in the project as it lies there.

    Raises:
        FetchError: nothing could be fetched at all.
    """
    from modelmint.changes import judged
    from modelmint.checks import check
    from modelmint.remote import ask

    before = _tree(project.config.root)
    answers = ask(project, project.config.models, progress=progress)
    if answers.failures and len(answers.failures) == len(project.config.models):
        raise next(iter(answers.failures.values()))
    outcome = judged(project, answers.changes)
    project.store.write(*answers.arrivals)
    written = generate(project)
    _log(project, outcome)
    report = check(Project.open(project.config.root, project.today))
    after = _tree(project.config.root)
    moved = {path: after.get(path) for path in {*before, *after} if before.get(path) != after.get(path)}
    return Update(outcome, answers, report, written, moved, before)


def _tree(root: Path) -> dict[str, bytes]:
    hidden = {".git", ".modelmint"}
    found = {}
    for folder, inner, names in os.walk(root):
        inner[:] = [name for name in inner if name not in hidden]
        for name in names:
            if name not in hidden:
                file = Path(folder, name)
                found[file.relative_to(root).as_posix()] = file.read_bytes()
    return found


def _log(project: Project, outcome: Judged) -> None:
    from modelmint.drift.entering import entries

    place, root = project.config.update.changelog, project.config.root

    def read(path: str) -> str | None:
        return (root / path).read_bytes().decode() if (root / path).is_file() else None

    for path, text in entries(place, outcome.changes, read).items() if place else ():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def body(done: Update, project: Project) -> str:
    """The text of a pull request: what changed, for whom it breaks, and what is left to do."""
    from modelmint.changes import report as told
    from modelmint.diagnostics.markdown import code, render, text
    from modelmint.drift.changelog import changelog, counted
    from modelmint.notes import migration

    parts = ["## What the providers changed", counted(done.outcome.changes) or "Nothing in meaning."]
    parts += [changelog(done.outcome.changes).partition("\n")[2].strip()]
    if done.outcome.accepted:
        parts.append(render(told(project, replace(done.outcome, changes=()))).strip())
    lost = [f"- {code(str(ref))} is gone upstream" for ref in done.answers.gone]
    lost += [f"- {code(str(ref))} was not read: {text(why)}" for ref, why in done.answers.unreadable.items()]
    lost += [f"- {code(str(ref))} was not fetched: {text(str(why))}" for ref, why in done.answers.failures.items()]
    parts += ["\n".join(lost), "## What is left to do", render(done.report).strip()]
    notes = migration(project, done.answers.pairs, done.outcome.changes)
    parts += ["## How to change calls", re.sub("^##", "###", notes, flags=re.MULTILINE).strip()] if notes else []
    return _cut("".join(f"{part}\n\n" for part in parts if part).rstrip() + "\n")


def _cut(text: str) -> str:
    """The text as far as it may go, whole lines only; the end says that there is more."""
    if len(text) <= _LONGEST:
        return text
    kept = text[:_LONGEST].rpartition("\n")[0]
    fence = "\n```" if kept.count("\n```") % 2 else ""
    return f"{kept}{fence}\n\nThis is not all of it: see `modelmint diff --git`.\n"
