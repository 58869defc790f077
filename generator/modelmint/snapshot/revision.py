"""Files as they were in a revision of git: the only place that asks it."""

from __future__ import annotations

from pathlib import Path


class RevisionError(Exception):
    """Git does not have what was asked for; the text says what it answered."""


def read_revision(file: Path, revision: str) -> str | None:
    """The text of a file in a revision, or None where the revision has no such file.

    Raises:
        RevisionError: the folder is not in a git repository, or there is no such revision.
    """
    folder = next(parent for parent in file.parents if parent.is_dir())
    _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    place = f"{revision}:./{file.relative_to(folder).as_posix()}"
    try:
        return _git(folder, "show", place)
    except RevisionError:
        return None


def _git(folder: Path, *args: str) -> str:
    import subprocess

    try:
        done = subprocess.run(["git", *args], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    except FileNotFoundError as error:
        raise RevisionError("git is not installed, and only it knows what a revision held") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines()
        raise RevisionError(
            said[-1] if said else f"git knows no revision {args[-1].removesuffix('^{commit}')!r}"
        ) from error
    return done.stdout
