"""What is worked out about a model once, whatever the target: its tasks, and requests worth showing."""

from __future__ import annotations

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.lower.examples import Proposal, examples
from modelmint.lower.tasks import Task, tasks

_MOST = 2000


@frozen
class Study:
    """A model, its tasks, and its examples, checked."""

    model: Model
    tasks: tuple[Task, ...]
    examples: tuple[Proposal, ...]


# A model is lowered for each target in turn; it is told by identity, which the study keeps from being used again.
_STUDIED: dict[int, Study] = {}


def study(model: Model) -> Study:
    """The study of a model, made when it is first asked for."""
    known = _STUDIED.get(id(model))
    if known is None:
        if len(_STUDIED) >= _MOST:
            _STUDIED.clear()
        chosen = tasks(model)
        known = _STUDIED[id(model)] = Study(model, chosen, tuple(examples(model, chosen)))
    return known


def forget() -> None:
    """Hold no model any longer."""
    _STUDIED.clear()
