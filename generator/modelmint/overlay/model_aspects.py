"""The facts about a whole model that a correction can change: its life, its texts, its task, its prices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model
from modelmint.ir.pricing import Price
from modelmint.ir.refusals import lift, refusals
from modelmint.ir.value import UNSET, Json, Unset
from modelmint.overlay.conditions import parse_condition, spell_condition
from modelmint.overlay.fields import with_field
from modelmint.overlay.parameter_aspects import Fact
from modelmint.overlay.types import NotationError


def say_lifecycle(model: Model, aspect: str) -> Fact:
    """A fact about the model's life, in the overlay's notation."""
    value = getattr(model.lifecycle, aspect)
    return UNSET if value is None or value is False else str(value) if isinstance(value, date) else value


def put_lifecycle(model: Model, aspect: str, fact: Fact) -> Model:
    """The model with another fact about its life."""
    value: object = None if fact is UNSET else fact
    if aspect == "deprecated":
        value = fact is True
    elif aspect.endswith("_on") and isinstance(fact, str):
        value = date.fromisoformat(fact)
    return replace(model, lifecycle=with_field(model.lifecycle, aspect, value))


def say_model(model: Model, aspect: str) -> Fact:
    """One of the model's texts, or the places of what is not understood."""
    if aspect == "unread":
        return list(_unread(model)) or UNSET
    return getattr(model, aspect) or UNSET


def put_model(model: Model, aspect: str, fact: Fact) -> Model:
    """The model with another text; without a task, None stands for it."""
    if aspect == "unread":
        return _refusing(model, fact if isinstance(fact, list) else [])
    nothing = None if aspect == "task" else ""
    return with_field(model, aspect, nothing if fact is UNSET else fact)


def _refusing(model: Model, places: list[Json]) -> Model:
    """The model that refuses requests for what is not understood at these places only."""
    known = _unread(model)
    strange = [place for place in places if place not in known]
    if strange:
        raise NotationError(f"nothing that is refused for not being understood is at {strange[0]}")
    return lift(model, [place for place in known if place not in places])


def _unread(model: Model) -> tuple[str, ...]:
    """The places of what is not understood, each once."""
    return tuple(dict.fromkeys(refusal.origin.pointer for refusal in refusals(model)))


def prices_at(model: Model, target: str) -> tuple[Price, ...]:
    """The prices that `price.LABEL` names."""
    return tuple(price for price in model.prices if price.label == target.removeprefix("price."))


def say_price(prices: tuple[Price, ...], aspect: str) -> Fact:
    """A fact about the first of the prices, which stands for all."""
    value = getattr(prices[0], aspect)
    if aspect == "when":
        return spell_condition(value) or UNSET
    return UNSET if value is None or value == "" else str(value) if isinstance(value, date) else value


def put_price(model: Model, target: str, aspect: str, fact: Fact) -> Model:
    """The model with another fact about every price of the label."""
    wanted = prices_at(model, target)
    value = _PRICE.get(aspect, _same)(fact)
    changed = (with_field(price, aspect, value) if price in wanted else price for price in model.prices)
    return replace(model, prices=tuple(changed))


def _same(fact: Fact) -> object:
    return None if fact is UNSET else fact


def _amount(fact: Fact) -> object:
    return Decimal(fact) if isinstance(fact, int | Decimal) else Decimal(1)


def _when(fact: Json | Unset) -> object:
    return parse_condition(fact if isinstance(fact, dict) else {})


def _words(fact: Fact) -> object:
    return fact if isinstance(fact, str) else ""


def _money(fact: Fact) -> object:
    return Decimal(fact) if isinstance(fact, int | Decimal) else None


def _day(fact: Fact) -> object:
    return date.fromisoformat(fact) if isinstance(fact, str) else None


_PRICE: dict[str, Callable[[Fact], object]] = {
    "when": _when,
    "amount": _amount,
    "per": _amount,
    "qualifier": _words,
    "unit": _words,
    "was": _money,
    "starts_on": _day,
}
"""How each fact is turned into the price's own value; the others are kept as they are."""
