"""The JSON Schemas of the pack `json-schema`, run by `jsonschema`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from decimal import Decimal, localcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from modelmint.conform.form import Answer, Refusal
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.lower import lower
from modelmint.render import load_pack, render
from modelmint.validate import Problem
from modelmint.validate.kind import DEPTH

NO_NUMBER = Refusal("JSON has no NaN and no infinity")
NO_DEPTH = Refusal("JSON Schema cannot limit how deep a free value is")


class JsonSchema:
    """What the generated schemas say: a schema accepts or refuses, and has no words of ours."""

    name = "json-schema"
    detailed = False

    def __init__(self) -> None:
        self._texts: dict[ModelRef, str] = {}

    def missing(self) -> str:
        """What must be installed before it can run, and how; or nothing."""
        return "" if find_spec("jsonschema") else "jsonschema, pip install 'modelmint[conform]'"

    def prepare(self, models: Sequence[Model], folder: Path) -> None:
        """Render the schemas."""
        pack = load_pack("json-schema")
        readable = [model for model in models if model.unreadable is None]
        files = render(pack, lower(readable, pack.conventions), {"tests": False})
        self._texts = {model.ref: text for model, text in zip(readable, files.values(), strict=True)}

    def validate(self, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        """Nothing for a request that the schema accepts; its first error for one that it refuses."""
        from jsonschema import Draft202012Validator

        schema = json.loads(self._texts[model.ref], parse_float=Decimal)
        validator = Draft202012Validator(schema)
        with localcontext() as context:
            # Whether a number is a multiple of another is asked of all its digits.
            context.prec = 1000
            return [_answer(validator, request) for request in requests]

    def close(self) -> None:
        """Nothing was started."""


def _answer(validator: Any, request: dict[str, object]) -> Answer:
    unsaid = _unsaid(request, DEPTH + 1)
    if unsaid is not None:
        return unsaid
    error = next(validator.iter_errors(_exact(request)), None)
    return [] if error is None else [Problem(error.json_path, str(error.validator), error.message[:80], "")]


def _unsaid(value: object, levels: int) -> Refusal | None:
    """Why no schema can judge a value, if none can."""
    if isinstance(value, float):
        return None if math.isfinite(value) else NO_NUMBER
    if not isinstance(value, list | dict):
        return None
    if not levels:
        return NO_DEPTH
    inner = value.values() if isinstance(value, dict) else value
    return next(filter(None, (_unsaid(item, levels - 1) for item in inner)), None)


def _exact(value: object) -> object:
    """The value with numbers as a reader that keeps all digits has them: `1.0` is a whole number."""
    if isinstance(value, float):
        number = Decimal(repr(value))  # what its text says, which is not the value of a large float
        return int(number) if value.is_integer() else number
    if isinstance(value, list):
        return [_exact(item) for item in value]
    return {name: _exact(item) for name, item in value.items()} if isinstance(value, dict) else value
