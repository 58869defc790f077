"""A model's facts as data: where it is called, what it costs, how long it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .provider import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from decimal import Decimal

    from ..validation import Problem

Test = tuple[str, str, tuple[Any, ...]]
"""A condition on one parameter: its name, `is`, `present` or `absent`, and the values for `is`."""


class Price(NamedTuple):
    """One rate: `amount` for every `per` units, charged where all tests hold.

    `counted_by` names the parameter that says how many units a request asks for; `meter` which of a unit's flows is
    meant, such as input or output. `qualifier` holds what else the provider says of when it is charged, which no
    parameter tells. `was` is the amount before. `starts_on` is the ISO day in UTC from which the rate is charged.
    """

    label: str
    amount: Decimal
    currency: str
    unit: str
    per: Decimal
    meter: str = ""
    when: tuple[Test, ...] = ()
    counted_by: str = ""
    min_context: int | None = None
    qualifier: str = ""
    was: Decimal | None = None
    starts_on: str | None = None


class Lifecycle(NamedTuple):
    """How long the model lives. Dates are ISO days in UTC; `successor` is a model id."""

    deprecated: bool = False
    deprecated_on: str | None = None
    retires_on: str | None = None
    successor: str | None = None


class Model(NamedTuple):
    """All that the client knows of a model beside the types of its parameters.

    `category` is what comes of it: image, video, audio, embedding, or the provider's word where that is none of them.
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
    defaults: Mapping[str, Any] = NOTHING
    wire: Mapping[str, str] = NOTHING
    media: Mapping[str, str] = NOTHING
    prices: tuple[Price, ...] = ()
    lifecycle: Lifecycle = Lifecycle()

    def takes_files(self, params: Collection[str]) -> bool:
        """Whether some of these parameters hold files."""
        return any(path.partition(".")[0] in params for path in self.media)
