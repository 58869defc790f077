"""What the configuration has to say of models that end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from modelmint.config import LifecyclePolicy, Weight
from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.model import Model

CODES: Final[Mapping[str, Code]] = MappingProxyType(
    {
        "model-retired": Code(Severity.ERROR, "The model has ended: calls are expected to fail."),
        "model-retiring": Code(Severity.WARNING, "The model ends within the time that the configuration gives."),
        "model-deprecated": Code(Severity.NOTE, "The provider advises against the model, which still works."),
    }
)
"""Every code that a model's life can give, with the weight that it has if the configuration says nothing."""


def aging(model: Model, policy: LifecyclePolicy, today: date) -> Finding | None:
    """What a person should know of the model's end on a day; None if there is nothing, or nobody wants to know."""
    state, end = model.lifecycle.state(today), model.lifecycle.retires_on
    if state == "active":
        return None
    if end is not None and state == "retired":
        return _finding("model-retired", policy.on_retired, model, f"ended on {end}, {_days(today - end)} ago")
    if end is not None and (end - today).days <= policy.retire_within:
        return _finding("model-retiring", policy.on_retiring, model, f"ends on {end}, in {_days(end - today)}")
    when = f"and ends on {end}, in {_days(end - today)}" if end is not None else "without a date for its end"
    return _finding("model-deprecated", policy.on_deprecated, model, f"is deprecated, {when}")


def _days(distance: timedelta) -> str:
    return "1 day" if distance.days == 1 else f"{distance.days} days"


def _finding(code: str, weight: Weight, model: Model, what: str) -> Finding | None:
    if weight == "off":
        return None
    successor = model.lifecycle.successor
    named = f"its successor is {successor}" if successor else "no successor is named"
    hint = f"move to {successor}" if successor else "move to another model"
    return Finding(
        code,
        Severity(weight),
        f"{model.ref} {what}; {named}",
        model.lifecycle.origin or model.origin,
        str(model.ref),
        hint=f"{hint}, or accept it for a time with [[acknowledge]] in the configuration",
    )
