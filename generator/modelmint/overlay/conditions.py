"""Conditions as an overlay writes them: `{ task_type = ["INPAINTING"], image = { present = true } }`."""

from __future__ import annotations

from modelmint.ir.rules import Absent, Condition, Is, Present, Test
from modelmint.ir.value import Json


def parse_condition(table: dict[str, Json]) -> Condition:
    """The condition that a table of the right shape means: every key must hold."""
    return tuple(_test(parameter, value) for parameter, value in table.items())


def _test(parameter: str, value: Json) -> Test:
    if isinstance(value, dict):
        return Present(parameter) if value["present"] is True else Absent(parameter)
    return Is(parameter, tuple(value) if isinstance(value, list) else (value,))


def spell_condition(condition: Condition) -> dict[str, Json]:
    """A condition in the notation."""
    return {test.parameter: _spell(test) for test in condition}


def _spell(test: Test) -> Json:
    if isinstance(test, Is):
        return list(test.values) if len(test.values) != 1 else test.values[0]
    return {"present": isinstance(test, Present)}
