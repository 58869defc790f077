"""Requests worth showing: the smallest for each task, and the provider's own that its schema accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.ir.value import Json
from modelmint.lower.tasks import Task, task_label
from modelmint.validate import validate
from modelmint.vectors.search import Goal, Search
from modelmint.vectors.simple import exactly, json


@frozen
class Proposal:
    """A request worth showing, and the task that it is for."""

    title: str
    task: Task | None
    request: dict[str, Json]


def examples(model: Model, tasks: Iterable[Task]) -> Iterator[Proposal]:
    """The examples of a model, each accepted by the reference validator; what is refused is not shown."""
    for title, task, request in _proposed(model, tuple(tasks)):
        if request is not None and not validate(model, request):
            yield Proposal(title, task, request)


def _proposed(model: Model, tasks: tuple[Task, ...]) -> Iterator[tuple[str, Task | None, dict[str, Json] | None]]:
    search = Search(model)
    if not tasks:
        yield "The smallest request", None, _smallest(search, Goal())
    for task in tasks:
        assert model.task is not None
        yield task_label(task.value), task, _smallest(search, Goal({model.task: json(task.value)}))
    for example in model.examples:
        yield example.title or "The provider's own example", None, example.request


def _smallest(search: Search, goal: Goal) -> dict[str, Json] | None:
    """The required parameters, and what the rules then ask for; None where no value is found for one."""
    found = search.find(goal)
    return None if found is None else {name: exactly(value) for name, value in found[0].items()}
