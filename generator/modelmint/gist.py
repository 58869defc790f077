"""What commands need to know of every model, so that those that did not change need not be read again."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from modelmint.diagnostics.finding import Finding, Severity
from modelmint.ir.frozen import frozen, replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.lifecycle import Lifecycle
from modelmint.ir.model import Capability, Endpoint, Modalities, Model
from modelmint.ir.origin import Origin


@frozen
class Gist:
    """A corrected model without its inner parts, how many it has of some, and what was found on the way to it.

    `errors` are those that reading leaves, `stale` what became of the corrections as of `day`, `refused` what
    every form refuses since it is not understood, in words. `expiring` are the days of the corrections' entries.
    """

    model: Model
    parameters: int
    prices: int
    errors: tuple[Finding, ...]
    stale: tuple[Finding, ...]
    refused: tuple[str, ...]
    day: date
    expiring: tuple[date, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the same would be found on another day."""
        return all((end < self.day) == (end < day) for end in self.expiring)


def outline(model: Model) -> Model:
    """The model without its inner parts: what it is, and not what it takes."""
    return replace(
        model,
        parameters=(),
        rules=(),
        prices=(),
        examples=(),
        corrections=(),
        additional=None,
        output=None,
    )


def spell(gist: Gist) -> bytes:
    """The gist as bytes."""
    return pickle.dumps(gist, protocol=5)


def read(body: bytes) -> Gist | None:
    """The gist that `spell` made these of; None if they hold anything else."""
    try:
        found = _Reader(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, EOFError, ValueError, TypeError, LookupError, AttributeError, OverflowError):
        return None
    return found if isinstance(found, Gist) else None


def _named(kinds: Iterable[type]) -> dict[tuple[str, str], type]:
    return {(kind.__module__, kind.__qualname__): kind for kind in kinds}


_KINDS = _named(
    (Gist, Model, ModelRef, Origin, Endpoint, Modalities, Capability, Lifecycle, Finding, Severity, date, Decimal)
)
"""The classes that a gist is made of: no other is looked up, whoever wrote the file."""


class _Reader(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """A class of a gist."""
        if (module_name, global_name) not in _KINDS:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a gist")
        return _KINDS[module_name, global_name]
