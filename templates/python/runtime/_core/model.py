"""A model's facts as data: where it is called, what it costs, how long it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from ..validation import Problem

Test = tuple[str, str, tuple[Any, ...]]
"""A condition on one parameter: its name, `is`, `present` or `absent`, and the values for `is`."""


@dataclass(frozen=True)
class Price:
    """One rate: `amount` for every `per` units, charged where all tests hold.

    `count` names the parameter that says how many units a request asks for; `meter` which of a unit's flows is
    meant, such as input or output.
    """

    label: str
    amount: Decimal
    currency: str
    unit: str
    per: Decimal
    meter: str = ""
    when: tuple[Test, ...] = ()
    count: str = ""
    min_context: int | None = None


@dataclass(frozen=True)
class Lifecycle:
    """How long the model lives. Dates are ISO days in UTC; `successor` is a model id."""

    deprecated: bool = False
    deprecated_on: str | None = None
    retires_on: str | None = None
    successor: str | None = None


@dataclass(frozen=True)
class Model:
    """All that the client knows of a model beside the types of its parameters.

    `endpoint` is its path below the base URL. `task` names the parameter that chooses what the model does.
    `wire` holds the parameters whose name in a request differs from the one in Python. `media` says where files
    go in, by dotted path. `check` tells what is wrong with a request.
    """

    id: str
    name: str
    category: str
    method: str
    endpoint: str
    check: Callable[[dict[str, Any]], Sequence[Problem]]
    task: str = ""
    defaults: dict[str, Any] = field(default_factory=dict[str, Any])
    wire: dict[str, str] = field(default_factory=dict[str, str])
    media: dict[str, str] = field(default_factory=dict[str, str])
    prices: tuple[Price, ...] = ()
    lifecycle: Lifecycle = Lifecycle()

    @cached_property
    def file_names(self) -> frozenset[str]:
        """The parameters that hold files."""
        return frozenset(path.partition(".")[0] for path in self.media)
