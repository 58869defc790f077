"""The build hook for Hatch: a wheel is not built from generated files that are stale.

In the project's `pyproject.toml`:

    [tool.hatch.build.hooks.modelmint]
    mode = "check"        # or "generate"
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

_MODES = ("check", "generate")


class BuildHook(BuildHookInterface[Any]):
    """Checks the project before it is built, or generates its files."""

    PLUGIN_NAME = "modelmint"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop the build with the findings, or write what is to be built.

        Raises:
            ValueError: the mode is none of the two.
            RuntimeError: something is wrong with the project; the text says what and how to mend it.
        """
        mode = self.config.get("mode", "check")
        if mode not in _MODES:
            raise ValueError(f"[tool.hatch.build.hooks.modelmint] mode is {mode!r}; it can be 'check' or 'generate'")
        project_folder = Path(self.root, self.config.get("directory", "."))
        if mode == "generate":
            build_data["artifacts"].extend(f"/{path}" for path in generate(project_folder, Path(self.root)))
        else:
            check(project_folder)


def check(folder: Path) -> None:
    """Raise what `modelmint check` finds."""
    from modelmint.integrations.project import open_project, told, wrong

    project = open_project(folder)
    found = wrong(project)
    if found:
        raise RuntimeError(f"modelmint check failed, and nothing is built from what is stale:\n{told(found)}")


def generate(folder: Path, root: Path) -> list[str]:
    """Generate all files, and return the targets' folders below the root, which the build is to include."""
    from modelmint.integrations.project import open_project
    from modelmint.pipeline import generate as write

    project = open_project(folder)
    written = write(project)
    if written.kept:
        named = "\n".join(f"  {path}" for path in written.kept)
        raise RuntimeError(
            f"changed by hand, and so not generated (modelmint generate --force replaces them):\n{named}"
        )
    outs = (project.config.root / target.out for target in project.config.targets.values())
    return [out.relative_to(root).as_posix() for out in outs if out.is_relative_to(root)]


@hookimpl
def hatch_register_build_hook() -> type[BuildHook]:
    """What Hatch asks a plugin for."""
    return BuildHook
