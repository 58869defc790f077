"""Model -> Model: what is sure, though the document only implies it. One pass a file, in the order below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from modelmint.ir.model import Model
from modelmint.normalise.media import tag_media
from modelmint.normalise.price_conditions import condition_prices
from modelmint.normalise.price_counts import count_units
from modelmint.normalise.task import name_task
from modelmint.normalise.type_spelling import spell_types

__all__ = ["PASSES", "normalise"]

PASSES: Final[tuple[Callable[[Model], Model], ...]] = (
    spell_types,
    tag_media,
    name_task,
    condition_prices,
    count_units,
)
"""Every pass, in order. Each may rely on those before it, and changes nothing when it is run again."""


def normalise(model: Model) -> Model:
    """The model with every pass applied; normalising it again changes nothing."""
    for normalising in PASSES:
        model = normalising(model)
    return model
