"""Changes to the configuration's text that keep its comments, its order and its spelling."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelmint.config.place import SHARED
from modelmint.config.reader import parse, text_of
from modelmint.ir.ids import ModelRef

if TYPE_CHECKING:
    from tomlkit.items import Array

_START = """\
#:schema ./modelmint.schema.json
# What this project keeps; `modelmint add SOURCE:MODEL` and `modelmint remove` edit it.
models = []

[sources.{source}]
kind = "{kind}"{base_url}

[targets.python]
out = "generated/python"
package = "{package}"

[targets.json-schema]
out = "generated/json-schema"

[targets.validator]
out = "generated/validator"

[targets.markdown]
out = "generated/markdown"
"""


def start(source: str = "empiriolabs", kind: str = "", base_url: str = "", package: str = "") -> str:
    """The configuration of a new project. What is empty follows from the source's name, or is left to its profile."""
    return _START.format(
        source=source,
        kind=kind or source,
        base_url=f'\nbase_url = "{base_url}"' if base_url else "",
        package=package or f"{source.replace('-', '_')}_models",
    )


def add(file: Path, refs: tuple[ModelRef, ...]) -> None:
    """Add models to a file's list.

    Raises:
        ConfigError: the file is not a configuration, or would not be one.
    """
    write(file, add_models(text_of(file), file, refs))


def remove(file: Path, refs: tuple[ModelRef, ...]) -> None:
    """Remove models from a file's list.

    Raises:
        ConfigError: the file is not a configuration.
    """
    write(file, remove_models(text_of(file), file, refs))


def add_models(text: str, file: Path, refs: tuple[ModelRef, ...]) -> str:
    """The text with these models at the end of its list; those that stand there already stay where they are.

    Raises:
        ConfigError: the text is not a configuration, or would not be one.
    """
    known = parse(text, file).models
    return _edited(text, file, [*known, *(ref for ref in dict.fromkeys(refs) if ref not in known)])


def remove_models(text: str, file: Path, refs: tuple[ModelRef, ...]) -> str:
    """The text without these models.

    Raises:
        ConfigError: the text is not a configuration.
    """
    return _edited(text, file, [ref for ref in parse(text, file).models if ref not in refs])


def write(file: Path, text: str) -> None:
    """Put the text in place of the file in one step, so that a crash leaves the old file or the new."""
    target = file.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _edited(text: str, file: Path, wanted: list[ModelRef]) -> str:
    import tomlkit

    document: Any = tomlkit.parse(text)
    table = document["tool"]["modelmint"] if file.name == SHARED else document
    models = table.setdefault("models", tomlkit.array())
    _fit(models, [str(ref) for ref in wanted])
    edited = tomlkit.dumps(document)
    if "\r\n" in text:
        edited = edited.replace("\r\n", "\n").replace("\n", "\r\n")
    parse(edited, file)
    return edited


def _fit(models: Array, wanted: list[str]) -> None:
    """Take out what is not wanted and put in what is missing; what stays keeps its comments."""
    for index in reversed(range(len(models))):
        if models[index] not in wanted:
            del models[index]
    for name in wanted[len(models) :]:
        models.append(name)
    text = models.as_string()
    if len(text) > _WIDEST and "\n" not in text:
        models.multiline(True)


_WIDEST = 80
