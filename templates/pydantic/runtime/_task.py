# pyright: standard
"""What the classes of single tasks share: a request that its model accepts, of what belongs to one of its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import Part, Request
from .validation import _LIMIT, Problem, _is_one_of, _member, _quote, _shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ConfigDict
    from pydantic.fields import FieldInfo
    from typing_extensions import Unpack


class TaskRequest(Part):
    """A request for one task of a model."""

    def __init_subclass__(
        cls, *, whole: type[Request] | None = None, task: tuple[str, object] = ("", None), **config: Unpack[ConfigDict]
    ) -> None:
        super().__init_subclass__(**config)

        def check(value: object) -> list[Problem]:
            found = [] if whole is None else whole.problems(value)
            if whole is None or not isinstance(value, dict) or len(found) > _LIMIT:
                return found
            told = {one.path for one in found}
            found += [one for one in _beside(value, _fields(cls), _fields(whole), task) if one.path not in told]
            return found if len(found) <= _LIMIT else _shortened(found)

        cls.__check__ = staticmethod(check)


def _fields(model: type[Part]) -> dict[str, FieldInfo]:
    """The fields of a class by their names in a request."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _beside(
    request: dict[object, object], own: dict[str, FieldInfo], known: dict[str, FieldInfo], task: tuple[str, object]
) -> Iterator[Problem]:
    """What the model takes and this task does not: another task, and names that belong to others."""
    chooser, chosen = task
    path, expected = _member("", chooser), _quote(chosen)
    if chooser in request and not _is_one_of(request[chooser], (chosen,)):
        yield Problem((path, "not-allowed", expected, request[chooser], (chosen,), ""))
    elif chooser not in request and own[chooser].is_required():
        yield Problem((path, "required", expected, None, (), "nothing"))
    for name in known:
        if name in request and name not in own:
            yield Problem(("", "unknown", f"a name that belongs to {expected}", name, tuple(own), ""))
