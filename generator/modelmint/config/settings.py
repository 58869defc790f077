"""The configuration as a value."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias

from modelmint.ir.frozen import frozen
from modelmint.ir.ids import ModelRef

Weight: TypeAlias = Literal["error", "warning", "note", "off"]
"""How much a finding weighs; `off` does not report it."""


@frozen
class Source:
    """Where models come from. `kind` names its dialect and profile; None leaves a thing to the profile."""

    name: str
    kind: str
    base_url: str | None = None
    key_env: str | None = None


@frozen
class Target:
    """What a pack makes: into `out`, below the configuration's folder, with the options that the pack knows."""

    pack: str
    out: PurePosixPath
    options: dict[str, str | bool | int] = field(default_factory=dict)


@frozen
class LifecyclePolicy:
    """How models that end are reported. `retire_within` is in days."""

    retire_within: int = 60
    on_retired: Weight = "error"
    on_retiring: Weight = "warning"
    on_deprecated: Weight = "note"


@frozen
class DriftPolicy:
    """How changes of a model are classed where teams differ.

    `grace` is the notice, in days, that is fair before a model ends. A changed default of a watched
    parameter breaks. `documented_limits` is the class of limits that came where none was written down.
    A price that rises by more than `price_gate` percent breaks. `baseline` names the file of findings
    that were there before.
    """

    grace: int = 90
    watched_defaults: tuple[str, ...] = ()
    documented_limits: Literal["breaking", "risky"] = "breaking"
    price_gate: int | None = None
    baseline: Path | None = None


@frozen
class UpdatePolicy:
    """What an update writes. `changelog` is a path below the project; it may hold `{section}` and `{model}`."""

    changelog: str = "CHANGELOG.md"


@frozen
class Acknowledgement:
    """A finding that is accepted up to and with the day `expires`; where `weight` is given, it is only weighed less.

    A subject or parameter that is None fits any. `pointer` is the place in the configuration.
    """

    code: str
    why: str
    expires: date
    pointer: str
    subject: str | None = None
    parameter: str | None = None
    weight: Weight | None = None


@frozen
class Config:
    """All that a project says about itself.

    `root` is the folder of `file`; `schemas` and the folders of `packs` stand below it and need not exist.
    """

    root: Path
    file: Path
    sources: dict[str, Source] = field(default_factory=dict)
    models: tuple[ModelRef, ...] = ()
    targets: dict[str, Target] = field(default_factory=dict)
    schemas: Path = Path("schemas")
    packs: tuple[Path, ...] = (Path("templates"),)
    lifecycle: LifecyclePolicy = LifecyclePolicy()
    drift: DriftPolicy = DriftPolicy()
    update: UpdatePolicy = UpdatePolicy()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    severities: dict[str, Weight] = field(default_factory=dict)

    @property
    def baseline(self) -> Path:
        """The file of findings that were there before; it need not exist."""
        return self.drift.baseline or self.root / "modelmint.baseline"


class ConfigError(Exception):
    """A configuration that cannot be used: the file, the line (from 1; 0 for none), what is wrong and what to do."""

    def __init__(self, file: Path, line: int, message: str, hint: str = "") -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {message}" + (f"; {hint}" if hint else ""))
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint


class NoConfigError(ConfigError):
    """There is no configuration in the folder or above it."""
