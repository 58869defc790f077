"""Documents to read in tests: the corpus, every value in a document, and a document with one value changed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from modelmint.diagnostics.finding import Finding
from modelmint.ir import text
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.places import escape
from modelmint.ir.value import Json
from modelmint.read import read

Steps = tuple[str | int, ...]


def read_as(document: Json, dialect: str = "empiriolabs", id_: str = "m") -> tuple[Model, list[Finding]]:
    """Read a document as one of the model of this id."""
    return read(document, ModelRef("source", id_), "snapshot.json", dialect)


def documents(folder: Path) -> list[tuple[str, Json]]:
    """Every document below a folder, by its relative path."""
    files = sorted(folder.rglob("*.json"))
    return [(file.relative_to(folder).as_posix(), text.parse(file.read_text(encoding="utf-8"))) for file in files]


def leaves(value: Json, path: Steps = ()) -> Iterator[tuple[Steps, Json]]:
    """Every value that holds no other, empty arrays and objects among them."""
    pairs: list[tuple[str | int, Json]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    if not pairs:
        yield path, value
    for key, inner in pairs:
        yield from leaves(inner, (*path, key))


def another(value: Json) -> Json:
    """A value of the same kind that means something else."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | Decimal):
        return value + 10**9  # more than a day, where it is a time in milliseconds
    if isinstance(value, str):
        return f"{value} x"
    return "x" if value is None else ["x"] if isinstance(value, list) else {"x": 1}


def with_value(document: Json, path: Steps, value: Json) -> Json:
    """The document with another value at the path."""
    if not path:
        return value
    changed = deepcopy(document)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]  # type: ignore[index,call-overload]  # the path was found in this document
    inner[path[-1]] = value  # type: ignore[index,call-overload]  # the same
    return changed


def pointer(path: Steps) -> str:
    """The path as a JSON Pointer."""
    return "".join(f"/{escape(str(key))}" for key in path)


def named(place: str, findings: list[Finding]) -> bool:
    """Whether a finding is about the place or about something around it."""
    origins = [finding.origin.pointer for finding in findings if finding.origin]
    return any(place == origin or place.startswith(f"{origin}/") for origin in origins)
