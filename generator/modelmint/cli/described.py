"""Any noun of the model as JSON, without what is only its default."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from modelmint.ir.origin import Origin
from modelmint.ir.value import UNSET, Json


def described(value: Any) -> Json:
    """A model, a parameter or a type as JSON. Fields at their default or not set, and places in files, are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"kind": value.kind} if hasattr(value, "kind") else {}
        shown = (each for each in fields(value) if _telling(each, getattr(value, each.name)))
        return {**kind, **{each.name: described(getattr(value, each.name)) for each in shown}}
    if isinstance(value, (list, tuple)):
        return [described(item) for item in value]
    if isinstance(value, dict):
        return {str(key): described(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum) and value is not UNSET:
        return value.name.lower()
    assert value is not UNSET
    return value  # type: ignore[no-any-return]  # nouns are made of dataclasses, dates and JSON


def _telling(each: Field[Any], value: Any) -> bool:
    if isinstance(value, Origin) or value is UNSET:
        return False
    default = each.default_factory() if each.default_factory is not MISSING else each.default
    return default is MISSING or value != default
