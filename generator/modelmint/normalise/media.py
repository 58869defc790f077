"""Which texts carry a file: those that are named after a medium and say that they take a URL."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from modelmint.ir.model import Model, Parameter
from modelmint.ir.types import String
from modelmint.ir.walk import change_parameters

_MEDIA: Final = {"image": "image", "photo": "image", "video": "video", "audio": "audio"}
_URL: Final = re.compile(r"\bURL\b")
_SEVERAL: Final = re.compile(r"\bURLs\b|comma|\blist\b", re.IGNORECASE)
"""One text that holds several files is not a file."""


def tag_media(model: Model) -> Model:
    """The model with the medium of each text that surely carries one."""
    return change_parameters(model, _tag)


def _tag(parameter: Parameter) -> Parameter:
    type_ = parameter.type
    medium = _medium(parameter)
    if medium is None or not isinstance(type_, String) or type_.media is not None:
        return parameter
    return replace(parameter, type=replace(type_, media=medium))


def _medium(parameter: Parameter) -> str | None:
    words = parameter.name.lower().split("_")
    media = {_MEDIA[word] for word in words if word in _MEDIA}
    takes_url = words[-1] == "url" or bool(_URL.search(parameter.doc))
    if len(media) != 1 or not takes_url or _SEVERAL.search(parameter.doc):
        return None
    return media.pop()
