"""The generated ES modules in one Node process, which all tests of a session share."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from modelmint.conform.javascript import JavaScript
from modelmint.ir.model import Model
from modelmint.validate import validate


@cache
def javascript() -> JavaScript:
    """The form, with Node running; skipped where there is none."""
    form = JavaScript()
    if form.missing():
        pytest.skip(f"no {form.missing()}: the JavaScript validators are not run")
    atexit.register(form.close)
    return form


def problems(model: Model, requests: list[object]) -> list[list[dict[str, Any]]]:
    """What the module of a model says of requests, as rows."""
    form = javascript()
    folder = Path(tempfile.mkdtemp(prefix="modelmint-js-"))
    try:
        form.prepare([model], folder)
        return form.ask(model, requests)
    finally:
        shutil.rmtree(folder)


def wanted(model: Model, request: object) -> list[dict[str, Any]]:
    """What the reference says, in the same shape."""
    return [
        {
            "path": one.path,
            "code": one.code,
            "expected": one.expected,
            "got": one.got,
            "message": one.message,
            "suggestion": one.suggestion,
        }
        for one in validate(model, request)
    ]
