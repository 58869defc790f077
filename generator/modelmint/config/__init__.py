"""The configuration of a project: frozen, and read once from `modelmint.toml` or `[tool.modelmint]`."""

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
    "Weight",
    "load",
    "parse",
]
