"""Old model against new model: the changes of meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from modelmint.config import DriftPolicy
from modelmint.drift.change import Change
from modelmint.drift.conditions import compare_rules
from modelmint.drift.life import Calendar, compare_lives, gone, passing, passing_prices
from modelmint.drift.offer import compare_capabilities, compare_endpoints, compare_modalities, compare_texts
from modelmint.drift.parameters import compare_additional, compare_parameters, renamed_parameters
from modelmint.drift.place import Place
from modelmint.drift.policy import classed
from modelmint.drift.prices import compare_prices
from modelmint.drift.rules import made
from modelmint.drift.types import compare_types
from modelmint.drift.witness import Witnesses
from modelmint.ir.frozen import replace
from modelmint.ir.model import Model


def diff(
    old: Model | None, new: Model | None, today: date | None = None, policy: DriftPolicy | None = None
) -> tuple[Change, ...]:
    """What changed from one model to the other, in meaning; what breaks first.

    None stands for a model that is not there. Both should be corrected models or both as read: across,
    our own corrections would show as changes. Without a day, nothing is said of what only time changes.
    """
    present = new or old
    if present is None:
        return ()
    policy = policy or DriftPolicy()
    place = Place(str(present.ref), origin=present.origin)
    changes = [classed(change, policy) for change in _changes(place, old, new, Calendar(today, policy.grace))]
    return tuple(sorted(changes, key=lambda change: -change.level))


def _changes(place: Place, old: Model | None, new: Model | None, calendar: Calendar) -> Iterator[Change]:
    if old is None:
        yield made("model-added", place)
    elif new is None:
        yield gone(place, old, calendar)
    elif old.unreadable or new.unreadable:
        yield from _unreadable(place, old, new)
    else:
        yield from _compare(place, old, new)
        yield from compare_lives(place, old.lifecycle, new.lifecycle, calendar)
    if new is not None:
        yield from passing(place, new.lifecycle, calendar)
        yield from passing_prices(place.at("price"), new.prices, calendar)


def _unreadable(place: Place, old: Model, new: Model) -> Iterator[Change]:
    if not old.unreadable:
        yield made("schema-unavailable", place, message=new.unreadable or "")
    elif not new.unreadable:
        yield made("model-added", place, message="the model has a schema again")


def _compare(place: Place, old: Model, new: Model) -> Iterator[Change]:
    renamed = renamed_parameters(old.parameters, new.parameters)
    yield from _compare_values(place, old, new, renamed)
    yield from compare_endpoints(place, old.endpoints, new.endpoints)
    yield from compare_modalities(place, old.modalities, new.modalities)
    yield from compare_capabilities(place, old, new)
    yield from compare_prices(place.at("price"), old.prices, new.prices, renamed)
    yield from compare_texts(place, old, new)


def _compare_values(place: Place, old: Model, new: Model, renamed: dict[str, str]) -> Iterator[Change]:
    """What callers send and receive, with witnesses for what breaks."""
    changes = [*_compare_requests(place, old, new, renamed), *_compare_answers(place, old, new)]
    witnesses = Witnesses(old, new)
    yield from witnesses.attach(changes)
    more = witnesses.unexplained(place, changes)
    if more is not None:
        yield more


def _compare_requests(place: Place, old: Model, new: Model, renamed: dict[str, str]) -> Iterator[Change]:
    place = replace(place, direction="request")
    yield from compare_parameters(place, old.parameters, new.parameters)
    yield from compare_additional(place, old.additional, new.additional)
    yield from compare_rules(place, old, new, renamed)


def _compare_answers(place: Place, old: Model, new: Model) -> Iterator[Change]:
    place = replace(place.at("output"), direction="response")
    if old.output is not None and new.output is not None:
        yield from compare_types(place, old.output, new.output)
    elif old.output is not new.output:
        yield made("answer-unknown" if new.output is None else "answer-known", place)
