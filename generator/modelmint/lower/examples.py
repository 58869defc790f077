"""Requests worth showing: the smallest for each task, and the provider's own that its schema accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.ir.rules import OneOf, Requires
from modelmint.ir.value import UNSET, Json
from modelmint.lower.samples import sample
from modelmint.lower.tasks import Task, task_label
from modelmint.validate import validate
from modelmint.validate.rules import holds


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
    if not tasks:
        yield "The smallest request", None, _smallest(model, {}, None)
    for task in tasks:
        assert model.task is not None
        words = task_label(task.value)
        yield words, task, _smallest(model, {model.task: task.value}, task)
    for example in model.examples:
        yield example.title or "The provider's own example", None, example.request


def _smallest(model: Model, start: dict[str, Json], task: Task | None) -> dict[str, Json] | None:
    """The required parameters, and what the rules then ask for; None where no value is found for one."""
    request = dict(start)
    wanted = [parameter.name for parameter in model.parameters if parameter.required]
    for _ in range(len(model.rules) + 1):
        for name in wanted:
            if not _give(model, request, name):
                return None
        wanted = [name for name in _asked(model, request, task) if name not in request]
        if not wanted:
            break
    return {name: request[name] for name in _order(model, request)}


def _give(model: Model, request: dict[str, Json], name: str) -> bool:
    parameter = model.parameter(name)
    value = sample(parameter) if parameter is not None else None
    if name not in request and value is not None:
        request[name] = value
    return name in request


def _asked(model: Model, request: dict[str, Json], task: Task | None) -> Iterator[str]:
    """Parameters that a rule asks for and that are not given."""
    given: dict[object, object] = {name: request[name] for name in request}
    defaults: dict[object, object] = {one.name: one.default for one in model.parameters if one.default is not UNSET}
    values = defaults | given
    for rule in model.rules:
        if rule.level != "error" or not holds(rule.when, given, values):
            continue
        if isinstance(rule, Requires):
            yield from rule.parameters
        elif isinstance(rule, OneOf):
            free = [name for name in rule.parameters if name not in given and (not task or name in task.parameters)]
            missing = rule.least - sum(name in given for name in rule.parameters)
            yield from free[: max(missing, 0)]


def _order(model: Model, request: dict[str, Json]) -> list[str]:
    first = [model.task] if model.task in request else []
    return [*first, *(one.name for one in model.parameters if one.name in request and one.name not in first)]
