"""Nanoseconds a call for one model: `python measure.py CASE.json`, where the case names all modules and the payloads.

The contenders take turns, each round is timed, and the least counts. Prints a line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

import by_hand
from tables import table_of

ROUNDS = 150
ROUND_SECONDS = 0.001
COPIES = 16

Contender = Callable[[Any], int]
"""Checks a request, and returns how many problems it was told of."""


def contenders(case: dict[str, Any]) -> Iterator[tuple[str, Callable[[], Contender]]]:
    """What is measured, by name, and how each is made."""
    schema = json.loads(Path(case["schema"]).read_text(encoding="utf-8"))
    yield "modelmint", lambda: counted(loaded("ours", case["module"]).validate)
    if case["by_hand"]:
        yield "by hand, a table", lambda: counted(by_hand.table)
        yield "by hand, unrolled", lambda: counted(by_hand.unrolled)
    else:
        yield "by hand, a table", lambda: counted(table_of(schema))
    yield "msgspec", lambda: with_msgspec(case["msgspec"])
    yield "fastjsonschema", lambda: with_fastjsonschema(schema)
    yield "pydantic, as generated", lambda: with_pydantic(loaded("plain", case["plain"]).Request)
    yield "pydantic, our pack", lambda: with_pydantic(packed(*case["pydantic"]))
    yield "jsonschema", lambda: with_jsonschema(schema)
    yield "jsonschema-rs", lambda: with_jsonschema_rs(schema)


def counted(validate: Callable[[Any], list[Any]]) -> Contender:
    """A validator that lists problems."""
    return lambda request: len(validate(request))


def loaded(name: str, file: str) -> ModuleType:
    """A module from its file, where annotations are resolved too."""
    spec = spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(folder: str, module: str, name: str) -> Any:
    """A class of a package."""
    sys.path.insert(0, folder)
    return getattr(import_module(module), name)


def with_msgspec(file: str) -> Contender:
    """It stops at the first problem."""
    from msgspec import ValidationError, convert

    kind = loaded("structs", file).Request

    def check(request: Any) -> int:
        try:
            convert(request, kind)
        except ValidationError:
            return 1
        return 0

    check({})  # where it cannot have a type, it says so now
    return check


def with_fastjsonschema(schema: Any) -> Contender:
    """It stops at the first problem."""
    from fastjsonschema import JsonSchemaValueException, compile

    validate = compile(schema, use_default=False)

    def check(request: Any) -> int:
        try:
            validate(request)
        except JsonSchemaValueException:
            return 1
        return 0

    return check


def with_pydantic(kind: Any) -> Contender:
    """All problems."""
    from pydantic import ValidationError

    def check(request: Any) -> int:
        try:
            kind.model_validate(request)
        except ValidationError as error:
            return int(error.error_count())
        return 0

    return check


def with_jsonschema(schema: Any) -> Contender:
    """All problems."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)
    return lambda request: sum(1 for _ in validator.iter_errors(request))


def with_jsonschema_rs(schema: Any) -> Contender:
    """All problems."""
    from jsonschema_rs import Draft202012Validator

    validator = Draft202012Validator(schema)
    return lambda request: sum(1 for _ in validator.iter_errors(request))


def made(case: dict[str, Any]) -> tuple[dict[str, Contender], dict[str, str]]:
    """Those that can have the model, and why others cannot."""
    able: dict[str, Contender] = {}
    unable: dict[str, str] = {}
    for name, make in contenders(case):
        try:
            able[name] = make()
        except Exception as error:  # rivals refuse in ways of their own
            unable[name] = f"{type(error).__name__}: {str(error).splitlines()[0][:160]}"
    return able, unable


def measured(able: dict[str, Contender], payload: Any) -> dict[str, dict[str, float]]:
    """The least time of each, and how many problems it finds."""
    text = json.dumps(payload)
    copies = [json.loads(text) for _ in range(COPIES)]
    best = {name: {"ns": float("inf"), "found": run(copies[0])} for name, run in able.items()}
    counts = dict.fromkeys(able, 1)
    for _ in range(ROUNDS):
        for name, run in able.items():
            begun = perf_counter()
            for _ in range(counts[name]):
                for copy in copies:
                    run(copy)
            took = perf_counter() - begun
            best[name]["ns"] = min(best[name]["ns"], took * 1e9 / counts[name] / COPIES)
            counts[name] = max(1, round(counts[name] * ROUND_SECONDS / took))
    return best


def main() -> None:
    """Measure one case."""
    case = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    able, unable = made(case)
    results = {name: measured(able, payload) for name, payload in case["payloads"].items()}
    print(json.dumps({"results": results, "unable": unable}))


if __name__ == "__main__":
    main()
