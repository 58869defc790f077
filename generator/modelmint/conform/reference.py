"""The reference validator itself, asked with requests as they stand in vector files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from modelmint.conform.form import Answer
from modelmint.ir.model import Model
from modelmint.validate import validate
from modelmint.vectors.text import decoded, encoded


class Reference:
    """The measure of all others. It disagrees only if writing a vector down changes it."""

    name = "reference"
    detailed = True

    def missing(self) -> str:
        """Nothing."""
        return ""

    def prepare(self, models: Sequence[Model], folder: Path) -> None:
        """Nothing need be made."""

    def validate(self, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        """The problems of each request, once it was written and read."""
        written = (json.dumps(encoded(request), allow_nan=False) for request in requests)
        return [validate(model, decoded(json.loads(text))) for text in written]

    def close(self) -> None:
        """Nothing was started."""
