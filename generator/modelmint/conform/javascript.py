"""The ES modules of the pack `javascript`, asked through one Node process for all models."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from shutil import which
from typing import Any

from modelmint.conform.form import Answer
from modelmint.ir.frozen import replace
from modelmint.ir.ids import ModelRef
from modelmint.ir.model import Model
from modelmint.lower import lower, source_view
from modelmint.render import load_pack, render
from modelmint.validate import Problem
from modelmint.vectors.text import decoded, encoded


class JavaScript:
    """What the generated ES modules say."""

    name = "javascript"
    detailed = True

    def __init__(self) -> None:
        self._modules: dict[ModelRef, str] = {}
        self._node: subprocess.Popen[str] | None = None

    def missing(self) -> str:
        """What must be installed before it can run."""
        return "" if which("node") else "node 18 or later, https://nodejs.org"

    def prepare(self, models: Sequence[Model], folder: Path) -> None:
        """Write the package; it need not be formatted."""
        pack = replace(load_pack("javascript"), formats=())
        readable = [model for model in models if model.unreadable is None]
        views = lower(readable, pack.conventions)
        for path, text in render(pack, views, {"tests": False}).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        for model, view in zip(readable, views, strict=True):
            source = source_view(view.source, pack.conventions).module
            self._modules[model.ref] = (folder / source / f"{view.module}.js").resolve().as_uri()

    def validate(self, model: Model, requests: Sequence[dict[str, object]]) -> list[Answer]:
        """What the model's module says of each request."""
        return [[_problem(row) for row in rows] for rows in self.ask(model, requests)]

    def ask(self, model: Model, requests: Sequence[object]) -> list[list[dict[str, Any]]]:
        """The same as rows with a `message`, for any values.

        Raises:
            RuntimeError: the module failed; holds what JavaScript said.
        """
        node = self._node = self._node or _start()
        assert node.stdin is not None
        assert node.stdout is not None
        asked = {"module": self._modules[model.ref], "requests": [encoded(one) for one in requests]}
        node.stdin.write(json.dumps(asked) + "\n")
        node.stdin.flush()
        answer = json.loads(node.stdout.readline() or '{"error": "node ended"}', parse_float=Decimal)
        if "error" in answer:
            raise RuntimeError(f"{model.ref}: {answer['error']}")
        return [[{**row, "suggestion": _exact(row["suggestion"])} for row in rows] for rows in answer["answers"]]

    def close(self) -> None:
        """Let Node end."""
        node, self._node = self._node, None
        if node is not None:
            node.communicate()  # closes both pipes, so that Node ends


def _start() -> subprocess.Popen[str]:
    driver = Path(__file__).with_suffix(".mjs")
    command = [which("node") or "node", str(driver)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def _exact(suggestion: Any) -> Any:
    """A suggestion with numbers as the model has them: exact, which JSON is read as already."""
    return decoded(suggestion) if isinstance(suggestion, dict) else suggestion


def _problem(row: dict[str, Any]) -> Problem:
    return Problem(row["path"], row["code"], row["expected"], row["got"], row["suggestion"])
