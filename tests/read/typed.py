"""A JSON Schema read as one type."""

from __future__ import annotations

from modelmint.ir.origin import Origin
from modelmint.ir.types import Type
from modelmint.ir.value import Json
from modelmint.read.json_schema.parts import whole
from modelmint.read.json_schema.types import read_type
from modelmint.read.node import Node
from modelmint.read.reading import Reading


def typed(schema: Json) -> tuple[Type, set[str]]:
    """The type that a schema describes, and the codes of what was found in it."""
    reading = Reading("suite")
    root = Node(schema, Origin("schema.json"), reading)
    type_ = read_type(whole(root, root, "Root"))
    for definitions in ("$defs", "definitions"):
        root[definitions].pass_over()
    root.sweep()
    return type_, {finding.code for finding in reading.findings}
