"""From the file to the configuration."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from modelmint.config.keys import CONFIG
from modelmint.config.place import FILE, SHARED, find
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
)
from modelmint.ir.ids import ModelRef
from modelmint.ir.lines import line_of
from modelmint.shape.check import Mistake, mistakes
from modelmint.shape.kinds import as_day

_TABLE = "/tool/modelmint"


def load(start: Path) -> Config:
    """Read the configuration of a folder, or of the nearest folder above that has one; see `place.find`.

    Raises:
        NoConfigError: there is none.
        ConfigError: it says something that it cannot say.
    """
    file = find(start)
    if file is not None:
        return read(file)
    place = start.absolute() / FILE
    raise NoConfigError(place, 0, "there is no such file here or in a folder above", "modelmint init makes one")


def read(file: Path) -> Config:
    """Read one file.

    Raises:
        ConfigError: it says something that it cannot say.
    """
    return parse(text_of(file), file)


def parse(text: str, file: Path) -> Config:
    """The configuration that a text holds; `file` names it, and tells a `pyproject.toml` from a file of our own.

    Raises:
        ConfigError: it says something that it cannot say.
    """
    table, at = _table(_toml(text, file), file), _TABLE if file.name == SHARED else ""
    wrong = next(mistakes(table, CONFIG), None) or next(_contradictions(table), None)
    if wrong is not None:
        raise ConfigError(file, line_of(text, at + wrong.pointer, FILE), wrong.message, wrong.hint)
    return _config(table, file, at)


def mistaken(config: Config, pointer: str, message: str, hint: str = "") -> ConfigError:
    """The error of something in a configuration that was read, by its place there: `/targets/python/package`."""
    at = _TABLE if config.file.name == SHARED else ""
    return ConfigError(config.file, line_of(text_of(config.file), at + pointer, FILE), message, hint)


def has_table(file: Path) -> bool:
    """Whether a file of several tools has a configuration for us.

    Raises:
        ConfigError: it is not UTF-8, or not TOML.
    """
    return bool(_table(_toml(text_of(file), file), file))


def text_of(file: Path) -> str:
    """What a file says, its line ends as they are.

    Raises:
        ConfigError: it is not UTF-8.
    """
    body = file.read_bytes()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ConfigError(file, line, "the file is not UTF-8", "save it as UTF-8") from None


def _toml(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).rpartition(" (at ")
        line = re.match(r"line (\d+)", place)
        number = int(line[1]) if line else text.rstrip().count("\n") + 1
        raise ConfigError(file, number, f"this is not TOML: {reason}") from None
    except RecursionError:
        raise ConfigError(file, 1, "lists and tables nest too deep") from None


def _table(document: dict[str, Any], file: Path) -> Any:
    if file.name != SHARED:
        return document
    tool = document.get("tool", {})
    return tool.get("modelmint", {}) if isinstance(tool, dict) else {}


def _contradictions(table: dict[str, Any]) -> Iterator[Mistake]:
    """What is wrong although every key and value is right by itself."""
    sources = table.get("sources", {})
    for index, model in enumerate(table.get("models", [])):
        name = model.partition(":")[0]
        if name not in sources:
            known = f"known are {', '.join(sources)}" if sources else "there are none"
            yield Mistake(f"/models/{index}", f"{model!r} is of no known source; {known}", f"add [sources.{name}]")
    folders: dict[PurePosixPath, str] = {}
    for name, target in table.get("targets", {}).items():
        other = folders.setdefault(PurePosixPath(target["out"]), name)
        if other != name:
            message = f"targets.{name} and targets.{other} write to the same folder, {target['out']!r}"
            yield Mistake(f"/targets/{name}/out", message, "give each a folder of its own")


def _config(table: dict[str, Any], file: Path, at: str) -> Config:
    paths = table.get("paths", {})
    return Config(
        root=file.parent,
        file=file,
        sources={name: _source(name, source) for name, source in table.get("sources", {}).items()},
        models=tuple(ModelRef.parse(model) for model in table.get("models", [])),
        targets={name: _target(name, target) for name, target in table.get("targets", {}).items()},
        schemas=file.parent / paths.get("schemas", "schemas"),
        packs=tuple(file.parent / folder for folder in paths.get("packs", ["templates"])),
        lifecycle=_lifecycle(table.get("lifecycle", {})),
        drift=_drift(table.get("drift", {}), file.parent),
        update=UpdatePolicy(**table.get("update", {})),
        acknowledgements=tuple(
            _acknowledgement(entry, f"{at}/acknowledge/{index}")
            for index, entry in enumerate(table.get("acknowledge", []))
        ),
        severities=dict(table.get("severity", {})),
    )


def _source(name: str, table: dict[str, Any]) -> Source:
    base_url = table.get("base_url")
    return Source(name, table["kind"], base_url and base_url.rstrip("/"), table.get("key_env"))


def _target(name: str, table: dict[str, Any]) -> Target:
    options = {key: value for key, value in table.items() if key != "out"}
    return Target(name, PurePosixPath(table["out"]), options)


def _lifecycle(table: dict[str, Any]) -> LifecyclePolicy:
    days = {"retire_within": int(table["retire_within"][:-1])} if "retire_within" in table else {}
    return LifecyclePolicy(**{**table, **days})


def _drift(table: dict[str, Any], root: Path) -> DriftPolicy:
    known: dict[str, Any] = dict(table)
    if "grace" in table:
        known["grace"] = int(table["grace"][:-1])
    if "price_gate" in table:
        known["price_gate"] = int(table["price_gate"][:-1])
    if "baseline" in table:
        known["baseline"] = root / table["baseline"]
    return DriftPolicy(**{**known, "watched_defaults": tuple(table.get("watched_defaults", ()))})


def _acknowledgement(table: dict[str, Any], pointer: str) -> Acknowledgement:
    expires = as_day(table["expires"])
    assert expires is not None, "the shape was checked"
    return Acknowledgement(**{**table, "expires": expires, "pointer": pointer})
