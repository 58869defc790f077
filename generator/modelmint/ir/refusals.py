"""What requests are refused for since it is not understood: where, why, and the model without that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model, Parameter
from modelmint.ir.origin import Origin
from modelmint.ir.rules import UNREAD, Forbids, Limits, Rule
from modelmint.ir.types import Array, Map, Nothing, Nullable, Record, Type, UnionOf, Unread
from modelmint.ir.walk import all_types, rebuild, with_changes

OTHERS = "*"
"""The place of whatever a request or an object holds under a name that is not told."""


@frozen
class Refusal:
    """What is refused at a place of requests, such as `scenes[].prompt`; no place means every request.

    `field` is the parameter or field whose type a correction gives, where that would lift the refusal.
    """

    at: str
    field: str
    why: str
    origin: Origin


def refusals(model: Model) -> tuple[Refusal, ...]:
    """Everything that is refused, in the order of the parameters, then of the rules."""
    others = () if model.additional is None else _inside(model.additional, OTHERS, "")
    return (*_among(model.parameters, ""), *others, *(each for rule in model.rules for each in _by_rule(rule)))


def _is_refusal(rule: Rule) -> bool:
    return rule.evidence.source == UNREAD


def _by_rule(rule: Rule) -> Iterator[Refusal]:
    if isinstance(rule, Limits):
        yield from _inside(rule.type, rule.parameter, "")
    elif _is_refusal(rule):
        at = rule.parameters[0] if isinstance(rule, Forbids) else ""
        yield Refusal(at, "", rule.evidence.why, rule.origin)


def _among(parameters: Iterable[Parameter], prefix: str) -> Iterator[Refusal]:
    for parameter in parameters:
        path = f"{prefix}{parameter.name}"
        yield from _inside(parameter.type, path, path)


def _inside(type_: Type, at: str, field: str) -> Iterator[Refusal]:
    if isinstance(type_, Nothing):
        yield from (Refusal(at, field, one.why, one.origin) for one in unread(type_))
    elif isinstance(type_, Record):
        yield from _among(type_.fields, f"{at}.")
    for below, part in _parts(type_):
        yield from _inside(part, f"{at}{below}", field)


def _parts(type_: Type) -> Iterator[tuple[str, Type]]:
    """The types right below one that are no fields, each with what leads to it."""
    if isinstance(type_, Array):
        yield from (("[]", item) for item in (*type_.prefix, type_.items) if item is not None)
        yield from (("[]", asked.type) for asked in type_.contains)
    elif isinstance(type_, Record) and type_.additional is not None:
        yield f".{OTHERS}", type_.additional
    elif isinstance(type_, Map):
        yield f".{OTHERS}", type_.values
    elif isinstance(type_, Nullable):
        yield "", type_.inner
    elif isinstance(type_, UnionOf):
        yield from (("", member) for member in type_.members)


def unread(type_: Type) -> Iterator[Unread]:
    """What is not understood of a type itself, and of no part of it."""
    while isinstance(type_, Nothing) and type_.unread is not None:
        yield type_.unread
        type_ = type_.unread.rest


def understood(type_: Type) -> Type:
    """A type itself as far as it is understood; of its parts, some may not be."""
    while isinstance(type_, Nothing) and type_.unread is not None:
        type_ = type_.unread.rest
    return type_


def all_unread(type_: Type) -> Iterator[Unread]:
    """What is not understood of a type and of all its parts."""
    for part in all_types(type_):
        yield from unread(part)


def refusing(type_: Type, reasons: Iterable[Unread]) -> Type:
    """The type as one that is refused for each of the reasons, whatever they say of the rest."""
    for one in reasons:
        type_ = Nothing(Unread(one.why, one.origin, type_))
    return type_


def lifted(type_: Type, places: Collection[str] | None = None) -> Type:
    """The type as far as it is understood, nothing refused for what is at the places; None: at any place."""

    def lift(part: Type) -> Type:
        if not isinstance(part, Nothing) or part.unread is None:
            return part
        return part.unread.rest if places is None or part.unread.origin.pointer in places else part

    return rebuild(type_, lift)


def lift(model: Model, places: Collection[str] | None = None) -> Model:
    """The model as far as it is understood, nothing refused for what is at the places; None: at any place."""
    others = None if model.additional is None else lifted(model.additional, places)
    parameters = tuple(with_changes(one, type=lifted(one.type, places)) for one in model.parameters)
    rules = tuple(_lifted_rule(rule, places) for rule in model.rules if not _is_lifted(rule, places))
    return with_changes(model, parameters=parameters, rules=rules, additional=others)


def _is_lifted(rule: Rule, places: Collection[str] | None) -> bool:
    return _is_refusal(rule) and (places is None or rule.origin.pointer in places)


def _lifted_rule(rule: Rule, places: Collection[str] | None) -> Rule:
    return with_changes(rule, type=lifted(rule.type, places)) if isinstance(rule, Limits) else rule
