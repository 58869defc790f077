"""Where a `$ref` leads within its document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote


def resolve(document: Any, target: str) -> tuple[bool, Any]:
    """Whether the reference leads anywhere in the document, and where to."""
    base, _, fragment = target.partition("#")
    if base or (fragment and not fragment.startswith("/")):
        return _named(document, base, fragment)
    return _pointed(document, fragment)


def _pointed(document: Any, pointer: str) -> tuple[bool, Any]:
    here = document
    for part in unquote(pointer).split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, dict) and key in here:
            here = here[key]
        elif isinstance(here, list) and key.isdecimal() and int(key) < len(here):
            here = here[int(key)]
        else:
            return False, None
    return True, here


def _named(document: Any, base: str, fragment: str) -> tuple[bool, Any]:
    """The schema that calls itself by an identifier or an anchor."""
    for schema in _every(document):
        names = (schema.get("$id", schema.get("id")), schema.get("$anchor"), schema.get("$dynamicAnchor"))
        own = str(names[0] or "")
        if base and own.rstrip("#").endswith(base) and (not fragment or fragment.startswith("/")):
            return _pointed(schema, fragment)
        if fragment and not base and (fragment in names[1:] or own == f"#{fragment}"):
            return True, schema
    return False, None


def _every(document: Any) -> Iterator[dict[str, Any]]:
    pending = [document]
    while pending:
        here = pending.pop()
        if isinstance(here, dict):
            yield here
            pending.extend(here.values())
        elif isinstance(here, list):
            pending.extend(here)
