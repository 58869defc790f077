"""`$ref`: from a reference to the schema that it names, inside the same document."""

from __future__ import annotations

from urllib.parse import unquote

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
    return _follow(root, fragment) if fragment.startswith("/") else _anchor(root, fragment)


def _id(root: Node) -> str:
    identifier = root["$id"].value_or_null
    return identifier.rstrip("#") if isinstance(identifier, str) else ""


def _follow(node: Node, pointer: str) -> Node | None:
    for step in pointer.split("/")[1:]:
        following = node.step(step.replace("~1", "/").replace("~0", "~"))
        if following is None:
            return None
        node = following
    return node


def _anchor(node: Node, name: str) -> Node | None:
    """The first schema below that gives itself this name."""
    if isinstance(node.value, dict) and node.value.get("$anchor") == name:
        return node
    for child in node.inside():
        found = _anchor(child, name)
        if found is not None:
            return found
    return None
