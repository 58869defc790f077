"""Models -> ModelViews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Corrected, Model
from modelmint.ir.pricing import Price
from modelmint.ir.rules import Absent, Condition, Is, Limits, Rule, Test
from modelmint.ir.types import Record
from modelmint.ir.value import UNSET, Json, Unset, same
from modelmint.ir.walk import all_types
from modelmint.ir.words import compact, rate
from modelmint.lower.examples import Proposal
from modelmint.lower.lazy import LazyView
from modelmint.lower.names import Namer, slugs
from modelmint.lower.sentences import Choices, condition, fact, sentence
from modelmint.lower.study import study
from modelmint.lower.target import Conventions, SourceView
from modelmint.lower.tasks import Task, task_label, task_words
from modelmint.lower.type_view import ParameterView
from modelmint.lower.types import TypeLowerer
from modelmint.lower.view import (
    ArgumentView,
    ClauseView,
    CorrectionView,
    ExampleView,
    ModelView,
    PriceView,
    RuleView,
    TaskView,
)
from modelmint.lower.words import marked

GENERATE = "generate"
"""The client's method that takes every parameter of a model."""


@frozen
class Lowered:
    """What of a model is lowered when its tasks, rules and prices are: its types, and its parameters by wire name.

    `choices` are the values of the parameters that have a list of them.
    """

    types: TypeLowerer
    by_wire: dict[str, ParameterView]
    choices: Choices
    task: str


def lower(models: Sequence[Model], conventions: Conventions) -> tuple[ModelView, ...]:
    """The models as one target sees them, in the order given; those of which nothing could be read are left out.

    Names are told apart within a source.
    """
    readable = [model for model in models if model.unreadable is None]
    names = _names([model.ref for model in readable], conventions)
    return tuple(_view(model, conventions, names[model.ref.source]) for model in readable)


def lower_lazily(
    outlines: Mapping[ModelRef, Model | None], whole: Callable[[ModelRef], Model], conventions: Conventions
) -> tuple[LazyView, ...]:
    """The same for models of which at most the outlines are at hand; `whole` gives one that a template looks into.

    A model without an outline is taken for one of which something can be read.
    """
    readable = {ref: model for ref, model in outlines.items() if model is None or model.unreadable is None}
    names = _names(readable, conventions)

    def view(ref: ModelRef, outline: Model | None) -> LazyView:
        own = names[ref.source]
        known = _named(ref, own) if outline is None else _known(outline, own)
        return LazyView(known, lambda: _view(whole(ref), conventions, own))

    return tuple(view(*each) for each in readable.items())


@frozen
class _Names:
    """The names of one source's models, by id."""

    modules: dict[str, str]
    classes: dict[str, str]
    slugs: dict[str, str]

    @classmethod
    def of(cls, ids: Sequence[str], conventions: Conventions) -> _Names:
        return cls(Namer(conventions, "module").names(ids), Namer(conventions, "class").names(ids), slugs(ids))


def _names(refs: Iterable[ModelRef], conventions: Conventions) -> dict[str, _Names]:
    """The names of models by source."""
    ids: dict[str, list[str]] = {}
    for ref in refs:
        ids.setdefault(ref.source, []).append(ref.id)
    return {source: _Names.of(own, conventions) for source, own in ids.items()}


def source_view(name: str, conventions: Conventions) -> SourceView:
    """A source of which no more than its name is known."""
    return SourceView(name, Namer(conventions, "module").name(name), Namer(conventions, "class").name(name))


def _view(model: Model, conventions: Conventions, names: _Names) -> ModelView:
    studied = study(model)
    chosen = studied.tasks
    task_names = _task_names(chosen, conventions)
    methods = {task: name for task, (name, *_) in zip(map(_key, chosen), task_names, strict=True)}
    known = _known(model, names)
    own = [known[name] for name in ("class_name", "request_class", "call_class", "estimate_class")]
    task_classes = (class_ for spelled in task_names for class_ in spelled[1:])
    parts = (part for parameter in model.parameters for part in all_types(parameter.type))
    records = (part.name for part in parts if isinstance(part, Record))
    types = TypeLowerer(conventions, [*own, *task_classes], records)
    parameters = types.parameters(model.parameters)
    choices = {one.wire: one.type.choices for one in parameters if one.type.choices}
    lowered = Lowered(types, {one.wire: one for one in parameters}, choices, model.task or "")
    return ModelView(
        **known,
        parameters=parameters,
        additional=None if model.additional is None else types.type(model.additional, "other parameters"),
        task=lowered.by_wire.get(model.task or ""),
        tasks=tuple(_task_view(task, name, lowered) for task, name in zip(chosen, task_names, strict=True)),
        rules=tuple(_rule_view(rule, lowered) for rule in model.rules),
        prices=tuple(_price_view(price, lowered) for price in model.prices),
        examples=tuple(_example_view(example, methods, lowered) for example in studied.examples),
        model=model,
        # Those of a request come before the output is lowered.
        request_records=tuple(types.records.values()),
        output=None if model.output is None else types.type(model.output, "output"),
        records=tuple(types.records.values()),
        corrections=tuple(map(_correction_view, model.corrections)),
    )


