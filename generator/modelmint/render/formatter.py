"""Formatting of what was rendered: in process for JSON, by one process for all files of a command."""

from __future__ import annotations

import hashlib
import subprocess
import sysconfig
from collections.abc import Sequence
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from modelmint.ir.files import Files
from modelmint.render.errors import FormatError
from modelmint.render.json_format import tall
from modelmint.render.pack import Format

_KEPT: dict[str, str] = {}


def formatted(files: Files, formats: Sequence[Format], cache: Path | None) -> Files:
    """The files, each formatted by the first format whose glob matches its path.

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
        elif mine:
            done |= _by_command(mine, format_.command, cache)
    return done


def _by_command(files: Files, command: tuple[str, ...], cache: Path | None) -> Files:
    keys = {path: _key(path, text, command) for path, text in files.items()}
    for key in keys.values():
        _recall(key, cache)
    missing = {path: text for path, text in files.items() if keys[path] not in _KEPT}
    for path, text in (_run(missing, command) if missing else {}).items():
        _keep(keys[path], text, cache)
    return {path: _KEPT[key] for path, key in keys.items()}


def _key(path: str, text: str, command: tuple[str, ...]) -> str:
    suffix = path.rpartition(".")[2]
    return hashlib.sha256("\0".join((*command, _identity(command), suffix, text)).encode()).hexdigest()


@cache
def _identity(command: tuple[str, ...]) -> str:
    """What tells two installations of a formatter apart: a new one is another file."""
    program = _program(command)
    stat = Path(program).stat()
    return f"{program} {stat.st_size} {stat.st_mtime_ns}"


def _program(command: tuple[str, ...]) -> str:
    program = which(command[0], path=sysconfig.get_path("scripts")) or which(command[0])
    if program is None:
        raise FormatError(f"the formatter {command[0]!r} is not installed")
    return program


def _recall(key: str, cache: Path | None) -> None:
    if key not in _KEPT and cache is not None and (file := cache / key[:2] / key).is_file():
        _KEPT[key] = file.read_bytes().decode()


def _keep(key: str, text: str, cache: Path | None) -> None:
    _KEPT[key] = text
    if cache is not None:
        folder = cache / key[:2]
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f"{key}.new"
        temporary.write_bytes(text.encode())
        temporary.replace(folder / key)


def _run(files: Files, command: tuple[str, ...]) -> Files:
    with TemporaryDirectory(prefix="modelmint-") as folder:
        names = {path: Path(folder, f"output-{at}.{path.rpartition('.')[2]}") for at, path in enumerate(files)}
        for path, file in names.items():
            file.write_bytes(files[path].encode())
        ran = subprocess.run(
            [_program(command), *command[1:], folder], cwd=folder, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            said = _in_our_names(ran.stderr or ran.stdout, names)
            raise FormatError(f"{' '.join(command)} failed: {said or 'it says nothing'}")
        return {path: file.read_bytes().decode() for path, file in names.items()}


def _in_our_names(words: str, names: dict[str, Path]) -> str:
    for path, file in names.items():
        words = words.replace(str(file), path).replace(file.name, path)
    return words.strip()
