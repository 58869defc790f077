"""Models -> ModelViews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modelmint.ir.model import Model
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Condition, Is, Limits, Rule, Test
from modelmint.ir.value import UNSET, same
from modelmint.lower.examples import examples
from modelmint.lower.names import Namer
from modelmint.lower.tasks import Task, task_label, task_words, tasks
from modelmint.lower.types import TypeLowerer
from modelmint.lower.view import (
    ClauseView,
    Conventions,
    ModelView,
    ParameterView,
    PriceView,
    RuleView,
    SourceView,
    TaskView,
)
from modelmint.lower.words import condition, sentence


@dataclass(frozen=True, slots=True)
class Lowered:
    """What of a model is lowered when its tasks, rules and prices are: its types, and its parameters by wire name."""

    types: TypeLowerer
    by_wire: dict[str, ParameterView]


def lower(models: Sequence[Model], conventions: Conventions) -> tuple[ModelView, ...]:
    """The models as one target sees them, in the order given. Names are told apart within a source."""
    modules: dict[str, dict[str, str]] = {}
    classes: dict[str, dict[str, str]] = {}
    for source in dict.fromkeys(model.ref.source for model in models):
        ids = [model.id for model in models if model.ref.source == source]
        modules[source] = Namer(conventions, "module").names(ids)
        classes[source] = Namer(conventions, "class").names(ids)
    return tuple(
        _view(model, conventions, modules[model.ref.source][model.id], classes[model.ref.source][model.id])
        for model in models
    )


def source_view(name: str, conventions: Conventions) -> SourceView:
    """A source of which no more than its name is known."""
    return SourceView(name, Namer(conventions, "module").name(name), Namer(conventions, "class").name(name))


def _view(model: Model, conventions: Conventions, module: str, class_name: str) -> ModelView:
    chosen = tasks(model)
    names = _task_names(chosen, conventions)
    request, estimate = f"{class_name}Request", f"{class_name}Estimate"
    types = TypeLowerer(conventions, [class_name, request, estimate, *(class_ for _, class_ in names)])
    parameters = types.parameters(model.parameters)
    lowered = Lowered(types, {parameter.wire: parameter for parameter in parameters})
    return ModelView(
        ref=str(model.ref),
        id=model.id,
        source=model.ref.source,
        folder=model.ref.folder,
        module=module,
        class_name=class_name,
        request_class=request,
        estimate_class=estimate,
        name=model.name,
        summary=model.summary,
        category=model.category,
        provider=model.provider,
        notes=model.notes,
        endpoints=model.endpoints,
        modalities=model.modalities,
        capabilities=model.capabilities,
        parameters=parameters,
        additional=None if model.additional is None else types.type(model.additional, "other parameters"),
        task=lowered.by_wire.get(model.task or ""),
        tasks=tuple(_task_view(task, name, lowered) for task, name in zip(chosen, names, strict=True)),
        rules=tuple(_rule_view(rule, lowered) for rule in model.rules),
        prices=tuple(_price_view(price, lowered) for price in model.prices),
        lifecycle=model.lifecycle,
        examples=tuple(examples(model, chosen)),
        output=None if model.output is None else types.type(model.output, "output"),
        records=tuple(types.records.values()),
    )


def _task_names(chosen: Sequence[Task], conventions: Conventions) -> list[tuple[str, str]]:
    """The method's and the request type's name of each task."""
    texts = [task_words(task.value) for task in chosen]
    methods = Namer(conventions, "task").names(texts)
    classes = Namer(conventions, "class").names(texts)
    return [(methods[text], f"{classes[text]}Request") for text in texts]


def _task_view(task: Task, names: tuple[str, str], lowered: Lowered) -> TaskView:
    own = (replace(lowered.by_wire[wire], required=wire in task.required) for wire in task.parameters)
    return TaskView(
        value=task.value,
        name=names[0],
        class_name=names[1],
        doc=task_label(task.value),
        parameters=tuple(own),
        rules=tuple(_rule_view(rule, lowered) for rule in task.rules),
    )


def _rule_view(rule: Rule, lowered: Lowered) -> RuleView:
    limit = lowered.types.type(rule.type, f"limit of {rule.parameter}") if isinstance(rule, Limits) else None
    return RuleView(rule.kind, rule, sentence(rule), _tests(rule.when, lowered), limit)


def _price_view(price: Price, lowered: Lowered) -> PriceView:
    return PriceView(price, condition(price.when), _tests(price.when, lowered))


def _tests(when: Condition, lowered: Lowered) -> tuple[ClauseView, ...]:
    return tuple(_test(test, lowered.by_wire.get(test.parameter)) for test in when)


def _test(test: Test, parameter: ParameterView | None) -> ClauseView:
    name = parameter.name if parameter else test.parameter
    if not isinstance(test, Is):
        return ClauseView("absent" if isinstance(test, Absent) else "present", test.parameter, name)
    by_default = parameter is not None and any(same(parameter.default, value) for value in test.values)
    default = parameter.default if parameter else UNSET
    return ClauseView("is", test.parameter, name, test.values, by_default, default)
