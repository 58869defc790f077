"""Requests that are made to hurt, against the Python validators that we ship: bounded work, and a clear answer."""

from __future__ import annotations

import runpy
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GENERATED = Path(__file__).parents[2] / "generated"
PROMPT = {"prompt": "a"}


def _nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def _cycle() -> Any:
    value: dict[str, Any] = {}
    value["again"] = value
    return value


def _bomb() -> Any:
    value: Any = []
    for _ in range(60):
        value = [value, value]
    return value


FIRE: dict[str, Callable[[], dict[str, Any]]] = {
    "a text of 10 MB where a word belongs": lambda: PROMPT | {"quality": "x" * 10_000_000},
    "a text of 10 MB that is too long": lambda: {"prompt": "x" * 10_000_000},
    "a text of 10 MB for a pattern": lambda: PROMPT | {"colors": "#" + "FF9900," * 1_500_000},
    "100,000 unknown names": lambda: PROMPT | {f"name{number}": 1 for number in range(100_000)},
    "an unknown name of 10 MB": lambda: PROMPT | {"x" * 10_000_000: 1},
    "a list 100,000 deep": lambda: PROMPT | {"mask_prompt": _nested(100_000)},
    "lists that each hold one list twice": lambda: PROMPT | {"mask_prompt": _bomb()},
    "an object that holds itself": lambda: PROMPT | {"mask_prompt": _cycle()},
    "a number of 100,000 digits": lambda: PROMPT | {"seed": 10**100_000},
    "a list of a million numbers": lambda: PROMPT | {"number_of_images": [0] * 1_000_000},
}


@pytest.fixture(scope="module")
def validate() -> Callable[[object], list[Any]]:
    """The standalone module of our example, as a user loads it."""
    module = runpy.run_path(str(GENERATED / "validator" / "empiriolabs" / "amazon_nova_canvas.py"))
    return module["validate"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def parse() -> Callable[[object], object]:
    """The pydantic model of our example."""
    pytest.importorskip("pydantic")
    sys.path.insert(0, str(GENERATED / "pydantic"))
    try:
        from empiriolabs_pydantic.amazon_nova_canvas import AmazonNovaCanvasRequest
    finally:
        sys.path.pop(0)
    return AmazonNovaCanvasRequest.model_validate  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", FIRE)
def test_what_is_made_to_hurt_is_refused_in_few_words(name: str, validate: Callable[[object], list[Any]]) -> None:
    request = FIRE[name]()
    tracemalloc.start()
    try:
        problems = validate(request)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert problems
    assert len(problems) <= 101
    assert sum(len(str(problem)) for problem in problems) < 30_000
    assert most < 60_000_000


@pytest.mark.parametrize("name", FIRE)
def test_pydantic_says_the_same(
    name: str, validate: Callable[[object], list[Any]], parse: Callable[[object], object]
) -> None:
    from pydantic import ValidationError

    request = FIRE[name]()
    with pytest.raises(ValidationError) as refused:
        parse(request)
    told = [(error["type"], error["msg"]) for error in refused.value.errors()]
    assert [code for code, _ in told] == [problem.code for problem in validate(request)]
    assert len(str(refused.value)) < 60_000


MODULES = sorted((GENERATED / "validator" / "empiriolabs").glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.stem)
def test_a_validator_brings_in_nothing(module: Path) -> None:
    """In a process without even `site`: patterns and decimals wait for a request that needs them."""
    code = f"before = {{*sys.modules}}; import {module.stem}; print(*{{*sys.modules}} - before)"
    assert run(f"import sys; sys.path.insert(0, {str(module.parent)!r}); {code}") == {"__future__", module.stem}


def run(code: str) -> set[str]:
    """The words that code prints in a bare interpreter."""
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())
