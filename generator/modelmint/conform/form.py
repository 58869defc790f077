"""What a form of validator must be able to do to be compared with the reference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias, Union

from modelmint.ir.frozen import frozen
from modelmint.ir.model import Model
from modelmint.validate import Problem


@frozen
class Refusal:
    """A form cannot express something of a model, said so when it was generated, and so decides nothing."""

    reason: str


Answer: TypeAlias = Union["list[Problem]", Refusal]
"""What a form says of one request: its problems in order, or that it does not judge this model."""


class Form(Protocol):
    """A way to validate requests. It is prepared once, for all models, and then asked."""

    name: str
    """As the table and `--form` name it, such as `json-schema`."""

    detailed: bool
    """Whether it lists our problems. If not, only whether there are any is compared: it accepts or refuses."""

    def missing(self) -> str:
        """What must be installed before it can run, and how (`node 18 or later, https://nodejs.org`); or nothing."""

    def prepare(self, models: Sequence[Model], folder: Path) -> None:
        """Render and load what it needs. The folder is its own, empty, and deleted in the end."""

    def validate(self, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        """An answer for each request, in their order. The model is one of those prepared, told by its `ref`."""

    def close(self) -> None:
        """Stop what was started."""
