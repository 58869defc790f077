"""A pack: what `pack.toml` says about a target."""

from __future__ import annotations

import keyword
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from modelmint.ir.frozen import frozen
from modelmint.ir.meant import meant
from modelmint.lower.target import Conventions
from modelmint.render.errors import ChoiceError, PackError
from modelmint.render.shape import read

Per = Literal["model", "source", "all"]

_JAVASCRIPT = """
arguments await break case catch class const continue debugger default delete do else enum eval export extends false
finally for function if implements import in instanceof interface let new null package private protected public return
static super switch this throw true try typeof undefined var void while with yield
"""
KEYWORDS = {
    "python": frozenset(keyword.kwlist),
    **dict.fromkeys(("javascript", "typescript"), frozenset(_JAVASCRIPT.split())),
}
"""Words that no name can be, by language."""


@frozen
class Option:
    """An option that users set under `[targets.PACK]`. In a string, `{source}` stands for the source's module name."""

    name: str
    type: str
    default: str | bool | int
    doc: str
    choices: tuple[str, ...] = ()


@frozen
class Output:
    """A file to make: one for each model, each source, or one for all. `path` and `when` are templates too."""

    template: str
    path: str
    per: Per
    when: str = ""


@frozen
class Copy:
    """A folder of the pack whose files are taken as they are: below `path`, for each source or once for all.

    Where globs are given, only files whose path fits one of them are.
    """

    folder: str
    path: str
    per: Per
    files: tuple[str, ...] = ()


@frozen
class Format:
    """What formats the files that match a glob: the built-in `json`, or a command that is given a folder."""

    files: str
    builtin: str = ""
    command: tuple[str, ...] = ()


@frozen
class Pack:
    """A target. `folders` are searched in order for its templates: a user's own first, then the shipped one, then
    those of the packs that it uses.

    `families` are templates with one macro for each kind of type; `checks` are commands that prove the output.
    """

    name: str
    about: str
    language: str
    folders: tuple[Path, ...]
    families: tuple[str, ...]
    conventions: Conventions
    options: tuple[Option, ...]
    outputs: tuple[Output, ...]
    copies: tuple[Copy, ...]
    formats: tuple[Format, ...]
    checks: tuple[tuple[str, ...], ...]

    # What is made ready for a pack is kept by its identity: two of one name may be of different times.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


def shipped_folder() -> Path:
    """Where our own packs are: inside an installed package, at the root of a source tree."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent.parent / "templates"


def load_pack(name: str, folders: Sequence[Path] = ()) -> Pack:
    """Read a pack, from a user's own folders first. While its files are as they were, it is the same pack.

    Raises:
        PackError: there is none of this name, or its `pack.toml` is wrong; says where and what was meant.
    """
    return _read(name, tuple(folders), ())


def _read(name: str, own: tuple[Path, ...], around: tuple[str, ...]) -> Pack:
    """The pack, for those around it, of which each uses the next."""
    places = (*own, shipped_folder())
    if name in around:
        circle = " -> ".join((*around[around.index(name) :], name))
        raise PackError(
            places[0] / name, 0, f"packs that use each other, or are like each other, in a circle: {circle}"
        )
    found = tuple(place / name for place in places if (place / name).is_dir())
    kept, state = _READ.get(found, (None, ()))
    if kept is not None and state == _state(kept.folders):
        return kept
    pack = _load(name, places, found, (*around, name))
    _READ[found] = pack, _state(pack.folders)
    return pack


_State = tuple[tuple[str, int, int], ...]
_READ: dict[tuple[Path, ...], tuple[Pack | None, _State]] = {}


def _state(folders: Iterable[Path]) -> _State:
    """What tells whether a pack's templates are as they were when it was read."""
    stats = [(entry.path, entry.stat()) for folder in folders for entry in os.scandir(str(folder))]
    return tuple(sorted((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


def _load(name: str, places: tuple[Path, ...], found: tuple[Path, ...], around: tuple[str, ...]) -> Pack:
    own = places[:-1]
    for folder in found:
        if (folder / "pack.toml").is_file():
            data = read(folder / "pack.toml")
            used = (part for other in data.get("uses", ()) for part in _read(other, own, around).folders)
            like = data.get("names", {}).get("like")
            conventions = _read(like, own, around).conventions if like else _conventions(data)
            return _pack(name, data, (*found, *used), conventions)
    known = sorted({file.parent.name for place in places for file in place.glob("*/pack.toml")})
    hint = meant(name, known) or f"there are {', '.join(known)}"
    raise ChoiceError(places[0] / name, name, "", f"there is no pack {name!r}", hint)


def _pack(name: str, data: dict[str, Any], folders: tuple[Path, ...], conventions: Conventions) -> Pack:
    return Pack(
        name=name,
        about=data["about"],
        language=data.get("language", "text"),
        folders=folders,
        families=tuple(data.get("families", ("types",))),
        conventions=conventions,
        options=tuple(_option(key, option) for key, option in data.get("options", {}).items()),
        outputs=tuple(Output(**output) for output in data["outputs"]),
        copies=tuple(Copy(**{**copy, "files": tuple(copy.get("files", ()))}) for copy in data.get("copies", ())),
        formats=tuple(_format(entry) for entry in data.get("format", ())),
        checks=tuple(tuple(check["command"]) for check in data.get("check", ())),
    )


def _conventions(data: dict[str, Any]) -> Conventions:
    names = data.get("names", {})
    spelled: dict[str, str] = {
        "class_name" if key == "class" else key: names[key]
        for key in ("module", "class", "member", "constant", "task", "suffix")
        if key in names
    }
    return Conventions(
        **spelled,
        reserved=KEYWORDS.get(data.get("language", "text"), frozenset()) | frozenset(names.get("reserved", ())),
        taken={role: frozenset(words) for role, words in names.get("taken", {}).items()},
        literals=data.get("literals", {}),
    )


def _option(name: str, option: dict[str, Any]) -> Option:
    return Option(name, option["type"], option["default"], option["doc"], tuple(option.get("choices", ())))


def _format(entry: dict[str, Any]) -> Format:
    return Format(entry["files"], entry.get("builtin", ""), tuple(entry.get("command", ())))
