"""A branch of git worked on without touching the checked-out files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from modelmint.snapshot.revision import RevisionError, ask_text


@contextmanager
def on_branch(folder: Path, name: str) -> Iterator[Path]:
    """The same folder as it is on a branch, or at HEAD for one that is not there yet, in a work tree of its own.

    Raises:
        RevisionError: there is no repository, or the branch is checked out somewhere.
    """
    ask_text(folder, "check-ref-format", "--branch", name)
    if f"branch refs/heads/{name}\n" in ask_text(folder, "worktree", "list", "--porcelain"):
        raise RevisionError(f"{name} is checked out: leave out --branch there, or name another")
    prefix = ask_text(folder, "rev-parse", "--show-prefix").strip()
    with TemporaryDirectory(prefix="modelmint-") as temporary:
        tree = Path(temporary) / "tree"
        ask_text(folder, "worktree", "add", "--quiet", "--detach", str(tree), tip(folder, name) or "HEAD")
        try:
            yield tree / prefix
        finally:
            ask_text(folder, "worktree", "remove", "--force", str(tree))


def tip(folder: Path, name: str) -> str:
    """The commit that a branch is at; empty if there is no such branch."""
    return ask_text(folder, "for-each-ref", "--format=%(objectname)", f"refs/heads/{name}").strip()


def commit(tree: Path, name: str, message: str) -> str:
    """Commit all that changed in a work tree of `on_branch`, and move the branch there; the commit.

    Raises:
        RevisionError: git knows no author, or the branch moved meanwhile; it is where it was then.
    """
    old = tip(tree, name)
    ask_text(tree, "add", "--all", "--", ".", ":(exclude,glob)**/.modelmint/**")
    ask_text(tree, "commit", "--quiet", "--no-verify", "--message", message)
    new = ask_text(tree, "rev-parse", "HEAD").strip()
    ask_text(tree, "update-ref", f"refs/heads/{name}", new, old or "0" * len(new))
    return new
