"""How long a model lives."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from modelmint.ir.frozen import frozen
from modelmint.ir.origin import Origin

State: TypeAlias = Literal["active", "deprecated", "retired"]


@frozen
class Lifecycle:
    """Dates are whole days in UTC; from `retires_on` on, calls are expected to fail. `successor` is a model id."""

    deprecated: bool = False
    deprecated_on: date | None = None
    retires_on: date | None = None
    successor: str | None = None
    origin: Origin | None = None

    def state(self, today: date) -> State:
        """Where the model stands on a day. The day comes from the caller: this package has no clock."""
        if self.retires_on is not None and self.retires_on <= today:
            return "retired"
        announced = self.deprecated or self.retires_on is not None
        started = self.deprecated_on is not None and self.deprecated_on <= today
        return "deprecated" if announced or started else "active"

    @property
    def ending(self) -> str:
        """When the model ends and what to move to, in a sentence; empty where that is not known."""
        if not self.retires_on and not self.deprecated:
            return ""
        until = f"It retires on {self.retires_on}" if self.retires_on else "It is deprecated"
        return f"{until}, and {f'its successor is {self.successor}' if self.successor else 'no successor is named'}."
