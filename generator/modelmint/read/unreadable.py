"""The model of a document that describes none."""

from __future__ import annotations

from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.read.node import Node


def unreadable(document: Node, ref: ModelRef, reason: str) -> Model:
    """A model that says why nothing is known of it, with the finding that says so too."""
    document.raw()
    document.report("not-a-model", reason, "pull the model again; if it stays so, ask the provider")
    return Model(ref=ref, name=ref.id, origin=document.origin, unreadable=reason)
