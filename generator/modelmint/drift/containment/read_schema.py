"""All keywords together: a JSON Schema document as a formula."""

from __future__ import annotations

from typing import Final

from modelmint.drift.containment import schema, schema_lists, schema_objects, unevaluated
from modelmint.drift.containment.pool import Formula, Pool
from modelmint.drift.containment.schema import Keyword, Reader, Schema

KEYWORDS: Final[dict[str, Keyword]] = {
    **schema.KEYWORDS,
    **schema_lists.KEYWORDS,
    **schema_objects.KEYWORDS,
    **unevaluated.KEYWORDS,
}
"""What each keyword says, in all drafts' spellings. A keyword that is not here says nothing about values."""


def read_schema(pool: Pool, document: Schema, name: str, absent: dict[int, frozenset[str]] | None = None) -> Formula:
    """The formula of a document.

    `name` tells its recursive references from those of other documents. `absent` holds, by the identity of a
    schema in the document, keys that values are known not to have there.
    """
    reader = Reader(pool, document, name, KEYWORDS)
    reader.absent = absent or {}
    return reader.read(document)
