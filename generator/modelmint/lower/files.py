"""Where files go into a request: dotted paths, `*` for every item of a list or value of a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from modelmint.ir.types import String

if TYPE_CHECKING:
    from modelmint.lower.type_view import ParameterView, TypeView


def file_places(parameters: Iterable[ParameterView]) -> dict[str, str]:
    """The kind of file (image, audio, video, file, or a media type) by the path where one is expected."""
    return {path: media for each in parameters for path, media in _places(each.type, each.wire)}


def _places(view: TypeView, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(view.type, String) and view.type.media:
        yield path, view.type.media
    for inner in (view.inner, *view.members):
        if inner is not None:
            yield from _places(inner, path)
    for item in (view.items, view.values, *view.prefix):
        if item is not None:
            yield from _places(item, f"{path}.*")
    for each in view.fields:
        yield from _places(each.type, f"{path}.{each.wire}")
