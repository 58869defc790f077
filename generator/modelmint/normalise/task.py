"""Which parameter chooses what the model does."""

from __future__ import annotations

from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model
from modelmint.ir.types import Enum, Nullable

_NAMES: Final = ("task_type", "task")


def name_task(model: Model) -> Model:
    """The model with its task parameter named: the one called so, if it lists at least two words."""
    if model.task is not None:
        return model
    found = (parameter.name for name in _NAMES if (parameter := model.parameter(name)) and _lists_words(parameter.type))
    return replace(model, task=next(found, None))


def _lists_words(type_: object) -> bool:
    inner = type_.inner if isinstance(type_, Nullable) else type_
    return isinstance(inner, Enum) and len(inner.values) > 1 and all(isinstance(value, str) for value in inner.values)
