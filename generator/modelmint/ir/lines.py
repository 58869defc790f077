"""From a JSON Pointer to the line of a file, for JSON and TOML."""

from __future__ import annotations

from collections.abc import Mapping

from modelmint.ir.places import json_places


def lines(text: str, file: str = "") -> Mapping[str, int]:
    """The line, counted from 1, of everything in a text: TOML if the file's name says so, otherwise JSON."""
    if file.endswith(".toml"):
        from modelmint.ir.toml_places import toml_places

        places = toml_places(text)
    else:
        places = json_places(text)
    found: dict[str, int] = {}
    line, passed = 1, 0
    for pointer, offset in places:
        line += text.count("\n", passed, offset)
        passed = offset
        found.setdefault(pointer, line)
    return found


def line_of(text: str, pointer: str, file: str = "") -> int:
    """The line on which the pointer's target stands; where there is none, that of the nearest thing around it."""
    return nearest(lines(text, file), pointer)


def nearest(known: Mapping[str, int], pointer: str) -> int:
    """The line of the pointer's target or of the nearest thing around it, 1 at last."""
    while pointer and pointer not in known:
        pointer = pointer.rpartition("/")[0]
    return known.get(pointer, 1)
