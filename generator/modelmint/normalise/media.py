"""Which texts carry a file: those that are named after a medium and say that they take a URL."""

from __future__ import annotations

import re
from typing import Final

from modelmint.ir.frozen import replace
from modelmint.ir.model import Model, Parameter
from modelmint.ir.types import Array, Nullable, String, Type
from modelmint.ir.walk import change_parameters

_MEDIA: Final = {"image": "image", "photo": "image", "video": "video", "audio": "audio"}
_URL: Final = re.compile(r"\bURL\b")
_SEVERAL: Final = re.compile(r"\bURLs\b|comma|\blist\b", re.IGNORECASE)
"""One text that holds several files is not a file."""


def tag_media(model: Model) -> Model:
    """The model with the medium of each text that surely carries one."""
    return change_parameters(model, _tag)


def _tag(parameter: Parameter) -> Parameter:
    medium = _medium(parameter)
    return parameter if medium is None else replace(parameter, type=_tagged(parameter.type, parameter, medium))


def _tagged(type_: Type, parameter: Parameter, medium: str) -> Type:
    """The type with the medium on its text, or on each text of a list that is named after several files."""
    if isinstance(type_, Nullable):
        return replace(type_, inner=_tagged(type_.inner, parameter, medium))
    if isinstance(type_, Array) and parameter.name.lower().endswith("urls"):
        return replace(type_, items=_text(type_.items, medium))
    return (
        type_
        if _SEVERAL.search(parameter.doc) or not isinstance(type_, String)
        else replace(type_, media=type_.media or medium)
    )


def _text(items: Type | None, medium: str) -> Type | None:
    return replace(items, media=items.media or medium) if isinstance(items, String) else items


def _medium(parameter: Parameter) -> str | None:
    """The one medium in the name of a parameter that takes a URL."""
    words = parameter.name.lower().split("_")
    media = {_MEDIA[word] for word in words if word in _MEDIA}
    if len(media) != 1 or not (words[-1] in {"url", "urls"} or _URL.search(parameter.doc)):
        return None
    return media.pop()
