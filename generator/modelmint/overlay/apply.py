"""Model and overlay -> corrected model, and what became of each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from modelmint.ir.frozen import frozen, replace
from modelmint.ir.meant import meant
from modelmint.ir.model import Corrected, Model, Parameter
from modelmint.ir.rules import Rule
from modelmint.overlay.entries import Correction, Outcome, Overlay, RuleEntry
from modelmint.overlay.nested import changed, fields
from modelmint.overlay.parameter_aspects import ASPECTS, Fact
from modelmint.overlay.rules import build_rules, named_parameters
from modelmint.overlay.types import NotationError


def outcomes(model: Model, overlay: Overlay) -> tuple[Model, tuple[Outcome, ...]]:
    """The corrected model, which keeps what was corrected, and what became of each entry, corrections first.

    Rules see the corrected parameters; what they rest on is looked for in the model as it came. The day
    plays no part: it changes findings, never the model.
    """
    became: list[Outcome] = []
    corrected = model
    for correction in overlay.corrections:
        corrected, outcome = _correct(corrected, correction)
        became.append(outcome)
    rules = list(corrected.rules)
    for entry in overlay.rules:
        added, outcome = _rule(model, corrected, entry)
        rules += added
        became.append(outcome)
    return replace(corrected, rules=tuple(rules), corrections=_applied(became)), tuple(became)


def _applied(became: Iterable[Outcome]) -> tuple[Corrected, ...]:
    entries = (outcome.entry for outcome in became if outcome.status == "applied")
    return tuple(Corrected(one.at, one.was, one.now, one.evidence) for one in entries if isinstance(one, Correction))


@frozen
class _Place:
    """A fact of a model: what it says, and the model with another."""

    says: Fact
    put: Callable[[Fact], Model]


def _correct(model: Model, correction: Correction) -> tuple[Model, Outcome]:
    place = _place(model, correction.at)
    if place is None:
        return model, Outcome(correction, "target-gone", problem=_meant(correction.target, model))
    try:
        corrected, expected = place.put(correction.now), place.put(correction.was)
    except NotationError as error:
        return model, Outcome(correction, "upstream-changed", place.says, str(error))
    if corrected == model:
        return model, Outcome(correction, "upstream-fixed", place.says)
    if expected != model:
        return model, Outcome(correction, "upstream-changed", place.says)
    return corrected, Outcome(correction, "applied", place.says)


def _place(model: Model, at: str) -> _Place | None:
    """The fact that `at` names, unless what it is about is gone."""
    target, _, aspect = at.rpartition(".")
    whole = target in ("lifecycle", "model") or target.startswith("price.")
    return (_model_place if whole else _parameter_place)(model, target, aspect)


def _model_place(model: Model, target: str, aspect: str) -> _Place | None:
    from modelmint.overlay import model_aspects as of  # most corrections are of parameters

    if target == "lifecycle":
        return _Place(of.say_lifecycle(model, aspect), lambda fact: of.put_lifecycle(model, aspect, fact))
    if target == "model":
        return _Place(of.say_model(model, aspect), lambda fact: of.put_model(model, aspect, fact))
    prices = of.prices_at(model, target)
    if not prices:
        return None
    return _Place(of.say_price(prices, aspect), lambda fact: of.put_price(model, target, aspect, fact))


def _parameter_place(model: Model, name: str, aspect: str) -> _Place | None:
    # A name may hold dots itself, so what is called so comes before what lies inside another.
    own = model.parameter(name)
    parameter = own or dict(fields(model.parameters)).get(name)
    if parameter is None:
        return None

    def put(fact: Fact) -> Model:
        def change(each: Parameter) -> Parameter:
            return ASPECTS[aspect].put(each, fact)

        if own is None:
            return replace(model, parameters=changed(model.parameters, name, change))
        return replace(model, parameters=tuple(change(each) if each is own else each for each in model.parameters))

    return _Place(ASPECTS[aspect].says(parameter), put)


def _rule(original: Model, corrected: Model, entry: RuleEntry) -> tuple[tuple[Rule, ...], Outcome]:
    for name in named_parameters(entry):
        if corrected.parameter(name) is None:
            return (), Outcome(entry, "target-gone", problem=_unknown(name, corrected))
    try:
        rules = build_rules(entry, corrected)
    except NotationError as error:
        return (), Outcome(entry, "upstream-changed", problem=f"{error}; it does not apply")
    if all(any(_same_rule(rule, known) for known in original.rules) for rule in rules):
        return (), Outcome(entry, "upstream-fixed")
    changed = next((words for at in entry.was if (words := _changed(original, entry, at))), "")
    return rules, Outcome(entry, "upstream-changed" if changed else "applied", problem=changed)


def _same_rule(rule: Rule, known: Rule) -> bool:
    """Whether two rules say the same, wherever they come from."""
    if type(rule) is not type(known):
        return False
    return rule == replace(known, level=rule.level, evidence=rule.evidence, origin=rule.origin)


def _changed(model: Model, entry: RuleEntry, at: str) -> str:
    """What to say of a fact that a rule rests on and that is no longer what it was; nothing if it is."""
    place = _place(model, at)
    try:
        kept = place is not None and place.put(entry.was[at]) == model
    except NotationError:
        kept = False
    return "" if kept else f"it rests on {at}, which the document says otherwise now; it still applies"


def _unknown(name: str, model: Model) -> str:
    return f"the model has no parameter {name}{_meant(name, model)}"


def _meant(name: str, model: Model) -> str:
    known: Iterable[str] = (path for path, _ in fields(model.parameters))
    if name.startswith("price."):
        known = (f"price.{price.label}" for price in model.prices)
    question = meant(name, known)
    return f"; {question}" if question else ""
