"""The pydantic form made ready for models of a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from modelmint.conform.pydantic_model import PydanticModel
from modelmint.ir.model import Model


@contextmanager
def prepared(chosen: Sequence[Model]) -> Iterator[PydanticModel]:
    """The form, made ready for models, until the block ends."""
    form = PydanticModel()
    with TemporaryDirectory() as folder:
        form.prepare(chosen, Path(folder))
        try:
            yield form
        finally:
            form.close()


@contextmanager
def request_class(one: Model) -> Iterator[Any]:
    """The class of a model's requests."""
    with prepared([one]) as form:
        yield form.model(str(one.ref))
