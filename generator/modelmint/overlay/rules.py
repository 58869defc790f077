"""Rules of an overlay -> rules of the model, which needs the model's parameters and their types."""

from __future__ import annotations

from collections.abc import Iterator

from modelmint.ir.model import Model
from modelmint.ir.refusals import understood
from modelmint.ir.rules import Absent, Condition, Forbids, Is, Limits, OneOf, Present, Requires, Rule, Test
from modelmint.ir.types import Boolean, Const, Enum, Type
from modelmint.ir.value import Json, same
from modelmint.overlay.entries import RuleEntry
from modelmint.overlay.types import NotationError, core, narrow


def named_parameters(entry: RuleEntry) -> Iterator[str]:
    """Every parameter that a rule names, in its order."""
    yield from (test.parameter for test in (*entry.when, *entry.only))
    yield from entry.parameters


def build_rules(entry: RuleEntry, model: Model) -> tuple[Rule, ...]:
    """The model's rules that an entry means; its parameters are known to be there.

    Raises:
        NotationError: a value is none that the parameter has, or a limit does not go with its type.
    """
    for test in (*entry.when, *entry.only):
        _check(test, model)
    return tuple(_rules(entry, model))


def _rules(entry: RuleEntry, model: Model) -> Iterator[Rule]:
    rest = (entry.level, entry.evidence, entry.origin)
    if entry.kind == "requires":
        yield Requires(entry.when, entry.parameters, *rest)
    elif entry.kind == "forbids":
        yield Forbids(entry.when, entry.parameters, *rest)
    elif entry.kind == "one_of":
        yield OneOf(entry.when, entry.parameters, *rest, least=entry.least, most=entry.most)
    elif entry.kind == "limits":
        for name, limit in entry.limits.items():
            yield Limits(entry.when, name, narrow(_type(model, name), limit), *rest)
    else:
        for test in entry.only:
            yield Forbids((*entry.when, *_outside(test, model)), entry.parameters, *rest)


def _type(model: Model, name: str) -> Type:
    parameter = model.parameter(name)
    assert parameter is not None
    return core(understood(parameter.type))


def _check(test: Test, model: Model) -> None:
    """A value that the parameter can never have is a slip of the pen."""
    values = _values(_type(model, test.parameter))
    if not isinstance(test, Is) or values is None:
        return
    for value in test.values:
        if not any(same(value, known) for known in values):
            known_words = ", ".join(map(str, values))
            raise NotationError(f"{test.parameter} is never {value!r}; it is one of {known_words}")


def _values(type_: Type) -> tuple[Json, ...] | None:
    """Every value of a type, if they can be listed."""
    if isinstance(type_, Boolean):
        return (True, False)
    if isinstance(type_, Enum):
        return None if type_.open else type_.values
    return (type_.value,) if isinstance(type_, Const) else None


def _outside(test: Test, model: Model) -> Condition:
    """What holds where the test does not."""
    if isinstance(test, Present):
        return (Absent(test.parameter),)
    if isinstance(test, Absent):
        return (Present(test.parameter),)
    values = _values(_type(model, test.parameter))
    if values is None:
        raise NotationError(f"only_when needs a parameter with a closed list of values, which {test.parameter} is not")
    others = tuple(value for value in values if not any(same(value, inside) for inside in test.values))
    return (Is(test.parameter, others),)
