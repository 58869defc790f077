"""The configuration of a project: frozen, and read once from `modelmint.toml` or `[tool.modelmint]`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modelmint.config.reader import load, parse
    from modelmint.config.settings import (
        Acknowledgement,
        Config,
        ConfigError,
        DriftPolicy,
        LifecyclePolicy,
        NoConfigError,
        Source,
        Target,
        UpdatePolicy,
        Weight,
    )

__all__ = [
    "Acknowledgement",
    "Config",
    "ConfigError",
    "DriftPolicy",
    "LifecyclePolicy",
    "NoConfigError",
    "Source",
    "Target",
    "UpdatePolicy",
    "Weight",
    "load",
    "parse",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: to find the file of a project, nothing need be known of what is in it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "reader" if name in ("load", "parse") else "settings"
    return getattr(import_module(f"modelmint.config.{home}"), name)
