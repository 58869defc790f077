"""The JSON Schema of `modelmint.toml`, which editors complete from: draft 7, since that is what they know."""

from __future__ import annotations

from pathlib import Path

from modelmint.config.keys import CONFIG
from modelmint.ir.text import spell
from modelmint.ir.value import Json
from modelmint.shape.publish import schema

FILE = Path(__file__).parent / "modelmint.schema.json"
"""Where the schema is published; a test holds that it is the one that `publish` gives."""


def publish() -> str:
    """The text of the schema."""
    head: dict[str, Json] = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "modelmint.toml",
        "description": "The configuration of modelmint; the same keys stand below [tool.modelmint] in a pyproject.toml",
    }
    return spell({**head, **schema(CONFIG)})
