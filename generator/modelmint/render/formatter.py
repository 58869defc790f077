"""Formatting of what was rendered: in process for JSON and JavaScript, by one process for all files of a command."""

from __future__ import annotations

import hashlib
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
from modelmint.stamp import make_folder

_KEPT: dict[str, str] = {}


def formatted(files: Files, formats: Sequence[Format], kept: Path | None) -> Files:
    """The files, each formatted by the first format whose glob matches its path.

    No process is started for a text that was formatted before; what came out of it is in the folder `kept`.

    Raises:
        FormatError: a formatter is missing or failed; holds its words.
    """
    done = dict(files)
    for number, format_ in enumerate(formats):
        mine = {
            path: text
            for path, text in files.items()
            if next((at for at, other in enumerate(formats) if fnmatch(path, other.files)), -1) == number
        }
        if format_.builtin == "json":
            done |= {path: tall(path, text) for path, text in mine.items()}
        elif format_.builtin == "javascript":
            done |= {path: laid_out(text) for path, text in mine.items()}
        elif mine:
            done |= _by_command(mine, format_.command, kept)
    return done


def _by_command(files: Files, command: tuple[str, ...], kept: Path | None) -> Files:
    program = _program(command[0])
    words = "\0".join((*command, _identity(program)))
    keys = {path: _key(path, text, words) for path, text in files.items()}
    for key in keys.values():
        _recall(key, kept)
    missing = {path: text for path, text in files.items() if keys[path] not in _KEPT}
    for path, text in (_run(missing, program, command) if missing else {}).items():
        _keep(keys[path], text, kept)
    return {path: _KEPT[key] for path, key in keys.items()}


def _key(path: str, text: str, words: str) -> str:
    suffix = path.rpartition(".")[2]
    return hashlib.sha256(f"{words}\0{suffix}\0{text}".encode()).hexdigest()


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


def _identity(program: str) -> str:
    """What tells two installations of a formatter apart, without asking it."""
    found = Path(program).stat()
    return f"{program} {found.st_size} {found.st_mtime_ns}"


def _recall(key: str, kept: Path | None) -> None:
    if key not in _KEPT and kept is not None and (file := kept / key[:2] / key).is_file():
        _KEPT[key] = file.read_bytes().decode()


def _keep(key: str, text: str, kept: Path | None) -> None:
    _KEPT[key] = text
    if kept is not None:
        folder = kept / key[:2]
        make_folder(folder)
        temporary = folder / f"{key}.new"
        temporary.write_bytes(text.encode())
        temporary.replace(folder / key)


def _run(files: Files, program: str, command: tuple[str, ...]) -> Files:
    import subprocess  # most runs format nothing anew

    with TemporaryDirectory(prefix="modelmint-") as folder:
        names = {path: Path(folder, f"output-{at}.{path.rpartition('.')[2]}") for at, path in enumerate(files)}
        for path, file in names.items():
            file.write_bytes(files[path].encode())
        ran = subprocess.run([program, *command[1:], folder], cwd=folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            said = _in_our_names(ran.stderr or ran.stdout, names)
            raise FormatError(f"{' '.join(command)} failed: {said or 'it says nothing'}")
        return {path: file.read_bytes().decode() for path, file in names.items()}


def _in_our_names(words: str, names: dict[str, Path]) -> str:
    for path, file in names.items():
        words = words.replace(str(file), path).replace(file.name, path)
    return words.strip()