def _known(model: Model, names: _Names) -> dict[str, Any]:
    """The fields of a view that tell what the model is: the same for its outline."""
    return {
        **_named(model.ref, names),
        "name": model.name or model.id,
        "summary": model.summary,
        "category": model.category,
        "provider": model.provider,
        "notes": model.notes,
        "endpoints": model.endpoints,
        "modalities": model.modalities,
        "capabilities": model.capabilities,
        "lifecycle": model.lifecycle,
    }


def _named(ref: ModelRef, names: _Names) -> dict[str, str]:
    """The fields of a view that tell the model from others: the same whatever it is."""
    class_name = names.classes[ref.id]
    return {
        "ref": str(ref),
        "id": ref.id,
        "source": ref.source,
        "folder": ref.folder,
        "slug": names.slugs[ref.id],
        "module": names.modules[ref.id],
        "class_name": class_name,
        "request_class": f"{class_name}Request",
        "call_class": f"{class_name}Call",
        "estimate_class": f"{class_name}Estimate",
    }


def _task_names(chosen: Sequence[Task], conventions: Conventions) -> list[tuple[str, str, str]]:
    """The names of each task's method, request and call."""
    words = [task_words(task.value) for task in chosen]
    # Two values may come to the same words; each then says which value it is.
    texts = [
        f"{text} {_key(task)}" if words.count(text) > 1 else text for text, task in zip(words, chosen, strict=True)
    ]
    methods = Namer(conventions, "task").names(texts)
    classes = Namer(conventions, "class").names(texts)
    return [(methods[text], f"{classes[text]}Request", f"{classes[text]}Call") for text in texts]


def _task_view(task: Task, names: tuple[str, str, str], lowered: Lowered) -> TaskView:
    own = (_needed(lowered.by_wire[wire], wire in task.required) for wire in task.parameters)
    return TaskView(
        value=task.value,
        name=names[0],
        class_name=names[1],
        call_class=names[2],
        doc=task_label(task.value),
        parameters=tuple(own),
        rules=tuple(_rule_view(rule, lowered) for rule in task.rules),
    )


def _needed(parameter: ParameterView, required: bool) -> ParameterView:
    return parameter if parameter.required == required else replace(parameter, required=required)


def _rule_view(rule: Rule, lowered: Lowered) -> RuleView:
    limit = lowered.types.type(rule.type, f"limit of {rule.parameter}") if isinstance(rule, Limits) else None
    return RuleView(rule.kind, rule, sentence(rule, lowered.choices), _tests(rule.when, lowered), limit)


def _price_view(price: Price, lowered: Lowered) -> PriceView:
    was = rate(price, price.was) if price.was is not None else ""
    return PriceView(price, condition(price), rate(price), was, _tests(price.when, lowered))


def _tests(when: Condition, lowered: Lowered) -> tuple[ClauseView, ...]:
    return tuple(_test(test, lowered.by_wire.get(test.parameter)) for test in when)


def _test(test: Test, parameter: ParameterView | None) -> ClauseView:
    name = parameter.name if parameter else test.parameter
    if not isinstance(test, Is):
        return ClauseView("absent" if isinstance(test, Absent) else "present", test.parameter, name)
    by_default = parameter is not None and any(same(parameter.default, value) for value in test.values)
    default = parameter.default if parameter else UNSET
    return ClauseView("is", test.parameter, name, test.values, by_default, default)


def _correction_view(fact_: Corrected) -> CorrectionView:
    was, now = (_side(fact_.at, said) for said in (fact_.was, fact_.now))
    return CorrectionView(fact_.at, was, now, fact_.evidence.why, fact_.evidence.source)


def _side(at: str, said: Json | Unset) -> str:
    """One side of a correction; what is read letter by letter is set apart."""
    return marked(said) if isinstance(said, str) and at.endswith(".pattern") else fact(said)


def _example_view(example: Proposal, methods: dict[str, str], lowered: Lowered) -> ExampleView:
    """An example as a call, if clients offer all that it holds."""
    given = [wire for wire in example.request if wire != lowered.task or example.task is None]
    own = [lowered.by_wire.get(wire) for wire in given]
    offered = [one for one in own if one is not None and not one.hidden]
    method = methods[_key(example.task)] if example.task else GENERATE
    return ExampleView(
        title=example.title,
        task=str(example.task.value) if example.task else "",
        request=example.request,
        method=method if len(offered) == len(own) else "",
        arguments=tuple(ArgumentView(one.name, example.request[one.wire]) for one in offered),
    )


def _key(task: Task) -> str:
    """What tells a task from every other of its model."""
    return compact(task.value)
