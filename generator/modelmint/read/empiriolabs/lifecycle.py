"""When a model is to end. The API's own key comes first, then the names that other catalogues use."""

from __future__ import annotations

from datetime import date
from typing import Final

from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.origin import Origin
from modelmint.read.dates import day
from modelmint.read.node import Node

_RETIRES: Final = ("deprecation_date", "retires_at", "shutdown_date", "expiration_date")
"""On EmpirioLabs' pages the deprecation date is the day from which requests fail."""
_DEPRECATED: Final = ("deprecated_at",)
_SUCCESSOR: Final = ("successor", "replacement", "replaced_by")


def read_lifecycle(document: Node) -> Lifecycle:
    """The model's life; a model of which nothing is said is active."""
    retires, origin = _first(document, _RETIRES)
    deprecated_on, announced = _first(document, _DEPRECATED)
    named = [name for key in _SUCCESSOR if (name := document[key].text())]
    return Lifecycle(
        deprecated=_deprecated(document["deprecated"], retires),
        deprecated_on=deprecated_on,
        retires_on=retires,
        successor=named[0] if named else None,
        origin=origin or announced,
    )


def _deprecated(node: Node, retires: date | None) -> bool:
    flag = node.flag()
    if flag is False and retires is not None:
        node.report("said-twice", f"deprecated is false, and yet the model retires on {retires}; the date counts")
    return bool(flag) or retires is not None


def _first(document: Node, keys: tuple[str, ...]) -> tuple[date | None, Origin | None]:
    """The first date among the keys; a later one that differs is a finding."""
    found: date | None = None
    origin: Origin | None = None
    for key in keys:
        other = day(document[key])
        if other is None:
            continue
        if found is None:
            found, origin = other, document[key].origin
        elif other != found:
            document[key].report(
                "dates-disagree", f"{key} says {other}, an earlier key {found}; the earlier key counts"
            )
    return found, origin
