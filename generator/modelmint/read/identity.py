"""Whether a document is of the model that was asked for."""

from __future__ import annotations

from modelmint.ir.ids import ModelRef
from modelmint.read.node import Node


def check_id(node: Node, ref: ModelRef) -> None:
    """A finding where a document gives itself another id. It may be the same model under another name."""
    if node.text() not in {"", ref.id}:
        node.report(
            "id-mismatch",
            f"the document describes {node.quote()}, where {ref.id} was asked for",
            f"modelmint remove {ref}, or accept it with [[acknowledge]] if {ref.id} is another name of the same model",
        )
