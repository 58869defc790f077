"""What the configuration has to say of models that end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from modelmint.config import LifecyclePolicy, Weight
from modelmint.diagnostics.finding import Code, Finding, Severity
from modelmint.ir.counts import counted
from modelmint.ir.lifecycle import Lifecycle
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
    state, end, what = model.lifecycle.state(today), model.lifecycle.retires_on, countdown(model.lifecycle, today)
    if state == "active":
        return None
    if state == "retired":
        return _finding("model-retired", policy.on_retired, model, what)
    if end is not None and (end - today).days <= policy.retire_within:
        return _finding("model-retiring", policy.on_retiring, model, what)
    return _finding("model-deprecated", policy.on_deprecated, model, f"is deprecated, {what}")


def countdown(life: Lifecycle, today: date) -> str:
    """How far a life has come: `ended on 2026-09-30, 54 days ago`; empty for a model that stays."""
    if life.retires_on is None:
        return "" if life.state(today) == "active" else "without a date for its end"
    if life.retires_on <= today:
        return f"ended on {life.retires_on}, {counted((today - life.retires_on).days, 'day')} ago"
    return f"ends on {life.retires_on}, in {counted((life.retires_on - today).days, 'day')}"


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
