"""An update, computed in a copy of the project and then put in place as one: all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from modelmint.ir.frozen import frozen
from modelmint.pipeline import Project, generate

if TYPE_CHECKING:
    from modelmint.diagnostics.report import Report
    from modelmint.drift.policy import Judged
    from modelmint.remote import Answers
    from modelmint.write import Written

CHANGELOG = "CHANGELOG.md"


@frozen
class Update:
    """What the sources changed, what is left to do, and the files that hold it, below the project; None removes one."""

    outcome: Judged
    answers: Answers
    report: Report
    written: Written
    files: Mapping[str, bytes | None]


def copied(project: Project, folder: Path) -> Project:
    """The project in another folder: all that it reads and all that it has made.

    Raises:
        ValueError: a folder that it names lies outside of it.
    """
    config, root = project.config, project.config.root
    places = [config.schemas, *config.packs, *(root / target.out for target in config.targets.values())]
    places += [config.file, config.baseline, root / CHANGELOG]
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


def update(project: Project) -> Update:
    """Pull, generate, check and write the changelog, in the project as it lies there.

    Raises:
        FetchError: nothing could be fetched at all.
    """
    from modelmint.changes import judged
    from modelmint.checks import check
    from modelmint.remote import ask

    before = _tree(project.config.root)
    answers = ask(project, project.config.models)
    if answers.failures and len(answers.failures) == len(project.config.models):
        raise next(iter(answers.failures.values()))
    outcome = judged(project, answers.changes)
    project.store.write(*answers.arrivals)
    written = generate(project)
    _log(project, outcome)
    report = check(Project.open(project.config.root, project.today))
    after = _tree(project.config.root)
    moved = {path: after.get(path) for path in {*before, *after} if before.get(path) != after.get(path)}
    return Update(outcome, answers, report, written, moved)


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
    from modelmint.drift.changelog import changelog

    entry = changelog(outcome.changes)
    if not entry:
        return
    file = project.config.root / CHANGELOG
    text = file.read_text(encoding="utf-8") if file.exists() else "# Changelog\n"
    file.write_text(entered(text, entry), encoding="utf-8", newline="\n")


def entered(text: str, entry: str) -> str:
    """The changelog with an entry before its versions; what it has unreleased already follows the new lines."""
    heading, _, lines = entry.partition("\n")
    rows = text.splitlines()
    own = next((at for at, row in enumerate(rows) if row.strip().lower() == heading.lower()), None)
    if own is not None:
        return "\n".join([*rows[: own + 1], *lines.rstrip().splitlines(), *rows[own + 1 :]]) + "\n"
    first = next((at for at, row in enumerate(rows) if row.startswith("## ")), len(rows))
    head = [*rows[:first]] if not first or not rows[first - 1].strip() else [*rows[:first], ""]
    return "\n".join([*head, *entry.rstrip().splitlines(), *([""] if rows[first:] else []), *rows[first:]]) + "\n"


def put(files: Mapping[str, bytes | None], root: Path) -> None:
    """Make files hold what they are to hold; if one cannot, all are as they were.

    Raises:
        OSError: something cannot be written.
    """
    before = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in files}
    done: list[str] = []
    try:
        for path, body in files.items():
            done.append(path)
            _set(root, path, body)
    except BaseException:
        for path in reversed(done):
            with suppress(OSError):
                _set(root, path, before[path])
        raise


def _set(root: Path, path: str, body: bytes | None) -> None:
    file = root / path
    if body is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f".{file.name}.{os.getpid()}.tmp")
        try:
            new.write_bytes(body)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
        return
    file.unlink(missing_ok=True)
    for folder in _up(file.parent, root):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _up(folder: Path, root: Path) -> Iterator[Path]:
    while folder != root:
        yield folder
        folder = folder.parent


def body(done: Update, project: Project) -> str:
    """The text of a pull request: what changed, for whom it breaks, and what is left to do."""
    from modelmint.changes import report as told
    from modelmint.diagnostics.markdown import code, render, text
    from modelmint.drift.changelog import changelog, counted

    parts = ["## What the providers changed", counted(done.outcome.changes) or "Nothing in meaning."]
    parts += [changelog(done.outcome.changes).partition("\n")[2].strip()]
    if done.outcome.accepted:
        parts.append(render(told(project, replace(done.outcome, changes=()))).strip())
    lost = [f"- {code(str(ref))} is gone upstream" for ref in done.answers.gone]
    lost += [f"- {code(str(ref))} was not read: {text(why)}" for ref, why in done.answers.unreadable.items()]
    lost += [f"- {code(str(ref))} was not fetched: {text(str(why))}" for ref, why in done.answers.failures.items()]
    parts += ["\n".join(lost), "## What is left to do", render(done.report).strip()]
    return "".join(f"{part}\n\n" for part in parts if part).rstrip() + "\n"
