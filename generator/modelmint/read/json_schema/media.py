"""Texts that carry a file: the form field that the provider's page shows for them."""

from __future__ import annotations

from typing import Final

from modelmint.read.json_schema.parts import Parts

_MEDIA: Final = {"image": "image", "image_mask": "image", "video": "video", "audio": "audio", "archive": "file"}
"""The form fields of fal's pages that take a file."""


def medium(parts: Parts) -> str | None:
    """The medium of a form field that takes a file."""
    fields = [*parts.having("_fal_ui_field"), *(ui["field"] for ui in parts.having("ui"))]
    for field in fields:
        word = field.value_or_null
        if isinstance(word, str) and word in _MEDIA:
            field.raw()
            return _MEDIA[word]
    return None
