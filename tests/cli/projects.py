"""What the tests of commands share: the example model, a project for it, and how a command ended."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modelmint.mock import MockServer

MODEL = "amazon-nova-canvas"
REF = f"empiriolabs:{MODEL}"
EXAMPLE = Path(__file__).parents[2] / "schemas" / "empiriolabs" / MODEL
CONFIG = """\
models = []

[sources.empiriolabs]
kind = "empiriolabs"
base_url = "{url}/v1"

[targets.json-schema]
out = "generated/json-schema"

[[acknowledge]]
code = "model-retired"
subject = "empiriolabs:amazon-nova-canvas"
why = "the tests live with it"
expires = 9999-12-31
"""


@dataclass
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Done]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that a project holds, but for its cache."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".modelmint" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(server: MockServer) -> None:
    """Have the provider lower the limit of `number_of_images`."""
    publish(server, number_of_images={"max": 4})


def publish(server: MockServer, facts: dict[str, Any] | None = None, **parameters: dict[str, Any] | None) -> None:
    """Have the provider change facts of the model, and keys of parameters; None takes a parameter away."""
    server.publish(MODEL, edited(server.document(MODEL), facts, **parameters))


def edited(document: Any, facts: dict[str, Any] | None = None, **parameters: dict[str, Any] | None) -> Any:
    """The document with facts of the model and keys of parameters changed; None takes a parameter away."""
    new = {**deepcopy(document), **(facts or {})}
    rows = [row for row in new["supported_parameters"] if parameters.get(row["name"], {}) is not None]
    new["supported_parameters"] = [{**row, **(parameters.get(row["name"]) or {})} for row in rows]
    return new


def configure(project: Path, text: str) -> None:
    """Add to a project's configuration."""
    file = project / "modelmint.toml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def git(folder: Path, *args: str) -> str:
    """Ask git, as somebody."""
    somebody = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    done = subprocess.run(["git", *somebody, *args], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()
