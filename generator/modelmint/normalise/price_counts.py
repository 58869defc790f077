"""Which parameter says how many units a request asks for: `number_of_images` where each image is charged."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model, Parameter
from modelmint.ir.pricing import Price
from modelmint.ir.types import Enum, Integer, Number

_NAMES: Final = {
    "image": ("n", "num_images", "number_of_images", "image_count"),
    "video": ("n", "num_videos", "number_of_videos", "video_count"),
    "second": ("duration_seconds", "duration_in_seconds", "seconds", "duration"),
}
_OUTSIDE: Final = re.compile(r"\binput\b|\breference\b", re.IGNORECASE)
"""A charge for what goes in is not counted by what comes out."""


def count_units(model: Model) -> Model:
    """The model with the counting parameter on each price whose unit surely has one."""
    return replace(model, prices=tuple(_counted(price, model) for price in model.prices))


def _counted(price: Price, model: Model) -> Price:
    if price.count is not None or _OUTSIDE.search(price.label):
        return price
    found = [name for name in _NAMES.get(price.unit, ()) if (given := model.parameter(name)) and _counts(given)]
    return replace(price, count=found[0]) if len(found) == 1 else price


def _counts(parameter: Parameter) -> bool:
    """A number that counts the whole request, not a part: a `duration` may be that of a scene."""
    if not isinstance(parameter.type, Integer | Number) and not _lists_numbers(parameter):
        return False
    words = parameter.doc.lower()
    if parameter.name == "duration":
        return "second" in words and not re.search(r"\bper\b|\beach\b", words)
    return True


def _lists_numbers(parameter: Parameter) -> bool:
    values = parameter.type.values if isinstance(parameter.type, Enum) else (None,)
    return all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in values)
