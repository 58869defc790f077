"""Documents of each dialect -> Model, and what was not understood as findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from modelmint.diagnostics.finding import Finding
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.ir.origin import Origin
from modelmint.ir.value import Json
from modelmint.read.node import Node
from modelmint.read.reading import CODES, Reading

__all__ = ["CODES", "DIALECTS", "read"]

Dialect: TypeAlias = Callable[[Node, ModelRef], Model]


def _empiriolabs() -> Dialect:
    from modelmint.read.empiriolabs import read

    return read


def _json_schema() -> Dialect:
    from modelmint.read.json_schema import read

    return read


def _fal() -> Dialect:
    from modelmint.read.fal import read

    return read


_READERS: Final[dict[str, Callable[[], Dialect]]] = {
    "empiriolabs": _empiriolabs,
    "fal": _fal,
    "json-schema": _json_schema,
}
"""Each dialect's reader, imported when it is first used."""

DIALECTS: Final = tuple(_READERS)
"""The dialects that can be read: the values of a source's `kind`."""


def read(document: Json, ref: ModelRef, file: str, dialect: str) -> tuple[Model, list[Finding]]:
    """The model that a document describes, and everything about the document that the model does not hold.

    No document stops the reader: what cannot be used is a finding with its place, and one that
    describes no model gives a model that says so in `unreadable`. `file` is what places name.

    Raises:
        KeyError: the dialect is none of `DIALECTS`.
    """
    reading = Reading(str(ref))
    root = Node(document, Origin(file), reading)
    model = _READERS[dialect]()(root, ref)
    root.sweep()
    reading.hint(model)
    return model, reading.findings
