"""Validators as the pack makes them, loaded without formatting them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import ModuleType

from modelmint.ir.model import Model
from modelmint.lower import lower
from modelmint.render import Pack, load_pack, render


@cache
def pack(name: str) -> Pack:
    """A shipped pack; formatting changes no meaning and takes most of the time."""
    return replace(load_pack(name), formats=())


def source(model: Model) -> str:
    """The text of the model's Python validator."""
    chosen = pack("validator")
    return next(
        text for path, text in render(chosen, lower([model], chosen.conventions)).items() if path.endswith(".py")
    )


def load(text: str) -> ModuleType:
    """A module from its text."""
    module = ModuleType("generated_validator")
    exec(compile(text, "generated_validator.py", "exec"), module.__dict__)
    return module
