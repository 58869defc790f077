"""Which forms there are."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelmint.conform.form import Form

FORMS: dict[str, str] = {
    "reference": "reference:Reference",
    "json-schema": "json_schema:JsonSchema",
    "validator": "module:Module",
    "javascript": "javascript:JavaScript",
    "pydantic": "pydantic_model:PydanticModel",
}
"""Where each form is, by its name: a module of this package, and a class. They are imported when they are run."""


def load(name: str) -> Form:
    """A form, made anew."""
    module, _, kind = FORMS[name].partition(":")
    form: Form = getattr(import_module(f"modelmint.conform.{module}"), kind)()
    return form
