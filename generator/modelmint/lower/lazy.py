"""A view that knows what its model is, and is lowered whole only when a template looks at what the model takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from modelmint.lower import study, vectors
from modelmint.lower.view import ModelView


class LazyView(ModelView):
    """A view whose fields are set when the first is asked for that is not among the `known` ones."""

    __slots__ = ("_known", "_whole")

    def __init__(self, known: Mapping[str, Any], whole: Callable[[], ModelView]) -> None:
        _set(self, {"_known": known, "_whole": whole, **known})

    def __getattr__(self, name: str) -> Any:
        """A field that is not set yet; slots that hold nothing end up here."""
        if name not in ModelView.__match_args__:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        whole = self._whole()
        _set(self, {field: getattr(whole, field) for field in ModelView.__match_args__})
        return getattr(self, name)

    def forget(self) -> None:
        """Hold no more than what was known; the rest is made again if it is asked for again."""
        if _is_set(self, "model"):
            for name in ModelView.__match_args__:
                if name not in self._known:
                    object.__delattr__(self, name)


def forget(views: Iterable[LazyView]) -> None:
    """Hold no model that some views have looked into, nor what was worked out about any."""
    for view in views:
        view.forget()
    study.forget()
    vectors.forget()


def _set(view: LazyView, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        object.__setattr__(view, name, value)


def _is_set(view: LazyView, name: str) -> bool:
    try:
        object.__getattribute__(view, name)
    except AttributeError:
        return False
    return True
