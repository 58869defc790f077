"""Files that hold what is expected, changed only with --update."""

from __future__ import annotations

from pathlib import Path


class Golden:
    """Files that hold what is expected, changed only with --update."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, path: Path, text: str) -> None:
        """Fail unless the file holds the text; with --update, make it."""
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no golden at {path}: run pytest with --update and read what it writes"
        assert text == path.read_text(encoding="utf-8"), f"{path} differs: run pytest with --update and read its diff"

    def check_tree(self, folder: Path, files: dict[str, str]) -> None:
        """Fail unless the folder holds these files and no other."""
        present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        for name in sorted(present - files.keys()):
            if self.update:
                (folder / name).unlink()
        orphans = [] if self.update else sorted(present - files.keys())
        assert not orphans, f"{folder} holds files that are no longer produced: {orphans}"
        for name, text in files.items():
            self.check(folder / name, text)
