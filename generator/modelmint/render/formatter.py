"""Rendering and formatting: in process for JSON and JavaScript, by one process for all files of a command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from modelmint.ir.files import Draft, Drafts, Files
from modelmint.ir.frozen import frozen
from modelmint.render.errors import FormatError
from modelmint.render.json_format import tall
from modelmint.render.pack import Format

Command = tuple[str, ...]
Texts = dict[tuple[int, str], str]
"""Text by the number of its pack and its path there."""


@frozen
class Finished:
    """A pack's files, rendered and formatted. `alone` are those whose templates looked at no model but their own."""

    files: Files
    alone: set[str]


def formatted(
    packs: Sequence[tuple[Drafts, Sequence[Format]]], tell: Callable[[int, int], object] = lambda *_: None
) -> list[Finished]:
    """The files of each pack, rendered, every one formatted by the first format whose glob matches its path.

    However many packs and files there are, a command is started once; what it formats is rendered first, and all
    else while it works. `tell` hears how many files are rendered, of how many.

    Raises:
        RenderError: a template failed.
        FormatError: a formatter is missing or failed; holds its words.
    """
    rows = list(_rows(packs))
    first, rest = ([row for row in rows if bool(row.format.command) is its] for its in (True, False))
    done = [Finished(dict.fromkeys(drafts, ""), set()) for drafts, _ in packs]
    work: dict[Command, Texts] = {}
    for at, row in enumerate(first, 1):
        work.setdefault(row.format.command, {})[row.pack, row.path] = _rendered(row, done)
        tell(at, len(rows))
    with _at_work(work) as runs:
        for at, row in enumerate(rest, len(first) + 1):
            done[row.pack].files[row.path] = row.laid_out(_rendered(row, done))
            tell(at, len(rows))
        for run in runs:
            for (pack, path), text in run.result().items():
                done[pack].files[path] = text
    return done


def _rendered(row: _Row, done: Sequence[Finished]) -> str:
    """The text of a file, once it is noted whether it stands alone."""
    text, alone = row.draft()
    if alone:
        done[row.pack].alone.add(row.path)
    return text


@frozen
class _Row:
    """A file that is to be rendered: the number of its pack, its path there, and what formats it."""

    pack: int
    path: str
    draft: Draft
    format: Format

    def laid_out(self, text: str) -> str:
        """The text, formatted without a command."""
        if self.format.builtin == "json":
            return tall(self.path, text)
        if self.format.builtin == "javascript":
            from modelmint.render.javascript_format import laid_out

            return laid_out(text)
        return text


def _rows(packs: Sequence[tuple[Drafts, Sequence[Format]]]) -> Iterator[_Row]:
    for number, (drafts, formats) in enumerate(packs):
        for path, draft in drafts.items():
            yield _Row(number, path, draft, next((each for each in formats if fnmatch(path, each.files)), _AS_IT_IS))


_AS_IT_IS = Format("*")


def identity(command: Command) -> str:
    """What tells two installations of a formatter apart, without asking it; empty if there is none."""
    try:
        program = _program(command[0])
        found = Path(program).stat()
    except (FormatError, OSError):
        return ""
    return f"{program} {found.st_size} {found.st_mtime_ns}"


@contextmanager
def _at_work(work: dict[Command, Texts]) -> Iterator[list[_Run]]:
    """The commands, all of them at work on their texts at the same time."""
    if not work:
        yield []
        return
    programs = {command: _program(command[0]) for command in work}
    with TemporaryDirectory(prefix="modelmint-") as folder, ExitStack() as processes:
        runs = [
            _Run(command, programs[command], texts, Path(folder, str(at)))
            for at, (command, texts) in enumerate(work.items())
        ]
        for run in runs:
            processes.enter_context(run.process)
        yield runs


class _Run:
    """A formatter at work on files in a folder of its own, where they have short names."""

    def __init__(self, command: Command, program: str, texts: Texts, folder: Path) -> None:
        import subprocess  # most runs format nothing

        folder.mkdir()
        self.command = command
        self.files = {place: folder / f"output-{at}.{place[1].rpartition('.')[2]}" for at, place in enumerate(texts)}
        for place, file in self.files.items():
            file.write_bytes(texts[place].encode())
        words = [program, *command[1:], str(folder)]
        self.process = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def result(self) -> Texts:
        """The texts, formatted, once the command has ended."""
        out, err = self.process.communicate()
        if self.process.returncode:
            said = self._in_our_names(err or out)
            raise FormatError(f"{' '.join(self.command)} failed: {said or 'it says nothing'}")
        return {place: file.read_bytes().decode() for place, file in self.files.items()}

    def _in_our_names(self, words: str) -> str:
        for (_, path), file in self.files.items():
            words = words.replace(str(file), path).replace(file.name, path)
        return words.strip()


@cache
def _program(name: str) -> str:
    """Where the formatter is: beside our own interpreter, among its scripts, or wherever the system looks."""
    program = which(name, path=str(Path(sys.executable).parent)) or _script(name) or which(name)
    if program is None:
        raise FormatError(f"the formatter {name!r} is not installed")
    return program


def _script(name: str) -> str | None:
    import sysconfig  # it is slow to ask, and seldom asked

    return which(name, path=sysconfig.get_path("scripts"))
