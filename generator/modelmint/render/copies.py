"""Files that a pack hands on as they are, each with the header line that every generated file has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from jinja2.exceptions import TemplateError

from modelmint.ir.files import Files
from modelmint.render.errors import PackError
from modelmint.render.pack import Copy, Pack
from modelmint.render.subjects import Subject

COMMENTS = {"python": "# ", "javascript": "// ", "typescript": "// "}
"""What starts a comment; files of other languages get no header."""


def copied(pack: Pack, subjects: Mapping[str, Sequence[Subject]], spell: Callable[[str, Subject], str]) -> Files:
    """The copies of a pack, for every subject; `spell` fills in a path's template.

    Raises:
        PackError: a folder is missing or empty, or a path is wrong.
    """
    files: Files = {}
    for copy in pack.copies:
        originals = _originals(pack, copy)
        for subject in subjects[copy.per]:
            try:
                place = spell(copy.path, subject)
            except (TemplateError, ValueError) as error:
                raise PackError(pack.folders[0] / "pack.toml", 0, f"path of copies: {error}") from error
            files |= {f"{place}/{path}": _headed(text, pack, subject) for path, text in originals.items()}
    return files


def _originals(pack: Pack, copy: Copy) -> Files:
    """The folder's files by path below it; a user's own file comes before the shipped one of the same path."""
    found: dict[str, Path] = {}
    for folder in (place / copy.folder for place in pack.folders):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder)
            hidden = any(part.startswith((".", "__pycache__")) for part in path.parts)
            if file.is_file() and not hidden and _fits(path.as_posix(), copy):
                found.setdefault(path.as_posix(), file)
    if not found:
        raise PackError(pack.folders[0] / copy.folder, 0, f"pack {pack.name} has no files there to copy")
    return {path: found[path].read_bytes().decode() for path in sorted(found)}


def _fits(path: str, copy: Copy) -> bool:
    return not copy.files or any(fnmatch(path, glob) for glob in copy.files)


def _headed(text: str, pack: Pack, subject: Subject) -> str:
    comment = COMMENTS.get(pack.language)
    return f"{comment}{subject.context['header']}\n{text}" if comment else text
