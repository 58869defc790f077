"""Plain JSON Schema, drafts 4 to 2020-12."""

from modelmint.read.json_schema.document import read

__all__ = ["read"]
