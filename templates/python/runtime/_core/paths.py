"""Looking into JSON: what kind a value is, and the values at a dotted path such as `error.message` or `data.*.url`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether the value is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether the value is a JSON array, or a tuple in place of one."""
    return isinstance(value, list | tuple)


def every(value: Any, path: str) -> Iterator[Any]:
    """All values at a path, `*` standing for every item of a list or every value of an object."""
    if not path:
        yield value
        return
    step, _, rest = path.partition(".")
    for inner in _children(value, step):
        yield from every(inner, rest)


def first(value: Any, paths: Iterable[str]) -> Any:
    """The value at the first path that leads to one other than null; None if none does."""
    for path in paths:
        if is_object(value) and value.get(path) is not None:
            return value[path]  # most paths are plain names, and this is asked many times a call
        found = next((inner for inner in every(value, path) if inner is not None), None) if "." in path else None
        if found is not None:
            return found
    return None


def _children(value: Any, step: str) -> Iterable[Any]:
    if is_object(value):
        return value.values() if step == "*" else [value[step]] if step in value else []
    return value if step == "*" and is_list(value) else []
