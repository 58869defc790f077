"""What a model does, task by task: which parameters belong, which are required, which rules are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.model import Model, Parameter
from modelmint.ir.rules import Absent, Condition, Forbids, Is, Limits, OneOf, Present, Requires, Rule, Test
from modelmint.ir.types import Const, Enum, Nullable, Type
from modelmint.ir.value import Json, Unset, same
from modelmint.lower.names import words

# What a task is called when someone does it, where the value is the name of the activity.
_VERBS = {
    "inpainting": "inpaint",
    "outpainting": "outpaint",
    "editing": "edit",
    "upscaling": "upscale",
    "restyling": "restyle",
    "relighting": "relight",
}


@frozen
class Task:
    """A value of the task parameter; `parameters` and `required` are wire names, `rules` those that are still open."""

    value: Json
    parameters: tuple[str, ...]
    required: frozenset[str]
    rules: tuple[Rule, ...]


def task_words(value: Json) -> str:
    """The words that name a task: `inpaint` for INPAINTING, the value's own for most."""
    text = value if isinstance(value, str) else str(value)
    return _VERBS.get(text.lower(), text)


def task_label(value: Json) -> str:
    """A task for people: `Virtual try on` for VIRTUAL_TRY_ON."""
    text = " ".join(words(str(value))) or str(value)
    return text[:1].upper() + text[1:]


def tasks(model: Model) -> tuple[Task, ...]:
    """The tasks of a model, in the order of the task parameter's values; none without a task parameter."""
    chooser = model.parameter(model.task) if model.task else None
    if chooser is None:
        return ()
    return tuple(_task(model, chooser, value) for value in task_values(chooser.type))


def task_values(type_: Type) -> tuple[Json, ...]:
    """The values that a task parameter can have, null apart."""
    match type_:
        case Enum():
            return tuple(value for value in type_.values if value is not None)
        case Const():
            return (type_.value,)
        case Nullable():
            return task_values(type_.inner)
    return ()


def _task(model: Model, chooser: Parameter, value: Json) -> Task:
    known: dict[str, Json | Unset] = {chooser.name: value}
    excluded = set(_excluded(model, known))
    belonging = tuple(
        parameter.name for parameter in model.visible() if parameter.name not in excluded and parameter is not chooser
    )
    absent = {name: parameter.default for name in excluded if (parameter := model.parameter(name)) is not None}
    open_rules = tuple(_open_rules(model.rules, Given(known, absent)))
    required = {parameter.name for parameter in model.parameters if parameter.required}
    for rule in open_rules:
        required |= _surely_required(rule, belonging)
    return Task(value, belonging, frozenset(required & set(belonging)), tuple(_telling(open_rules, belonging)))


@frozen
class Given:
    """What is sure of a request: values of some parameters, and others that are absent, with their defaults."""

    known: Mapping[str, Json | Unset]
    absent: Mapping[str, Json | Unset]


def settled(test: Test, given: Given) -> bool | None:
    """Whether a test surely holds, surely fails, or may do either (None)."""
    name = test.parameter
    if isinstance(test, Is):
        value = given.known.get(name, given.absent.get(name)) if name in given.known or name in given.absent else None
        if name not in given.known and name not in given.absent:
            return None
        return any(same(value, one) for one in test.values)
    if name in given.absent:
        return isinstance(test, Absent)
    return isinstance(test, Present) if name in given.known else None


def _excluded(model: Model, known: Mapping[str, Json | Unset]) -> Iterable[str]:
    for rule in model.rules:
        if isinstance(rule, Forbids) and all(settled(test, Given(known, {})) for test in rule.when):
            yield from rule.parameters


def _open_rules(rules: Iterable[Rule], given: Given) -> Iterable[Rule]:
    """Rules that can apply, their settled tests removed."""
    for rule in rules:
        answers = [settled(test, given) for test in rule.when]
        if False not in answers:
            left: Condition = tuple(test for test, answer in zip(rule.when, answers, strict=True) if answer is None)
            yield replace(rule, when=left)


def _surely_required(rule: Rule, belonging: tuple[str, ...]) -> set[str]:
    if rule.when or rule.level != "error":
        return set()
    if isinstance(rule, Requires):
        return set(rule.parameters)
    if isinstance(rule, OneOf):
        left = [name for name in rule.parameters if name in belonging]
        return set(left) if len(left) <= rule.least else set()
    return set()


def _telling(rules: Iterable[Rule], belonging: tuple[str, ...]) -> Iterable[Rule]:
    """Rules that still say something about the task's own parameters, beyond what its list of them says."""
    for rule in rules:
        if isinstance(rule, Limits):
            if rule.parameter in belonging:
                yield rule
        elif isinstance(rule, Forbids):
            if rule.when and set(rule.parameters) & set(belonging):
                yield rule
        elif offered := tuple(name for name in rule.parameters if name in belonging):
            yield replace(rule, parameters=offered)


def demanded(rule: Rule) -> tuple[str, ...]:
    """The parameters that a rule may ask for, where a request without them is refused."""
    if rule.level != "error" or not isinstance(rule, Requires | OneOf):
        return ()
    return rule.parameters if isinstance(rule, Requires) or rule.least else ()
