"""`$ref`: from a reference to the schema that it names, inside the same document."""

from __future__ import annotations

from urllib.parse import unquote

from modelmint.ir.value import Json
from modelmint.read.node import Node


def resolve(root: Node, reference: str) -> Node | None:
    """The schema that a reference names, or None if it is not in the document.

    A reference is a JSON Pointer (`#/$defs/Size`), an anchor (`#size`), or either after the root's own
    `$id`.
    """
    base, hash_, fragment = reference.partition("#")
    if base and base != _id(root):
        return None
    if not hash_ or not fragment:
        return root
    fragment = unquote(fragment)
    if fragment.startswith("/"):
        return _follow(root, [step.replace("~1", "/").replace("~0", "~") for step in fragment.split("/")[1:]])
    steps = _anchored(root.value_or_null, fragment)
    return None if steps is None else _follow(root, steps)


def _id(root: Node) -> str:
    identifier = root["$id"].value_or_null
    return identifier.rstrip("#") if isinstance(identifier, str) else ""


def _follow(node: Node, steps: list[str]) -> Node | None:
    for step in steps:
        following = node.step(step)
        if following is None:
            return None
        node = following
    return node


def _anchored(value: Json, name: str) -> list[str] | None:
    """The steps to the first schema that gives itself this name. Looking for it does not count as reading."""
    if isinstance(value, dict) and value.get("$anchor") == name:
        return []
    pairs: list[tuple[str, Json]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = [(str(index), item) for index, item in enumerate(value)]
    for key, inner in pairs:
        steps = _anchored(inner, name)
        if steps is not None:
            return [key, *steps]
    return None
