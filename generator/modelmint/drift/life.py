"""What changed in a model's life, and what only the passing of time changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from modelmint.drift.change import Change
from modelmint.drift.place import Place
from modelmint.drift.rules import made
from modelmint.ir.frozen import frozen, replace
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Model
from modelmint.ir.pricing import Price
from modelmint.ir.words import rate


@frozen
class Calendar:
    """The day of the comparison, and how much notice (days) is fair.

    Without a day, nothing that depends on it is reported.
    """

    today: date | None = None
    grace: int = 90


_NEAR = 30
"""From how many days before a model's end it is reported each time."""


def compare_lives(place: Place, old: Lifecycle, new: Lifecycle, calendar: Calendar) -> Iterator[Change]:
    """Announced, moved, withdrawn."""
    place = place.at("lifecycle")
    was, now = _announced(old), _announced(new)
    if now and not was:
        yield _announcement(place, new, calendar)
    elif was and not now:
        yield made("undeprecated", place, _ends(old), "active")
    elif was and old.retires_on != new.retires_on:
        yield _moved(place, old, new, calendar)
    if was and now and old.successor != new.successor:
        yield made("successor-changed", place, old.successor or "none", new.successor or "none")


def _announced(life: Lifecycle) -> bool:
    return life.deprecated or life.retires_on is not None


def _ends(life: Lifecycle) -> str:
    return f"retires {life.retires_on}" if life.retires_on else "deprecated" if life.deprecated else "active"


def _announcement(place: Place, new: Lifecycle, calendar: Calendar) -> Change:
    code = "deprecated" if new.retires_on else "deprecated-undated"
    change = replace(made(code, place, "active", _ends(new)), effective=new.retires_on)
    return replace(change, hint=f"move to {new.successor}") if new.successor else change


def _moved(place: Place, old: Lifecycle, new: Lifecycle, calendar: Calendar) -> Change:
    before, after = old.retires_on, new.retires_on
    if after is None:
        return made("retirement-undated", place, _ends(old), "deprecated, no date")
    code = "retirement-put-off"
    if before is None:
        code = "deprecated"
    elif after < before:
        code = "retirement-brought-forward"
        if calendar.today is not None and after < calendar.today + timedelta(days=calendar.grace):
            code = "retirement-too-soon"
    return replace(made(code, place, _ends(old), _ends(new)), effective=after)


BY_TIME: Final = frozenset({"retirement-passed", "retirement-near", "price-in-effect"})
"""The changes that only the passing of time makes: they are told of two models that are the same, too."""


def passing(place: Place, life: Lifecycle, calendar: Calendar) -> Iterator[Change]:
    """What is true today whether or not anything changed: the end is near, or has passed."""
    end, today = life.retires_on, calendar.today
    if end is None or today is None:
        return
    place = place.at("lifecycle")
    if end <= today:
        yield replace(made("retirement-passed", place, new=_ends(life)), effective=end)
    elif end <= today + timedelta(days=_NEAR):
        left = f"{(end - today).days} days left"
        yield replace(made("retirement-near", place, new=_ends(life), message=left), effective=end)


def passing_prices(place: Place, prices: Iterable[Price], calendar: Calendar) -> Iterator[Change]:
    """Announced prices that are charged from today on."""
    for price in prices:
        if price.starts_on is not None and price.starts_on == calendar.today:
            change = made("price-in-effect", place.at(price.label or price.unit), new=rate(price))
            yield replace(change, effective=price.starts_on)


def unreachable(old: Model, answer: str) -> Change:
    """The provider answered that it does not know the model, which our snapshot holds to be there."""
    place = Place(str(old.ref), origin=old.origin)
    return made("model-unreachable", place, _ends(old.lifecycle), answer)


def gone(place: Place, old: Model, calendar: Calendar) -> Change:
    """The model is not in the catalogue any more: as announced, or early."""
    end, today = old.lifecycle.retires_on, calendar.today
    if end is not None and today is not None and end <= today:
        return replace(made("model-removed-as-announced", place, _ends(old.lifecycle)), expected=True)
    return made("model-removed", place, _ends(old.lifecycle))
