"""Files as they were in a revision of git: the only place that asks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple


class RevisionError(Exception):
    """Git does not have what was asked for; the text says what it answered."""


def read_revision(file: Path, revision: str) -> str | None:
    """The text of a file in a revision, or None where the revision has no such file.

    Raises:
        RevisionError: the folder is not in a git repository, or there is no such revision.
    """
    folder = next(parent for parent in file.parents if parent.is_dir())
    ask_text(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    place = f"{revision}:./{file.relative_to(folder).as_posix()}"
    try:
        return ask_text(folder, "show", place)
    except RevisionError:
        return None


def ask_text(folder: Path, *args: str) -> str:
    """What git answers in a folder.

    Raises:
        RevisionError: it refuses; the text says why.
    """
    return _ask(folder, *args).decode("utf-8", "replace")


def _ask(folder: Path, *args: str, given: bytes = b"") -> bytes:
    import subprocess

    try:
        done = subprocess.run(["git", *args], cwd=folder, input=given, capture_output=True, check=True)
    except FileNotFoundError as error:
        raise RevisionError("git is not installed, and only it knows what a revision held") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(
            said[-1] if said else f"git knows no revision {args[-1].removesuffix('^{commit}')!r}"
        ) from error
    return done.stdout


class Version(NamedTuple):
    """What a commit made of a file: its text before and after, None where there was none. `day` is the commit's."""

    commit: str
    day: date
    subject: str
    old: str | None
    new: str | None


def versions(file: Path, limit: int | None = None) -> list[Version]:
    """The commits that changed a file, the newest first, wherever the file lay then. Git is asked twice in all.

    A merge is none of them: what it brought is told by the commits that made it.

    Raises:
        RevisionError: the folder is not in a git repository, or has no commits.
    """
    folder = next(parent for parent in file.parents if parent.is_dir())
    form = "--format=%x01%H%x00%cs%x00%s%x00"
    options = ["--follow", "--raw", "--no-abbrev", "-z", form]
    options += [] if limit is None else [f"--max-count={limit}"]
    said = ask_text(folder, "log", *options, "--", f"./{file.relative_to(folder).as_posix()}")
    rows = [row for row in map(_row, said.split("\x01")[1:]) if row is not None]
    texts = _texts(folder, {blob for row in rows for blob in row[3:]})
    return [Version(commit, date.fromisoformat(day), title, texts[a], texts[b]) for commit, day, title, a, b in rows]


def _row(text: str) -> tuple[str, str, str, str, str] | None:
    """Commit, day, subject, and the blobs before and after; None for a commit that left the file as it was."""
    commit, day, subject, *rest = text.split("\x00")
    raw = next((part.split() for part in rest if part.lstrip().startswith(":")), None)
    return None if raw is None or raw[2] == raw[3] else (commit, day, subject, raw[2], raw[3])


def _texts(folder: Path, blobs: set[str]) -> dict[str, str | None]:
    """The texts of blobs, None for that of no file."""
    there = sorted(blob for blob in blobs if blob.strip("0"))
    found: dict[str, str | None] = dict.fromkeys(blobs)
    answer = _ask(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in there).encode())
    at = 0
    for blob in there:
        start = answer.index(b"\n", at) + 1
        at = start + int(answer[at:start].split()[2])
        found[blob] = answer[start:at].decode("utf-8", "replace")
        at += 1
    return found
