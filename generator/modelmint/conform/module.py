"""The standalone Python modules of the pack `validator`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from modelmint.conform.form import Answer
from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.lower import lower
from modelmint.render import load_pack, render
from modelmint.validate import Problem


class Module:
    """What the generated modules say."""

    name = "validator"
    detailed = True

    def __init__(self) -> None:
        self._texts: dict[ModelRef, str] = {}
        self._checks: dict[ModelRef, Callable[[object], list[Any]]] = {}

    def missing(self) -> str:
        """Nothing: Python is there."""
        return ""

    def prepare(self, models: Sequence[Model], folder: Path) -> None:
        """Render the modules; they need be neither formatted nor written."""
        pack = replace(load_pack("validator"), formats=())
        readable = [model for model in models if model.unreadable is None]
        files = render(pack, lower(readable, pack.conventions), {"tests": False})
        self._texts = {model.ref: text for model, text in zip(readable, files.values(), strict=True)}

    def validate(self, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        """What the model's module says of each request."""
        check = self._checks.get(model.ref) or self._checks.setdefault(model.ref, _loaded(self._texts[model.ref]))
        return [[_problem(found) for found in check(request)] for request in requests]

    def close(self) -> None:
        """Forget the modules."""
        self._checks.clear()


def _loaded(text: str) -> Callable[[object], list[Any]]:
    names: dict[str, Any] = {"__name__": "validator"}
    exec(compile(text, "validator.py", "exec"), names)
    check: Callable[[object], list[Any]] = names["validate"]
    return check


def _problem(found: Any) -> Problem:
    return Problem(found.path, found.code, found.expected, found.got, found.suggestion)
