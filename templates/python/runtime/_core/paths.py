"""Looking into JSON: what kind a value is, and the values at a dotted path such as `error.message` or `data.*.url`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether the value is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether the value is a JSON array, or a tuple in place of one."""
    return isinstance(value, list | tuple)


def every(value: Any, path: str) -> list[Any]:
    """All values at a path, `*` standing for each item of a list or object. The empty path is the value."""
    found = [value]
    for step in path.split(".") if path else ():
        found = [inner for outer in found for inner in _children(outer, step)]
    return found


def first(value: Any, paths: Iterable[str]) -> Any:
    """The value at the first path that leads to one other than null; None if none does."""
    for path in paths:
        # Most paths are plain names, and this is asked many times a call.
        found = value.get(path) if is_object(value) else None
        if found is None and ("." in path or not path):
            found = next((inner for inner in every(value, path) if inner is not None), None)
        if found is not None:
            return found
    return None


def _children(value: Any, step: str) -> Iterable[Any]:
    if is_object(value):
        return value.values() if step == "*" else [value[step]] if step in value else []
    return value if step == "*" and is_list(value) else []
