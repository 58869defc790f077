"""Formatting of what was rendered: in process for JSON and JavaScript, by one process for all files of a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from modelmint.ir.files import Files
from modelmint.render.errors import FormatError
from modelmint.render.javascript_format import laid_out
from modelmint.render.json_format import tall
from modelmint.render.pack import Format

Command = tuple[str, ...]
Texts = dict[tuple[int, str], str]
"""Text by the number of its pack and its path there."""


def formatted(packs: Sequence[tuple[Files, Sequence[Format]]]) -> list[Files]:
    """The files of each pack, every one formatted by the first format whose glob matches its path.

    However many packs and files there are, a command is started once.

    Raises:
        FormatError: a formatter is missing or failed; holds its words.
    """
    done = [dict(files) for files, _ in packs]
    work: dict[Command, Texts] = {}
    for number, (files, formats) in enumerate(packs):
        for path, text in files.items():
            format_ = next((each for each in formats if fnmatch(path, each.files)), None)
            if format_ is None:
                continue
            if format_.builtin == "json":
                done[number][path] = tall(path, text)
            elif format_.builtin == "javascript":
                done[number][path] = laid_out(text)
            else:
                work.setdefault(format_.command, {})[number, path] = text
    for (number, path), text in _by_commands(work).items():
        done[number][path] = text
    return done


def identity(command: Command) -> str:
    """What tells two installations of a formatter apart, without asking it; empty if there is none."""
    try:
        program = _program(command[0])
        found = Path(program).stat()
    except (FormatError, OSError):
        return ""
    return f"{program} {found.st_size} {found.st_mtime_ns}"


def _by_commands(work: dict[Command, Texts]) -> Texts:
    """What the commands make of their texts; all of them run at the same time."""
    if not work:
        return {}
    programs = {command: _program(command[0]) for command in work}
    with TemporaryDirectory(prefix="modelmint-") as folder:
        running = [
            _Run(command, programs[command], texts, Path(folder, str(at)))
            for at, (command, texts) in enumerate(work.items())
        ]
        ended = [(run, *run.process.communicate()) for run in running]
        results = [run.result(err or out) for run, out, err in ended]
    return {place: text for result in results for place, text in result.items()}


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

    def result(self, said: str) -> Texts:
        """The texts, formatted; `said` is what the formatter printed."""
        if self.process.returncode:
            said = self._in_our_names(said)
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
