"""Clients, validators and documentation from the schemas that AI providers publish.

The stages as functions, for programs that want more than the command line:

- `Project.open(folder, today)`: a configuration and its snapshots
- `stages(project, ref)`: one model at every stage; `generate(project)`: write every target; `check(project)`: a report
- `diff(old, new)`: the changes of meaning between two models; `classify(old, new, direction)`: the same of two JSON
  Schemas, as `breaking`, `risky` or `safe`
- `modelmint.validate.validate(model, request)`: every problem of a request

Names are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modelmint.checks import check
    from modelmint.diagnostics.finding import Finding, Severity
    from modelmint.drift import Change, classify, diff
    from modelmint.ir.ids import ModelRef
    from modelmint.ir.model import Model, Parameter
    from modelmint.pipeline import Project, Stages, generate, stages

__all__ = [
    "Change",
    "Finding",
    "Model",
    "ModelRef",
    "Parameter",
    "Project",
    "Severity",
    "Stages",
    "check",
    "classify",
    "diff",
    "generate",
    "stages",
]

_HOMES = {
    "checks": "check",
    "diagnostics.finding": "Finding Severity",
    "drift": "Change classify diff",
    "ir.ids": "ModelRef",
    "ir.model": "Model Parameter",
    "pipeline": "Project Stages generate stages",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    for module, names in _HOMES.items():
        if name in names.split():
            return getattr(import_module(f"modelmint.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
